import { useEffect, useRef, useState } from 'react';
import type { LogPage } from '../../../workers/data/log/log.api.ts';
import { ask, listen } from '../../data/connection.ts';
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
  const page = useQuery((api) => api.log.list(toLogQuery(filters, Date.now())), [key]);
  const [loaded, reload] = page;
  const [fresh, setFresh] = useState(0);
  const matched = loaded.state === 'ready' ? loaded.value.matched : null;
  const latest = useRef({ filters, matched, reload });
  latest.current = { filters, matched, reload };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that has been read anew has nothing above it
  useEffect(() => setFresh(0), [loaded]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      timer = undefined;
      const known = latest.current.matched;
      if (!known) return latest.current.reload();
      const query = { ...toLogQuery(latest.current.filters, Date.now()), offset: 0, limit: 1 };
      const present = await ask((api) => api.log.list(query)).catch(() => null);
      if (present && latest.current.matched === known) setFresh(Math.max(0, present.matched - known));
    };
    const stop = listen((event) => {
      if (event.kind === 'log') timer ??= setTimeout(look, LOOK_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return { page, fresh };
}
