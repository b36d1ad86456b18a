import type { RowsProgress } from './jobs.api.ts';

const PROGRESS_EVERY_MS = 100;

/** Calls on at most ten times a second, the first time a tenth of a second from now. */
export function tenTimesASecond(report: () => void): () => void {
  let last = Date.now();
  return () => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    report();
  };
}

/** Works out rate and time left, and reports at most ten times a second. */
export function progressReporter(progress: Omit<RowsProgress, 'state' | 'failure'>, report: () => void): () => void {
  const startedAt = Date.now();
  return tenTimesASecond(() => {
    const { doneRows, totalRows } = progress;
    const perMs = doneRows / Math.max(1, Date.now() - startedAt);
    progress.rowsPerSecond = Math.round(perMs * 1000);
    progress.secondsLeft = perMs === 0 ? null : (totalRows - doneRows) / perMs / 1000;
    report();
  });
}
