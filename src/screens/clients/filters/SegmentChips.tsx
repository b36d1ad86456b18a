import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { SegmentMark } from '../../../parts/SegmentMark.tsx';

type SegmentChipsProps = {
  segments: Segment[];
  chosen: readonly string[];
  counts: Record<string, number>;
  onChange: (segmentIds: string[]) => void;
};

/** The segments with the number of clients that each would show. Several can be chosen. */
export function SegmentChips({ segments, chosen, counts, onChange }: SegmentChipsProps) {
  const { t, language, format } = useWords();
  const toggle = (id: string) => {
    const others = chosen.filter((other) => other !== id);
    onChange(others.length === chosen.length ? [...others, id] : others);
  };
  return (
    <Box role="group" aria-label={t('clients.segments')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
      {segments.map(({ id, name }, rank) => {
        const isChosen = chosen.includes(id);
        return (
          <Chip
            key={id}
            clickable
            size="small"
            sx={{ fontSize: 12, '& .MuiChip-label': { px: 0.875 } }}
            variant={isChosen ? 'filled' : 'outlined'}
            color={isChosen ? 'primary' : 'default'}
            aria-pressed={isChosen}
            icon={
              <Box component="span" sx={{ display: 'inline-flex', pl: 0.5 }}>
                <SegmentMark rank={rank} />
              </Box>
            }
            label={t('clients.segmentChip', { name: name[language], count: format.integer(counts[id] ?? 0) })}
            onClick={() => toggle(id)}
          />
        );
      })}
    </Box>
  );
}
