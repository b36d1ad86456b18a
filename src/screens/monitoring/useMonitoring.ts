import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { type Period, toRange } from '../../parts/period.ts';

const REFRESH_MS = 3_000;

type Answer = [QueryState<{ figures: Monitoring; segments: Segment[] }>, () => void];

/** The figures of a period; they follow the log, but no more often than every three seconds. */
export function useMonitoring(period: Period): Answer {
  const { name, from, to } = period;
  return useQuery(
    async (api) => {
      const [figures, segments] = await Promise.all([
        api.monitoring.get(toRange(period, Date.now())),
        api.offers.listSegments(),
      ]);
      return { figures, segments };
    },
    [name, from, to],
    { pauseMs: REFRESH_MS },
  );
}
