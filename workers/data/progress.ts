/** Rows of a long job. */
type Progress = { doneRows: number; totalRows: number; rowsPerSecond: number; secondsLeft: number | null };

const PROGRESS_EVERY_MS = 100;

/** Works out rate and time left, and reports at most ten times a second. */
export function progressReporter(progress: Progress, report: () => void): () => void {
  const startedAt = Date.now();
  let last = startedAt;
  return () => {
    const now = Date.now();
    const { doneRows, totalRows } = progress;
    const perMs = doneRows / Math.max(1, now - startedAt);
    progress.rowsPerSecond = Math.round(perMs * 1000);
    progress.secondsLeft = perMs === 0 ? null : (totalRows - doneRows) / perMs / 1000;
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    report();
  };
}
