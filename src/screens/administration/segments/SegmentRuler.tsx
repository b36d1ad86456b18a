import Box from '@mui/material/Box';
import { type Segment, sortSegments } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { segmentColor } from '../../../parts/SegmentMark.tsx';

/** Share of the width for the band without an upper bound. */
const OPEN_BAND = 0.2;
/** Bands have at least this share of the width, so that their names stay readable. */
const NARROWEST = 0.08;

/** The segments as bands from 0 up, with their bounds below. Widths follow the square root of income. */
export function SegmentRuler({ segments }: { segments: readonly Segment[] }) {
  const { t, language, format } = useWords();
  const sorted = sortSegments(segments);
  const top = Math.sqrt(sorted.at(-1)?.fromRub ?? 0);
  const widthOf = ({ fromRub, toRub }: Segment) => {
    if (toRub === null || top === 0) return OPEN_BAND;
    return Math.max(NARROWEST, ((Math.sqrt(toRub) - Math.sqrt(fromRub)) / top) * (1 - OPEN_BAND));
  };
  return (
    <Box
      component="ol"
      aria-label={t('administration.segments.ruler')}
      sx={{ display: 'flex', gap: '2px', m: 0, p: 0, listStyle: 'none' }}
    >
      {sorted.map((segment, position) => (
        <Box component="li" key={segment.id} sx={{ flex: `${widthOf(segment)} 1 0`, minWidth: 0 }}>
          <Box
            sx={(theme) => ({
              height: 14,
              forcedColorAdjust: 'none',
              bgcolor: segmentColor(theme, position),
              borderStartStartRadius: position === 0 ? 8 : 0,
              borderEndStartRadius: position === 0 ? 8 : 0,
              borderStartEndRadius: position === sorted.length - 1 ? 8 : 0,
              borderEndEndRadius: position === sorted.length - 1 ? 8 : 0,
            })}
          />
          <Box sx={{ pt: 0.5, fontSize: 12, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            <Box component="bdi" sx={{ fontWeight: 600 }}>
              {segment.name[language]}
            </Box>
            <Box sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {t('administration.segments.fromRub', { rub: format.rub(segment.fromRub) })}
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}
