import { useTheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import type { FeatureCurve } from '../../../../workers/data/card/card.api.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';

const BAR_HEIGHT = 34;
const MOST = 20;

/**
 * The forecast with each category in place of the client's own, highest first, and without a category. When only some
 * categories fit, the client's own comes first.
 */
export function CurveLevels({ title, curve }: { title: string; curve: FeatureCurve }) {
  const { t, format } = useWords();
  const { palette } = useTheme();
  const levels = curve.levels.toSorted((a, b) => b.incomeRub - a.incomeRub);
  const own = levels.filter(({ level }) => level === curve.value);
  const shown = levels.length <= MOST ? levels : [...new Set([...own, ...levels.slice(0, MOST)])];
  const toBar = ({ level, incomeRub }: FeatureCurve['levels'][number]) => ({
    text: level === curve.value ? `${makeVisible(level)} · ${t('card.curve.legendPresent')}` : makeVisible(level),
    incomeRub,
    isOwn: level === curve.value,
  });
  const missing = { text: t('frame.noData'), incomeRub: curve.missingRub, isOwn: curve.value === null };
  const bars = [...shown.map(toBar), missing];
  return (
    <>
      <Chart
        kind="bar"
        horizontal
        title={title}
        height={bars.length * BAR_HEIGHT + 28}
        labels={bars.map(({ text }) => text)}
        series={[
          {
            label: t('card.curve.forecast'),
            values: bars.map(({ incomeRub }) => incomeRub),
            fill: bars.map((bar) => {
              if (bar === missing) return { hatch: palette.meaning.missing };
              return bar.isOwn ? palette.primary.main : palette.text.secondary;
            }),
          },
        ]}
        bounds={{ min: 0 }}
        barLabels={bars.map(({ incomeRub }) => format.rub(incomeRub))}
        formatAxis={format.rubShort}
        formatValue={(value) => format.rub(Number(value))}
        table={{
          head: [t('card.curve.range'), t('card.curve.forecast')],
          numeric: [1],
          rows: [...levels.map(toBar), missing].map(({ text, incomeRub }) => [text, format.rub(incomeRub)]),
        }}
      />
      {shown.length < curve.ofLevels && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('card.curve.someLevels', { shown: format.integer(shown.length), total: format.integer(curve.ofLevels) })}{' '}
          {levels.length < curve.ofLevels && t('card.curve.strongestLevels', { shown: format.integer(levels.length) })}
        </Typography>
      )}
    </>
  );
}
