import Box from '@mui/material/Box';
import type { Segment } from '../core/offers/segments.ts';
import { useWords } from '../i18n/i18n.ts';
import { Literal } from '../ui/texts/Literal.tsx';
import { SegmentMark, segmentRank } from './SegmentMark.tsx';

/** A segment's colour and name. The id of a removed segment is shown as is, in grey italics. */
export function SegmentName({ segmentId, segments }: { segmentId: string; segments: readonly Segment[] }) {
  const { language } = useWords();
  const segment = segments.find(({ id }) => id === segmentId);
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        maxWidth: '100%',
        ...(!segment && { color: 'text.secondary', fontStyle: 'italic' }),
      }}
    >
      {segment && <SegmentMark rank={segmentRank(segments, segmentId)} />}
      <Literal text={segment?.name[language] ?? segmentId} />
    </Box>
  );
}
