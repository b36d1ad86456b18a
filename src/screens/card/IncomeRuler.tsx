import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import type { Segment } from '../../core/segments.ts';
import { segmentIndex } from '../../core/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { segmentColor } from '../../ui/SegmentMark.tsx';

type IncomeRulerProps = {
  /** In order of income. */
  segments: Segment[];
  incomeRub: number;
  /** The real forecast beside a simulated one. */
  ghostRub?: number | undefined;
};

/** Segments on a logarithmic scale and the client's mark on it. */
export function IncomeRuler({ segments, incomeRub, ghostRub }: IncomeRulerProps) {
  const { t, language, format } = useWords();
  const { palette } = useTheme();
  const place = scaleOf(segments);
  const segment = segments[segmentIndex(segments, incomeRub)];
  const label = t('card.forecast.ruler', {
    income: format.rub(incomeRub),
    segment: segment?.name[language] ?? '',
  });
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
      {ghostRub !== undefined && <Mark at={place(ghostRub)} ghost />}
      <Mark at={place(incomeRub)} />
    </Box>
  );
}

/** A pin over the ruler: filled for the forecast shown, hollow for the one it is compared with. */
function Mark({ at, ghost = false }: { at: number; ghost?: boolean }) {
  return (
    <Box
      style={{ left: percent(at) }}
      sx={{
        position: 'absolute',
        top: 0,
        width: 12,
        ml: '-6px',
        height: 42,
        color: ghost ? 'text.secondary' : 'text.primary',
        '@media (forced-colors: active)': { forcedColorAdjust: 'none', color: 'CanvasText' },
        '&::before': {
          content: '""',
          position: 'absolute',
          left: 0,
          top: 0,
          width: 12,
          height: 12,
          boxSizing: 'border-box',
          borderRadius: '50%',
          border: '2px solid currentColor',
          bgcolor: ghost ? 'background.paper' : 'currentColor',
        },
        '&::after': {
          content: '""',
          position: 'absolute',
          left: 5,
          top: 12,
          bottom: 0,
          width: 2,
          bgcolor: 'currentColor',
          boxShadow: (theme) => `0 0 0 1px ${theme.palette.background.paper}`,
        },
      }}
    />
  );
}

const percent = (share: number) => `${(100 * share).toFixed(3)}%`;

/** Where an income stands, 0…1 on a logarithmic scale that gives the outer segments room. */
function scaleOf(segments: readonly Segment[]): (rub: number) => number {
  const bounds = segments.map(({ fromRub }) => fromRub).filter((rub) => rub > 0);
  const low = Math.log((bounds[0] ?? 50_000) / 4);
  const high = Math.log((bounds.at(-1) ?? 300_000) * 3);
  return (rub) => Math.min(1, Math.max(0, (Math.log(Math.max(1, rub)) - low) / (high - low)));
}
