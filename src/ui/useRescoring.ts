import { useEffect, useState } from 'react';
import type { Rescoring } from '../../workers/models.api.ts';
import { ask, listen } from '../workers.ts';

/** The re-scoring that is running, in this tab or another, or the last one; null when there was none. */
export function useRescoring(): Rescoring | null {
  const [heard, setHeard] = useState<Rescoring | null>(null);
  useEffect(() => {
    const stop = listen((event) => event.kind === 'rescoring' && setHeard(event.rescoring));
    // What is heard meanwhile is newer; whether the data can be opened at all is said elsewhere.
    ask((api) => api.rescoring()).then(
      (known) => setHeard((last) => last ?? known),
      () => {},
    );
    return stop;
  }, []);
  return heard;
}
