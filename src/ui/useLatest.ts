import { useEffect, useState } from 'react';
import type { DataEvent } from '../../workers/data.api.ts';
import { ask, listen } from '../workers.ts';

/** How the data worker tells of something: `heard` picks it out of the news, `known` asks for it. */
export type Source<T> = {
  heard: (event: DataEvent) => T | null;
  known: Parameters<typeof ask<T | null>>[0];
};

/** What was heard of last, else what was known at first. @param source one for good: made outside of components */
export function useLatest<T>(source: Source<T>): T | null {
  const [latest, setLatest] = useState<T | null>(null);
  useEffect(() => {
    const stop = listen((event) => {
      const heard = source.heard(event);
      if (heard !== null) setLatest(heard);
    });
    // What is heard meanwhile is newer; whether the data can be opened at all is said elsewhere.
    ask(source.known).then(
      (known) => setLatest((last) => last ?? known),
      () => {},
    );
    return stop;
  }, [source]);
  return latest;
}
