import { useEffect } from 'react';
import type { Monitoring } from '../../../workers/data/monitoring/monitoring.api.ts';
import type { Segment } from '../../core/offers/segments.ts';
import { listen } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { type Period, toRange } from '../../parts/period.ts';

const REFRESH_MS = 3_000;

type Answer = [QueryState<{ figures: Monitoring; segments: Segment[] }>, () => void];

/** The figures of a period; they follow the log, but no more often than every three seconds. */
export function useMonitoring(period: Period): Answer {
  const { name, from, to } = period;
  const answer = useQuery(
    async (api) => {
      const [figures, segments] = await Promise.all([
        api.monitoring.get(toRange(period, Date.now())),
        api.offers.listSegments(),
      ]);
      return { figures, segments };
    },
    [name, from, to],
    ['offers'],
  );
  const [, reload] = answer;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      reload();
    };
    const stop = listen((event) => {
      const ended = event.kind === 'import' && event.record.state !== 'pending';
      if (event.kind === 'log' || ended) timer ??= setTimeout(refresh, REFRESH_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [reload]);
  return answer;
}
