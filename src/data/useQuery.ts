import { type DependencyList, startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { DataApi, DataEvent } from '../../workers/data.api.ts';
import { ask, listen } from './connection.ts';

export type QueryState<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T; stale: boolean }
  | { state: 'failed'; error: Error };

/**
 * Asks the data worker and asks again when `deps` change or an event of one of `kinds` arrives. While a newer answer
 * is on its way the last one stays, marked stale, so that nothing jumps.
 */
export function useQuery<T>(
  question: (api: DataApi) => Promise<T>,
  deps: DependencyList,
  kinds: readonly DataEvent['kind'][] = [],
): [QueryState<T>, () => void] {
  const [loaded, setLoaded] = useState<QueryState<T>>({ state: 'loading' });
  const turn = useRef(0);
  const latest = useRef(question);
  latest.current = question;

  const load = useCallback(() => {
    const mine = ++turn.current;
    setLoaded((last) => (last.state === 'ready' ? { ...last, stale: true } : { state: 'loading' }));
    // In a transition React draws the answer in slices, so that a large one does not hold up typing.
    const settle = (answer: QueryState<T>) => {
      if (mine === turn.current) startTransition(() => setLoaded(answer));
    };
    ask((api) => latest.current(api)).then(
      (value) => settle({ state: 'ready', value, stale: false }),
      (error: Error) => settle({ state: 'failed', error }),
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the question depends on
  useEffect(load, deps);

  const kindsKey = kinds.join();
  useEffect(() => {
    if (!kindsKey) return;
    return listen((event) => {
      if (kindsKey.split(',').includes(event.kind)) load();
    });
  }, [kindsKey, load]);

  useEffect(
    () => () => {
      turn.current = -1;
    },
    [],
  );
  return [loaded, load];
}
