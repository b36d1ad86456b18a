import Box from '@mui/material/Box';
import type { Latency } from '../../../workers/data/log/log.api.ts';
import { useWords } from '../../i18n/i18n.ts';

const STAGES = ['encode', 'predict', 'explain', 'total'] as const;

/** Latency by stage, each with a bar on the scale of the total. */
export function LatencyFacts({ latency }: { latency: Latency }) {
  const { t, format } = useWords();
  const longest = Math.max(latency.total, latency.encode + latency.predict + latency.explain, Number.EPSILON);
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: '120px 72px 1fr',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.5,
        '& dd': { m: 0 },
      }}
    >
      {STAGES.map((stage) => (
        <Box key={stage} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {t(`log.stages.${stage}`)}
          </Box>
          <Box component="dd" sx={{ textAlign: 'right' }}>
            {format.duration(latency[stage])}
          </Box>
          <Box component="dd" aria-hidden>
            <Box
              sx={{
                height: 6,
                minWidth: 2,
                borderRadius: 1,
                width: `${(latency[stage] / longest) * 100}%`,
                bgcolor: stage === 'total' ? 'text.secondary' : 'primary.main',
              }}
            />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
