import { useTheme } from '@mui/material/styles';
import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Chart } from '../../ui/charts/Chart.tsx';
import { timeLabels } from './timeLabel.ts';

/** Requests over time: forecasts, simulations and errors, stacked. */
export function TimelineChart({ timeline }: { timeline: Monitoring['timeline'] }) {
  const { t, language, format } = useWords();
  const { palette } = useTheme();
  const labels = timeLabels(
    timeline.map(({ from }) => from),
    language,
  );
  const rows = timeline.map(({ requests, simulations, errors }) => ({
    forecasts: Math.max(0, requests - simulations - errors),
    simulations,
    errors,
  }));
  const series = (['forecasts', 'simulations', 'errors'] as const).map((part) => ({
    label: t(`monitoring.parts.${part}`),
    values: rows.map((row) => row[part]),
    fill: {
      forecasts: palette.primary.main,
      simulations: palette.meaning.missing,
      errors: palette.error.main,
    }[part],
  }));
  return (
    <Chart
      title={t('monitoring.timeline')}
      kind="bar"
      stacked
      labels={labels}
      series={series}
      height={240}
      formatAxis={format.integer}
      formatValue={(value) => format.integer(Number(value))}
      table={{
        head: [t('log.time'), ...series.map(({ label }) => label)],
        rows: rows.map((row, index) => [
          labels[index] ?? '',
          format.integer(row.forecasts),
          format.integer(row.simulations),
          format.integer(row.errors),
        ]),
        numeric: [1, 2, 3],
      }}
    />
  );
}
