import { useCallback, useState } from 'react';
import type { Rescoring } from '../../workers/data/rescoring/rescoring.api.ts';
import { ask } from './connection.ts';
import { useRescoring } from './useNews.ts';

/**
 * The progress of a re-scoring, 0…1, from the click that starts it until its forecasts are on the screen; null when
 * there is none. `start` rejects with the error of a re-scoring that could not start.
 */
export function useRescoredShare(): { share: number | null; start: () => Promise<void> } {
  const rescoring = useRescoring();
  // The re-scoring known at the click; any later one is the one started here.
  const [asked, setAsked] = useState<{ before: Rescoring | null } | null>(null);
  const [seenRunning, setSeenRunning] = useState(false);
  const isRunning = rescoring?.state === 'running';
  if (isRunning && !seenRunning) setSeenRunning(true);

  const start = useCallback(() => {
    setAsked({ before: rescoring });
    return ask((api) => api.rescoring.start()).catch((error: unknown) => {
      setAsked(null);
      throw error;
    });
  }, [rescoring]);

  if (isRunning) return { share: rescoring.doneRows / Math.max(1, rescoring.totalRows), start };
  if (asked !== null && asked.before === rescoring) return { share: 0, start };
  return { share: seenRunning && rescoring?.state === 'done' ? 1 : null, start };
}
