import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { useWords } from '../../i18n/i18n.ts';
import { Chart } from '../../ui/charts/Chart.tsx';

export type CountBar = { label: string; count: number; fill?: string };

const LONGEST_LABEL = 18;

/** Counts as horizontal bars, each with its number and its share of the total. */
export function CountsChart({ title, head, bars }: { title: string; head: string; bars: CountBar[] }) {
  const { t, format } = useWords();
  const { palette } = useTheme();
  const all = bars.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return <Typography color="textSecondary">{t('monitoring.noRequests')}</Typography>;
  const shares = bars.map(({ count }) => format.percent(count / all));
  return (
    <Chart
      title={title}
      kind="bar"
      horizontal
      labels={bars.map(({ label }) => (label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}…` : label))}
      series={[
        {
          label: t('monitoring.requests'),
          values: bars.map(({ count }) => count),
          fill: bars.map(({ fill }) => fill ?? palette.primary.main),
        },
      ]}
      height={48 + 32 * bars.length}
      formatAxis={format.integer}
      formatValue={(value, index) => `${format.integer(Number(value))} (${shares[index]})`}
      barLabels={shares}
      bounds={{ min: 0 }}
      table={{
        head: [head, t('monitoring.requests'), t('monitoring.share')],
        rows: bars.map(({ label, count }, index) => [label, format.integer(count), shares[index] ?? '']),
        numeric: [1, 2],
      }}
    />
  );
}
