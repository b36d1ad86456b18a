import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Feature } from '../../../core/contract/contract.ts';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

/** From this index on, the population counts as a different one. */
const STRONG_PSI = 0.25;

/** How far features moved between training and measuring. */
export function DriftPanel({ drift, features }: { drift: Metrics['drift']; features: Feature[] }) {
  const { t, language, format } = useWords();
  const titles = new Map(features.map(({ name, title }) => [name, title[language]]));
  return (
    <Panel title={t('models.card.drift.title')}>
      <Typography color="textSecondary" sx={{ mb: 1, maxWidth: 760 }}>
        {t(drift.length > 0 ? 'models.card.drift.lead' : 'models.card.drift.none')}
      </Typography>
      {drift.length > 0 && (
        <DenseTable label={t('models.card.drift.title')}>
          <thead>
            <tr>
              <th>{t('models.card.drift.feature')}</th>
              <th className="figure">{t('models.card.drift.psi')}</th>
              <th className="figure">{t('models.card.drift.atTraining')}</th>
              <th className="figure">{t('models.card.drift.now')}</th>
            </tr>
          </thead>
          <tbody>
            {drift.map(({ feature, psi, missingThen, missingNow }) => (
              <tr key={feature}>
                <Box component="th" scope="row" sx={{ minWidth: 180 }}>
                  <Literal text={titles.get(feature) ?? feature} wrap />
                </Box>
                <Box component="td" className="figure" sx={psi >= STRONG_PSI ? { color: 'warning.main' } : {}}>
                  {format.number(psi)}
                </Box>
                <td className="figure">{format.percent(missingThen)}</td>
                <td className="figure">{format.percent(missingNow)}</td>
              </tr>
            ))}
          </tbody>
        </DenseTable>
      )}
    </Panel>
  );
}
