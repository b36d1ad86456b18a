import { useState } from 'react';
import type { LogPage } from '../../../workers/data/log/log.api.ts';
import { ask } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { type LogFilters, toLogQuery } from './logFilters.ts';

const LOOK_MS = 1_000;

export type LogState = {
  page: [QueryState<LogPage>, () => void];
  /** Entries added since the page was read. The page itself does not change while the user reads it. */
  fresh: number;
};

/** One page of the log, and how many new entries there are above it. An empty page is loaded again automatically. */
export function useLog(filters: LogFilters): LogState {
  const key = JSON.stringify(filters);
  const [counted, setCounted] = useState<{ above: LogPage; fresh: number } | null>(null);
  const countFresh = async () => {
    const above = loaded.state === 'ready' ? loaded.value : null;
    if (!above?.matched) return reload();
    const query = { ...toLogQuery(filters, Date.now()), offset: 0, limit: 1 };
    const present = await ask((api) => api.log.list(query)).catch(() => null);
    if (present) setCounted({ above, fresh: Math.max(0, present.matched - above.matched) });
  };
  const page = useQuery((api) => api.log.list(toLogQuery(filters, Date.now())), [key], {
    pauseMs: LOOK_MS,
    onStale: countFresh,
  });
  const [loaded, reload] = page;
  // A reloaded page has no new entries above it.
  const fresh = loaded.state === 'ready' && loaded.value === counted?.above ? counted.fresh : 0;
  return { page, fresh };
}
