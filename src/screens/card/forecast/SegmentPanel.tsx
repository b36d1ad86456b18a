import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Segment } from '../../../core/offers/segments.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { SegmentMark } from '../../../parts/SegmentMark.tsx';
import { Panel } from '../../../ui/panels/Panel.tsx';

type SegmentPanelProps = {
  incomeRub: number;
  segment: Segment;
  /** In order of income. */
  segments: Segment[];
};

/** The segment, and how far the income is from the neighbouring segments. */
export function SegmentPanel({ incomeRub, segment, segments }: SegmentPanelProps) {
  const { t, language, format } = useWords();
  const rank = segments.findIndex(({ id }) => id === segment.id);
  const higher = segments[rank + 1];
  const lower = segments[rank - 1];
  return (
    <Panel title={t('card.segment.title')}>
      <SegmentName segment={segment} rank={rank} />
      <Typography color="textSecondary" sx={{ mt: 0.5, mb: 1.5 }}>
        <Band segment={segment} />
      </Typography>
      {higher && (
        <Typography>
          {t('card.segment.up', {
            amount: format.rub(Math.max(0, higher.fromRub - incomeRub)),
            name: higher.name[language],
          })}
        </Typography>
      )}
      {lower && (
        <Typography>
          {t('card.segment.down', {
            amount: format.rub(Math.max(0, incomeRub - segment.fromRub)),
            name: lower.name[language],
          })}
        </Typography>
      )}
    </Panel>
  );
}

export function SegmentName({ segment, rank, size = 24 }: { segment: Segment; rank: number; size?: number }) {
  const { language } = useWords();
  return (
    <Typography
      component="p"
      sx={{ fontSize: size, fontWeight: 650, lineHeight: 1.3, display: 'flex', alignItems: 'center', gap: 1 }}
    >
      <SegmentMark rank={rank} size={Math.round(size * 0.6)} />
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {segment.name[language]}
      </Box>
    </Typography>
  );
}

function Band({ segment: { fromRub, toRub } }: { segment: Segment }) {
  const { t, format } = useWords();
  if (toRub === null) return t('card.segment.above', { from: format.rub(fromRub) });
  if (fromRub === 0) return t('card.segment.below', { to: format.rub(toRub) });
  return t('card.segment.between', { from: format.rub(fromRub), to: format.rub(toRub) });
}
