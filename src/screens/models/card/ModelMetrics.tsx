import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { type Stat, StatGrid } from '../../../ui/panels/StatGrid.tsx';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';

type Wmae = Metrics['wmae'];

/** The error of the forecasts by both definitions, next to the baselines and the best reachable error. */
export function ModelMetrics({ metrics, actions }: { metrics: Metrics; actions: ReactNode }) {
  const { t, format } = useWords();
  const { split, rows } = metrics;
  return (
    <Panel title={t('models.card.metrics')} actions={actions}>
      <Stack spacing={2} useFlexGap>
        <Typography color="textSecondary">
          {t('models.card.measured', { split, count: rows, rows: format.integer(rows) })}
        </Typography>
        <Headline metrics={metrics} />
        <Comparison metrics={metrics} />
      </Stack>
    </Panel>
  );
}

function Headline({ metrics: { wmae, wmaeInterval, maeRub, biasRub, bestReachable } }: { metrics: Metrics }) {
  const { t, format } = useWords();
  const bootstrap = ([low, high]: [number, number]) =>
    t('models.card.bootstrap', { low: format.rub(low), high: format.rub(high) });
  const wmaes = (['normalised', 'official'] as const).map(
    (kind): Stat => ({
      label: t(`models.card.${kind}`),
      value: format.rub(wmae[kind]),
      note: (
        <>
          {bootstrap(wmaeInterval[kind])}
          <br />
          {t(`models.card.${kind}Formula`)}
        </>
      ),
    }),
  );
  const headline: Stat[] = [
    ...wmaes,
    { label: t('models.card.mae'), value: format.rub(maeRub), note: t('models.card.maeFormula') },
    { label: t('models.card.bias'), value: format.rubChange(biasRub), note: t('models.card.biasNote') },
  ];
  const distance = bestReachable && {
    label: t('models.card.distance'),
    value: format.rubChange(wmae.normalised - bestReachable.normalised),
    note: t('models.card.distanceNote', { percent: format.percent(wmae.normalised / bestReachable.normalised - 1) }),
  };
  return <StatGrid minWidth={180} figures={distance ? [...headline, distance] : headline} />;
}

type Method = 'model' | 'bestReachable' | 'globalMedian' | 'regionMedian' | 'incomeValue';

function Comparison({ metrics: { wmae, bestReachable, baselines } }: { metrics: Metrics }) {
  const { t, format } = useWords();
  const rows: { key: Method; of: Wmae }[] = [
    ...(bestReachable ? [{ key: 'bestReachable' as const, of: bestReachable }] : []),
    { key: 'model', of: wmae },
    { key: 'incomeValue', of: baselines.incomeValue },
    { key: 'regionMedian', of: baselines.regionWeightedMedian },
    { key: 'globalMedian', of: baselines.globalWeightedMedian },
  ];
  return (
    <DenseTable label={t('models.card.comparison')}>
      <thead>
        <tr>
          <th>{t('models.card.method')}</th>
          <th className="figure">{t('models.card.normalised')}</th>
          <th className="figure">{t('models.card.official')}</th>
          <th className="figure">{t('models.card.against')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, of }) => (
          <tr key={key}>
            <th scope="row">{t(`models.card.methods.${key}`)}</th>
            <td className="figure">{format.rub(of.normalised)}</td>
            <td className="figure">{format.rub(of.official)}</td>
            <td className="figure quiet">
              {key === 'model' ? '—' : format.rubChange(of.normalised - wmae.normalised)}
            </td>
          </tr>
        ))}
      </tbody>
    </DenseTable>
  );
}
