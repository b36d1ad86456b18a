import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { ClientRow, ClientsFilter, ClientsPage } from '../../../workers/data/clients/clients.api.ts';
import { ask, listen } from '../../data/connection.ts';

export const PAGE = 100;
/** Answers of this many filters stay at hand, so that going back and forth between them is immediate. */
const KEPT_FILTERS = 8;

/** One filter's answer as far as it has been asked for. */
export type ClientPages = Pick<ClientsPage, 'matched' | 'total' | 'segmentCounts' | 'productsKnown'> & {
  filter: ClientsFilter;
  pages: Map<number, ClientRow[]>;
};

export type ClientPagesState = {
  /** Null until the first answer. An older filter's answer stays until the newer one's first page is there. */
  shown: ClientPages | null;
  stale: boolean;
  error: Error | null;
  row: (index: number) => ClientRow | undefined;
  /** Asks for the pages that hold these rows. */
  ensure: (first: number, last: number) => void;
  retry: () => void;
};

/** Serves the list's rows page by page, on demand; answers to a filter that is no longer wanted are dropped. */
export function useClientPages(filter: ClientsFilter, startIndex: number): ClientPagesState {
  const key = JSON.stringify(filter);
  const cache = useRef(new Map<string, ClientPages>());
  const pending = useRef(new Set<string>());
  const wanted = useRef(key);
  const latest = useRef({ filter, startIndex });
  latest.current = { filter, startIndex };
  const [shown, setShown] = useState<ClientPages | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [generation, setGeneration] = useState(0);

  useEffect(
    () =>
      listen(({ kind }) => {
        const isWanted = kind === 'eligibility' && latest.current.filter.productId !== null;
        if (kind === 'clients' || kind === 'offers' || isWanted) setGeneration((last) => last + 1);
      }),
    [],
  );

  useEffect(() => {
    const mine = `${generation}:${key}`;
    wanted.current = mine;
    const known = cache.current.get(mine);
    if (known) {
      setShown(known);
      return;
    }
    const { filter, startIndex } = latest.current;
    const page = Math.max(0, Math.floor(startIndex / PAGE));
    askPage(filter, page).then(
      (answer) => {
        if (wanted.current !== mine) return;
        const { rows, ...counts } = answer;
        const fresh = { ...counts, filter, pages: new Map([[page, rows]]) };
        remember(cache.current, mine, fresh);
        startTransition(() => {
          setError(null);
          setShown(fresh);
        });
      },
      (failure: Error) => wanted.current === mine && setError(failure),
    );
  }, [key, generation]);

  const ensure = useCallback(
    (first: number, last: number) => {
      if (!shown) return;
      const lastPage = Math.floor(Math.min(last, shown.matched - 1) / PAGE);
      for (let page = Math.floor(first / PAGE); page <= lastPage; page++) {
        const request = `${wanted.current}:${page}`;
        if (shown.pages.has(page) || pending.current.has(request)) continue;
        pending.current.add(request);
        askPage(shown.filter, page)
          .then(({ rows }) => {
            shown.pages.set(page, rows);
            setShown((now) => (now?.pages === shown.pages ? { ...now } : now));
          })
          .catch(setError)
          .finally(() => pending.current.delete(request));
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
      setGeneration((last) => last + 1);
    },
  };
}

function askPage(filter: ClientsFilter, page: number): Promise<ClientsPage> {
  return ask((api) => api.clients.list({ ...filter, offset: page * PAGE, limit: PAGE }));
}

function remember(cache: Map<string, ClientPages>, key: string, pages: ClientPages): void {
  cache.set(key, pages);
  const [oldest] = cache.keys();
  if (cache.size > KEPT_FILTERS && oldest !== undefined) cache.delete(oldest);
}
