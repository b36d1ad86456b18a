import { startTransition, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ClientRow, ClientsPage } from '../../../workers/data/clients/clients.api.ts';
import type { ClientsFilter } from '../../core/clients/clientsFilter.ts';
import { ask } from '../../data/connection.ts';
import { STALE_BY } from '../../data/questions.ts';
import { useChange } from '../../data/useChange.ts';

export const PAGE = 100;
/** Answers to this many filters are cached, so that switching between them is immediate. */
const CACHED_FILTERS = 8;

/** The loaded part of one filter's answer. */
export type ClientPages = Pick<ClientsPage, 'matched' | 'total' | 'segmentCounts' | 'productsKnown'> & {
  filter: ClientsFilter;
  pages: Map<number, ClientRow[]>;
  /** Pages that have been requested but not received. */
  requested: Set<number>;
};

export type ClientPagesState = {
  /** Null until the first answer. The answer to the last filter stays until the first page of the new one arrives. */
  shown: ClientPages | null;
  stale: boolean;
  error: Error | null;
  row: (index: number) => ClientRow | undefined;
  /** Requests the pages with these rows. */
  ensure: (first: number, last: number) => void;
  retry: () => void;
};

/** Loads the list page by page on demand. An answer to an outdated filter is dropped. */
export function useClientPages(filter: ClientsFilter, startIndex: number): ClientPagesState {
  const key = JSON.stringify(filter);
  const cache = useRef(new Map<string, ClientPages>());
  const newestRequest = useRef<Promise<ClientsPage> | null>(null);
  const [shown, setShown] = useState<ClientPages | null>(null);
  const [error, setError] = useState<Error | null>(null);

  const loadFirstPage = () => {
    const page = Math.max(0, Math.floor(startIndex / PAGE));
    const request = askPage(filter, page);
    newestRequest.current = request;
    request.then(
      ({ rows, ...counts }) => {
        if (newestRequest.current !== request) return;
        const answer = { ...counts, filter, pages: new Map([[page, rows]]), requested: new Set<number>() };
        remember(cache.current, key, answer);
        startTransition(() => {
          setError(null);
          setShown(answer);
        });
      },
      (failure: Error) => newestRequest.current === request && setError(failure),
    );
  };
  const loadAnew = () => {
    cache.current.clear();
    loadFirstPage();
  };
  useChange(STALE_BY.clients.list(filter), loadAnew);

  const showFilter = useEffectEvent((key: string) => {
    const cached = cache.current.get(key);
    if (!cached) return loadFirstPage();
    newestRequest.current = null;
    setShown(cached);
  });
  useEffect(() => showFilter(key), [key]);

  const ensure = useCallback(
    (first: number, last: number) => {
      if (!shown) return;
      const { filter, matched, pages, requested } = shown;
      const lastPage = Math.floor(Math.min(last, matched - 1) / PAGE);
      for (let page = Math.floor(first / PAGE); page <= lastPage; page++) {
        if (pages.has(page) || requested.has(page)) continue;
        requested.add(page);
        askPage(filter, page)
          .then(({ rows }) => {
            pages.set(page, rows);
            setShown((now) => (now?.pages === pages ? { ...now } : now));
          })
          .catch(setError)
          .finally(() => requested.delete(page));
      }
    },
    [shown],
  );

  return {
    shown,
    stale: shown !== null && JSON.stringify(shown.filter) !== key,
    error,
    row: (index) => shown?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    ensure,
    retry: () => {
      setError(null);
      loadAnew();
    },
  };
}

function askPage(filter: ClientsFilter, page: number): Promise<ClientsPage> {
  return ask((api) => api.clients.list({ ...filter, offset: page * PAGE, limit: PAGE }));
}

function remember(cache: Map<string, ClientPages>, key: string, pages: ClientPages): void {
  cache.set(key, pages);
  const [oldest] = cache.keys();
  if (cache.size > CACHED_FILTERS && oldest !== undefined) cache.delete(oldest);
}
