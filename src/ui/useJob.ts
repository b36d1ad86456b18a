import { useEffect, useState } from 'react';
import type { Job } from '../../workers/insights.api.ts';
import { ask, listen } from '../workers.ts';

/** The job of this tab that runs, or the last one; null when there was none. */
export function useJob(): Job | null {
  const [heard, setHeard] = useState<Job | null>(null);
  useEffect(() => {
    const stop = listen((event) => event.kind === 'job' && setHeard(event.job));
    // What is heard meanwhile is newer; whether the data can be opened at all is said elsewhere.
    ask((api) => api.job()).then(
      (known) => setHeard((last) => last ?? known),
      () => {},
    );
    return stop;
  }, []);
  return heard;
}
