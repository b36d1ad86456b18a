import { type DependencyList, startTransition, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DataEvent } from '../../workers/data.api.ts';
import { ask, listen } from './connection.ts';
import { type Change, changeOf, type Questions, questionsOf } from './questions.ts';

export type QueryState<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T; stale: boolean }
  | { state: 'failed'; error: Error };

const LOADING = { state: 'loading' } as const;

type QueryOptions = {
  /** Changes within this time count as one change at its end. */
  pauseMs?: number;
  /** Called instead of asking again. */
  onStale?: () => void;
};

/**
 * Asks the data worker, and asks again when `deps` change or the answer becomes stale (see `STALE_BY`). The last answer
 * stays, marked stale, until the new one arrives, so that the layout does not jump. The second value is a function that
 * asks again.
 */
export function useQuery<T>(
  question: (api: Questions) => Promise<T>,
  deps: DependencyList,
  options: QueryOptions = {},
): [QueryState<T>, () => void] {
  const [loaded, setLoaded] = useState<QueryState<T>>(LOADING);
  const latestQuestion = useRef(question);
  useEffect(() => {
    latestQuestion.current = question;
  });
  // Aborted when the answer is no longer wanted.
  const pending = useRef<AbortController | null>(null);
  const staleBy = useRef<Set<Change>>(new Set());

  const load = useCallback(() => {
    pending.current?.abort();
    const asking = new AbortController();
    pending.current = asking;
    const changes = new Set<Change>();
    staleBy.current = changes;
    setLoaded((last) => (last.state === 'ready' ? { ...last, stale: true } : LOADING));
    // In a transition React renders in slices, so that a large answer does not block typing.
    const settle = (answer: QueryState<T>) => {
      if (!asking.signal.aborted) startTransition(() => setLoaded(answer));
    };
    const onAsked = (asked: readonly Change[]) => {
      for (const change of asked) changes.add(change);
    };
    ask((api) => latestQuestion.current(questionsOf(api, onAsked))).then(
      (value) => settle({ state: 'ready', value, stale: false }),
      (error: Error) => settle({ state: 'failed', error }),
    );
  }, []);

  useEffect(() => {
    load();
    return () => pending.current?.abort();
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the question depends on
  }, deps);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onPause = useEffectEvent(() => {
    timer.current = undefined;
    (options.onStale ?? load)();
  });
  const onEvent = useEffectEvent((event: DataEvent) => {
    const change = changeOf(event);
    if (change === null || !staleBy.current.has(change)) return;
    if (options.pauseMs === undefined) onPause();
    else timer.current ??= setTimeout(onPause, options.pauseMs);
  });
  useEffect(() => {
    const stop = listen(onEvent);
    return () => {
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return [loaded, load];
}
