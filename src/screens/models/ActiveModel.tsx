import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { SyntheticLabel } from '../../parts/SyntheticLabel.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { CalibrationPanel } from './card/CalibrationPanel.tsx';
import { CoveragePanel } from './card/CoveragePanel.tsx';
import { DriftPanel } from './card/DriftPanel.tsx';
import { LimitsPanel } from './card/LimitsPanel.tsx';
import { ModelFacts } from './card/ModelFacts.tsx';
import { ModelMetrics } from './card/ModelMetrics.tsx';
import { SlicesPanel } from './card/SlicesPanel.tsx';

/** The active model: description, quality, how the quality was measured, limits. */
export function ActiveModel() {
  const { t } = useWords();
  const model = useQuery((api) => api.models.get(), []);
  return (
    <AsyncView of={model} rows={10}>
      {(card) => {
        const { metrics, features, synthetic } = card.contract;
        const label = synthetic && <SyntheticLabel />;
        return (
          <Stack spacing={2}>
            <Panel title={t('models.card.title')} actions={label}>
              <ModelFacts card={card} />
            </Panel>
            {metrics ? (
              <>
                <ModelMetrics metrics={metrics} actions={label} />
                <CoveragePanel coverage={metrics.coverage} />
                {metrics.calibration.length > 0 && <CalibrationPanel calibration={metrics.calibration} />}
                {metrics.slices.length > 0 && <SlicesPanel slices={metrics.slices} />}
                <DriftPanel drift={metrics.drift} features={features} />
              </>
            ) : (
              <Panel title={t('models.card.metrics')}>
                <Typography color="textSecondary">{t('models.card.noMetrics')}</Typography>
              </Panel>
            )}
            <LimitsPanel synthetic={synthetic} hasInterval={card.hasInterval} />
          </Stack>
        );
      }}
    </AsyncView>
  );
}
