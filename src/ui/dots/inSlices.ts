/** A slice leaves most of a frame to whatever else the page has to do. */
const SLICE_MS = 7;

/** Runs a job that yields often, a slice at a time, so that the page never waits for it; null when it was stopped on the way. */
export async function inSlices<T>(job: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  let until = performance.now() + SLICE_MS;
  while (!signal.aborted) {
    const step = job.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + SLICE_MS;
  }
  return null;
}
