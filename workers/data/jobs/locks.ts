import { failWith } from '../failures.ts';

/**
 * One import or re-scoring at a time, across all tabs: whoever runs one holds this lock, and the browser frees it when the tab dies. So
 * a pending import beside a free lock is one that was cut off.
 */
const NAME = 'tuntundohod-import';

/** A tab that has just been closed may hold the lock for a moment longer. */
export const LOCK_WAIT_MS = 400;

/** Lets go of the lock. */
export type Release = () => void;

/** Takes the lock, or gives null when another holds it still after `waitMs`; without `waitMs` it waits for ever. */
export function takeImportLock(waitMs?: number): Promise<Release | null> {
  const options = waitMs === undefined ? {} : { signal: AbortSignal.timeout(waitMs) };
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(NAME, options, hold).catch((error: Error) => {
      if (error.name === 'TimeoutError') resolve(null);
      else reject(error);
    });
  });
}

/** Takes the lock. @throws Busy while another holds it */
export async function lockImports(): Promise<Release> {
  const release = await takeImportLock(LOCK_WAIT_MS);
  if (!release) throw failWith('Busy', 'an import or a re-scoring is running');
  return release;
}
