import { useState } from 'react';
import type { LogPage } from '../../../workers/data/log/log.api.ts';
import { ask } from '../../data/connection.ts';
import { type QueryState, useQuery } from '../../data/useQuery.ts';
import { type LogFilters, toLogQuery } from './logFilters.ts';

const LOOK_MS = 1_000;

export type LogState = {
  page: [QueryState<LogPage>, () => void];
  /** Entries that have come since the page was read; it does not move by itself while one reads it. */
  fresh: number;
};

/** One page of the log, and how many new entries wait above it. An empty page fills by itself. */
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
  // A page that has been read anew has nothing above it.
  const fresh = loaded.state === 'ready' && loaded.value === counted?.above ? counted.fresh : 0;
  return { page, fresh };
}
