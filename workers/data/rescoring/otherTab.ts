import { onceWriteLockIsFree } from '../jobs/locks.ts';
import type { Rescoring } from './rescoring.api.ts';

/** The re-scoring of another tab, as far as this tab knows. */
export type OtherTab = {
  /** The running one. */
  getCurrent(): Rescoring | null;
  onRemoteRun(rescoring: Rescoring): void;
};

/** A tab announces the end of its re-scoring before it releases the lock, but the event may arrive later. */
const EVENT_TAKES_MS = 500;

/**
 * Follows the re-scorings of other tabs. A tab that died never announces the end: its re-scoring has failed once the
 * write lock is free.
 * @param setup `notify` tells the page about that end; `cleanUp` runs before, while holding the lock
 */
export function followOtherTab({
  notify,
  cleanUp,
}: {
  notify: (rescoring: Rescoring) => void;
  cleanUp: () => Promise<unknown>;
}): OtherTab {
  let current: Rescoring | null = null;
  const cleanUpOnceFree = onceWriteLockIsFree(cleanUp);

  async function waitForEnd(): Promise<void> {
    if (!(await cleanUpOnceFree())) return;
    const last = current;
    await new Promise((resolve) => setTimeout(resolve, EVENT_TAKES_MS));
    if (last && current === last) fail(last);
  }

  function fail(rescoring: Rescoring): void {
    current = null;
    const failure = { name: 'AbortError', message: 'the tab that ran it was closed' } as const;
    notify({ ...rescoring, state: 'failed', secondsLeft: null, failure });
  }

  return {
    getCurrent: () => current,
    onRemoteRun(rescoring) {
      current = rescoring.state === 'running' ? rescoring : null;
      if (current) waitForEnd().catch(() => {});
    },
  };
}
