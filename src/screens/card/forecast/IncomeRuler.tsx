import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import type { IncomeInterval } from '../../../core/explain/explanation.ts';
import type { Segment } from '../../../core/offers/segments.ts';
import { segmentIndex } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { segmentColor } from '../../../parts/SegmentMark.tsx';
import { Band, Mark, percent } from './RulerMarks.tsx';

type IncomeRulerProps = {
  /** In order of income. */
  segments: Segment[];
  incomeRub: number;
  /** Contains eight in ten clients like this one; null when the model has no interval. */
  interval: IncomeInterval | null;
  /** The real forecast, shown next to a simulated one. */
  ghostRub?: number | undefined;
};

/** The segments on a logarithmic scale, with the client's mark. */
export function IncomeRuler({ segments, incomeRub, interval, ghostRub }: IncomeRulerProps) {
  const { t, language, format } = useWords();
  const { palette } = useTheme();
  const place = scaleOf(segments);
  const segment = segments[segmentIndex(segments, incomeRub)];
  const ruler = t('card.forecast.ruler', {
    income: format.rub(incomeRub),
    segment: segment?.name[language] ?? '',
  });
  const ends = interval && { low: format.rub(interval.lowRub), high: format.rub(interval.highRub) };
  const label = ends ? t('card.forecast.rulerInterval', { ruler, ...ends }) : ruler;
  return (
    <Box role="img" aria-label={label} sx={{ position: 'relative', pt: 1.75, pb: 2.5, printColorAdjust: 'exact' }}>
      <Box sx={{ position: 'relative', height: 24 }}>
        {segments.map(({ id, name, fromRub, toRub }, rank) => {
          const from = place(fromRub);
          const to = toRub === null ? 1 : place(toRub);
          return (
            <Box
              key={id}
              style={{ left: percent(from), width: `calc(${percent(to - from)} - 1px)` }}
              sx={(theme) => ({
                position: 'absolute',
                inset: '0 auto 0 auto',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
                textAlign: 'center',
                px: 0.5,
                fontSize: 12,
                lineHeight: '24px',
                forcedColorAdjust: 'none',
                bgcolor: segmentColor(theme, rank),
                color: palette.meaning.onSegments[Math.min(rank, palette.meaning.onSegments.length - 1)],
                '&:first-of-type': { borderRadius: '4px 0 0 4px' },
                '&:last-of-type': { borderRadius: '0 4px 4px 0' },
              })}
            >
              {name[language]}
            </Box>
          );
        })}
      </Box>
      {segments.slice(1).map(({ id, fromRub }) => (
        <Box
          key={id}
          style={{ left: percent(place(fromRub)) }}
          sx={{
            position: 'absolute',
            bottom: 0,
            transform: 'translateX(-50%)',
            fontSize: 12,
            lineHeight: '16px',
            color: 'text.secondary',
            whiteSpace: 'nowrap',
          }}
        >
          {format.rubShort(fromRub)}
        </Box>
      ))}
      {interval && <Band from={place(interval.lowRub)} to={place(interval.highRub)} />}
      {ghostRub !== undefined && <Mark at={place(ghostRub)} ghost />}
      <Mark at={place(incomeRub)} />
    </Box>
  );
}

/** Maps an income to 0…1 on a logarithmic scale with room for the outer segments. */
function scaleOf(segments: readonly Segment[]): (rub: number) => number {
  const bounds = segments.map(({ fromRub }) => fromRub).filter((rub) => rub > 0);
  const low = Math.log((bounds[0] ?? 50_000) / 4);
  const high = Math.log((bounds.at(-1) ?? 300_000) * 3);
  return (rub) => Math.min(1, Math.max(0, (Math.log(Math.max(1, rub)) - low) / (high - low)));
}
