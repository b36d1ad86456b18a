import { useEffect } from 'react';
import type { Monitoring } from '../../../workers/log.api.ts';
import type { Segment } from '../../core/segments.ts';
import { type Period, toRange } from '../../ui/period.ts';
import { type Loaded, useData } from '../../useData.ts';
import { listen } from '../../workers.ts';

const REFRESH_MS = 3_000;

type Answer = [Loaded<{ figures: Monitoring; segments: Segment[] }>, () => void];

/** The figures of a period; they follow the log, but no more often than every three seconds. */
export function useMonitoring(period: Period): Answer {
  const { name, from, to } = period;
  const answer = useData(
    async (api) => {
      const [figures, segments] = await Promise.all([api.monitoring(toRange(period, Date.now())), api.segments()]);
      return { figures, segments };
    },
    [name, from, to],
    ['administration'],
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
