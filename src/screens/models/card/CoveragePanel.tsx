import Typography from '@mui/material/Typography';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { StatGrid } from '../../../ui/panels/StatGrid.tsx';
import { NoData } from '../../../ui/texts/NoData.tsx';

/** How many incomes are within the interval, compared with its nominal share. */
export function CoveragePanel({ coverage }: { coverage: Metrics['coverage'] }) {
  const { t, format } = useWords();
  return (
    <Panel title={t('models.card.coverage.title')}>
      {coverage ? (
        <>
          <Typography color="textSecondary" sx={{ mb: 2 }}>
            {t('models.card.coverage.lead', { nominal: format.percent(coverage.nominal) })}
          </Typography>
          <StatGrid
            minWidth={150}
            figures={[
              ...(['overall', 'salaryPresent', 'salaryAbsent'] as const).map((part) => ({
                label: t(`models.card.coverage.${part}`),
                value: coverage[part] === null ? <NoData /> : format.percent(coverage[part]),
              })),
              { label: t('models.card.coverage.width'), value: format.rub(coverage.medianWidthRub) },
            ]}
          />
        </>
      ) : (
        <Typography color="textSecondary">{t('models.card.coverage.none')}</Typography>
      )}
    </Panel>
  );
}
