import { useTheme } from '@mui/material/styles';
import { type Segment, sortSegments } from '../../core/offers/segments.ts';
import { useWords } from '../../i18n/i18n.ts';
import { segmentColor } from '../../parts/SegmentMark.tsx';
import { CountsChart } from './CountsChart.tsx';

type SegmentsChartProps = { counts: Record<string, number>; segments: readonly Segment[] };

/** Forecasts by their segment when they were made. Removed segments come last, in grey. */
export function SegmentsChart({ counts, segments }: SegmentsChartProps) {
  const { t, language } = useWords();
  const theme = useTheme();
  const sorted = sortSegments(segments);
  const present = sorted.map(({ id, name }, rank) => ({
    label: name[language],
    count: counts[id] ?? 0,
    fill: segmentColor(theme, rank),
  }));
  const gone = Object.entries(counts)
    .filter(([id]) => sorted.every((segment) => segment.id !== id))
    .map(([id, count]) => ({ label: id, count, fill: theme.palette.meaning.missing }));
  return <CountsChart title={t('monitoring.bySegment')} head={t('log.segment')} bars={[...present, ...gone]} />;
}
