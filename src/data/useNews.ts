import { useEffect, useEffectEvent, useState } from 'react';
import type { Job } from '../../workers/data/jobs/jobs.api.ts';
import type { Rescoring } from '../../workers/data/rescoring/rescoring.api.ts';
import type { DataEvent } from '../../workers/data.api.ts';
import { listen } from './connection.ts';
import { useQuery } from './useQuery.ts';

type News<Kind extends DataEvent['kind']> = Extract<DataEvent, { kind: Kind }>;

/**
 * The last event of a kind since the component was mounted; null before the first. Events of background jobs carry the
 * whole state of the job. @param supersedes whether an event replaces the last one
 */
export function useNews<Kind extends DataEvent['kind']>(
  kind: Kind,
  supersedes: (next: News<Kind>, last: News<Kind> | null) => boolean = () => true,
): News<Kind> | null {
  const [last, setLast] = useState<News<Kind> | null>(null);
  const onEvent = useEffectEvent((event: DataEvent) => {
    if (event.kind !== kind) return;
    const next = event as News<Kind>;
    setLast((last) => (supersedes(next, last) ? next : last));
  });
  useEffect(() => listen(onEvent), []);
  return last;
}

/** The running job of this tab, or the last one; null when there was none. */
export function useJob(): Job | null {
  const news = useNews('job');
  const [first] = useQuery((api) => api.jobs.getCurrent(), []);
  return news?.job ?? (first.state === 'ready' ? first.value : null);
}

/** The running re-scoring, in this tab or another, or the last one; null when there was none. */
export function useRescoring(): Rescoring | null {
  const news = useNews('rescoring');
  const [first] = useQuery((api) => api.rescoring.getCurrent(), []);
  return news?.rescoring ?? (first.state === 'ready' ? first.value : null);
}
