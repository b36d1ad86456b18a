import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Contract } from '../../../core/contract.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/DenseTable.tsx';
import { Figures } from '../../../ui/Figures.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { SyntheticLabel } from './SyntheticLabel.tsx';

type Metrics = NonNullable<Contract['metrics']>;
type Wmae = Metrics['wmae'];

/** How far forecasts are from the truth, by both definitions, beside the baselines and the best that can be reached. */
export function ModelMetrics({ contract }: { contract: Contract }) {
  const { t, format } = useWords();
  const { metrics, synthetic } = contract;
  return (
    <Panel title={t('administration.model.metrics')} actions={synthetic && <SyntheticLabel />}>
      {metrics ? (
        <Stack spacing={2} useFlexGap>
          <Typography color="textSecondary">
            {t('administration.model.measured', {
              split: metrics.split,
              count: metrics.rows,
              rows: format.integer(metrics.rows),
            })}
          </Typography>
          <Headline metrics={metrics} />
          <Comparison metrics={metrics} />
        </Stack>
      ) : (
        <Typography color="textSecondary">{t('administration.model.noMetrics')}</Typography>
      )}
    </Panel>
  );
}

function Headline({ metrics: { wmae, maeRub, biasRub, bestReachable } }: { metrics: Metrics }) {
  const { t, format } = useWords();
  const headline = [
    {
      label: t('administration.model.normalised'),
      value: format.rub(wmae.normalised),
      note: t('administration.model.normalisedFormula'),
    },
    {
      label: t('administration.model.official'),
      value: format.rub(wmae.official),
      note: t('administration.model.officialFormula'),
    },
    { label: t('administration.model.mae'), value: format.rub(maeRub), note: t('administration.model.maeFormula') },
    {
      label: t('administration.model.bias'),
      value: format.rubChange(biasRub),
      note: t('administration.model.biasNote'),
    },
  ];
  const distance = bestReachable && {
    label: t('administration.model.distance'),
    value: format.rubChange(wmae.normalised - bestReachable.normalised),
    note: t('administration.model.distanceNote', {
      percent: format.percent(wmae.normalised / bestReachable.normalised - 1),
    }),
  };
  return <Figures minWidth={180} figures={distance ? [...headline, distance] : headline} />;
}

function Comparison({ metrics }: { metrics: Metrics }) {
  const { t, format } = useWords();
  const { globalWeightedMedian, regionWeightedMedian, incomeValue } = metrics.baselines;
  const rows: { key: 'model' | 'bestReachable' | 'globalMedian' | 'regionMedian' | 'incomeValue'; wmae: Wmae }[] = [
    ...(metrics.bestReachable ? [{ key: 'bestReachable' as const, wmae: metrics.bestReachable }] : []),
    { key: 'model', wmae: metrics.wmae },
    { key: 'incomeValue', wmae: incomeValue },
    { key: 'regionMedian', wmae: regionWeightedMedian },
    { key: 'globalMedian', wmae: globalWeightedMedian },
  ];
  return (
    <DenseTable label={t('administration.model.comparison')}>
      <thead>
        <tr>
          <th>{t('administration.model.method')}</th>
          <th className="figure">{t('administration.model.normalised')}</th>
          <th className="figure">{t('administration.model.official')}</th>
          <th className="figure">{t('administration.model.against')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, wmae }) => (
          <tr key={key}>
            <th scope="row">{t(`administration.model.methods.${key}`)}</th>
            <td className="figure">{format.rub(wmae.normalised)}</td>
            <td className="figure">{format.rub(wmae.official)}</td>
            <td className="figure quiet">
              {key === 'model' ? '—' : format.rubChange(wmae.normalised - metrics.wmae.normalised)}
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}
