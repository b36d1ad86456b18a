import { failWith } from '../failures.ts';

/**
 * The Web Locks of the app: one tab holds each, and the browser frees it when that tab dies. Tabs of every version of
 * the app use these names, so the names must not change.
 */
const NAMES = {
  /**
   * Held by an import or a re-scoring, and by work that must not run beside one. A pending import while the lock is
   * free was cut off.
   */
  write: 'tuntundohod-import',
  /** Held by the tab that computes eligibility. */
  eligibility: 'tuntundohod-fits',
};

/** A tab that has just been closed may hold the write lock for a moment longer. */
const WRITE_PATIENCE_MS = 400;

/** Releases a lock. */
export type Release = () => void;

/** Takes the write lock; null while an import or a re-scoring is running. */
export async function tryWriteLock(): Promise<Release | null> {
  try {
    return await request('write', { signal: AbortSignal.timeout(WRITE_PATIENCE_MS) });
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return null;
    throw error;
  }
}

/**
 * Runs a job under the write lock once its holder has ended, however often it is asked to meanwhile: a tab that died
 * never tells its end. @returns a function that resolves with true after the job, with false when one waits already
 */
export function onceWriteLockIsFree(job: () => Promise<unknown>): () => Promise<boolean> {
  let isWaiting = false;
  return async () => {
    if (isWaiting) return false;
    isWaiting = true;
    try {
      const release = await request('write', {});
      await job().finally(release);
    } finally {
      isWaiting = false;
    }
    return true;
  };
}

/**
 * Begins long work that holds the write lock until it has ended.
 * @throws Busy while an import or a re-scoring is running, and what `begin` throws
 */
export async function holdWriteLock<Answer>(
  begin: () => Promise<{ answer: Answer; ended: Promise<unknown> }>,
): Promise<Answer> {
  const release = await takeWriteLock();
  try {
    const { answer, ended } = await begin();
    ended.then(release, release);
    return answer;
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Runs a job that must not run beside an import or a re-scoring.
 * @throws Busy while one is running, and what the job throws
 */
export async function underWriteLock<Answer>(job: () => Promise<Answer>): Promise<Answer> {
  const release = await takeWriteLock();
  try {
    return await job();
  } finally {
    release();
  }
}

/** Runs a job once no other tab computes eligibility. */
export async function underEligibilityLock(job: () => Promise<void>): Promise<void> {
  await navigator.locks.request(NAMES.eligibility, job);
}

async function takeWriteLock(): Promise<Release> {
  const release = await tryWriteLock();
  if (!release) throw failWith('Busy', 'an import or a re-scoring is running');
  return release;
}

function request(lock: keyof typeof NAMES, options: LockOptions): Promise<Release> {
  return new Promise((resolve, reject) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(NAMES[lock], options, hold).catch(reject);
  });
}
