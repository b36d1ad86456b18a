import { useEffect, useState } from 'react';
import type { DataEvent } from '../../../workers/data.api.ts';
import { listen } from '../../workers.ts';

type News = Extract<DataEvent, { kind: 'import' }>;

/** The latest news of the import that is running, in this tab or another, or null. */
export function useRunningImport(): News | null {
  const [running, setRunning] = useState<News | null>(null);
  useEffect(
    () =>
      listen((event) => {
        if (event.kind === 'import') setRunning(event.record.state === 'pending' ? event : null);
      }),
    [],
  );
  return running;
}
