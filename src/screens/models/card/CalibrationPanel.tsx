import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { Metrics } from '../../../core/contract/modelMetrics.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';

/** Compares forecasts with actual incomes, from the lowest tenth of forecasts to the highest. */
export function CalibrationPanel({ calibration }: { calibration: Metrics['calibration'] }) {
  const { t, format } = useWords();
  const { palette } = useTheme();
  const labels = calibration.map((_, index) => format.integer(index + 1));
  return (
    <Panel title={t('models.card.calibration.title')}>
      <Typography color="textSecondary" sx={{ mb: 1 }}>
        {t('models.card.calibration.lead')}
      </Typography>
      <Chart
        title={t('models.card.calibration.title')}
        kind="bar"
        height={240}
        labels={labels}
        series={[
          {
            label: t('models.card.calibration.forecast'),
            values: calibration.map(({ forecastRub }) => forecastRub),
            fill: palette.primary.main,
          },
          {
            label: t('models.card.calibration.actual'),
            values: calibration.map(({ actualRub }) => actualRub),
            fill: { hatch: palette.meaning.missing },
          },
        ]}
        formatAxis={format.rubShort}
        formatValue={(value) => format.rub(Number(value))}
        bounds={{ min: 0 }}
        table={{
          head: [
            t('models.card.calibration.decile'),
            t('models.card.calibration.rows'),
            t('models.card.calibration.forecast'),
            t('models.card.calibration.actual'),
          ],
          rows: calibration.map(({ rows, forecastRub, actualRub }, index) => [
            labels[index] ?? '',
            format.integer(rows),
            format.rub(forecastRub),
            format.rub(actualRub),
          ]),
          numeric: [1, 2, 3],
        }}
      />
    </Panel>
  );
}
