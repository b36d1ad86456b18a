/**
 * One import at a time, across all tabs: whoever runs one holds this lock, and the browser frees it when the tab dies. So
 * a pending import beside a free lock is one that was cut off.
 */
const NAME = 'tuntundohod-import';

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
