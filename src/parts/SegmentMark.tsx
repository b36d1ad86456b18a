import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import type { Segment } from '../core/offers/segments.ts';
import { sortSegments } from '../core/offers/segments.ts';

/** The colour of a segment by its income rank. Segments beyond the last colour share it. */
export function segmentColor({ palette }: Theme, rank: number): string {
  const { segments } = palette.meaning;
  return segments[Math.min(Math.max(rank, 0), segments.length - 1)] ?? segments[0];
}

export function segmentRank(segments: readonly Segment[], id: string): number {
  return sortSegments(segments).findIndex((segment) => segment.id === id);
}

/** A small square in the segment's colour, always next to its name. */
export function SegmentMark({ rank, size = 10 }: { rank: number; size?: number }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={(theme) => ({
        display: 'inline-block',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: 0.375,
        border: `1px solid ${theme.palette.text.secondary}`,
        bgcolor: segmentColor(theme, rank),
        printColorAdjust: 'exact',
        forcedColorAdjust: 'none',
      })}
    />
  );
}
