import { useEffect, useState } from 'react';
import type { DataEvent } from '../../workers/data.api.ts';
import { ask, listen } from './connection.ts';

/** How the data worker tells of something: `received` picks it out of the news, `known` asks for it. */
export type Source<T> = {
  received: (event: DataEvent) => T | null;
  known: Parameters<typeof ask<T | null>>[0];
};

/** What was received of last, else what was known at first. @param source one for good: made outside of components */
export function useLatest<T>(source: Source<T>): T | null {
  const [latest, setLatest] = useState<T | null>(null);
  useEffect(() => {
    const stop = listen((event) => {
      const received = source.received(event);
      if (received !== null) setLatest(received);
    });
    // What is received meanwhile is newer; whether the data can be opened at all is said elsewhere.
    ask(source.known).then(
      (known) => setLatest((last) => last ?? known),
      () => {},
    );
    return stop;
  }, [source]);
  return latest;
}
