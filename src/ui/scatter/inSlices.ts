/** A slice leaves most of a frame to whatever else the page has to do. */
const SLICE_MS = 7;

/**
 * Runs a job that yields often, a slice at a time, so that the page never waits for it; null when it was stopped on the
 * way.
 */
export async function inSlices<T>(job: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  // Before the first slice too: what led here has had its share of the frame.
  await nextTask();
  let step: IteratorResult<void, T> = { value: undefined };
  while (!step.done) {
    if (signal.aborted) return null;
    const until = performance.now() + SLICE_MS;
    do step = job.next();
    while (!step.done && performance.now() < until);
    // After the last slice too: what follows begins a task of its own.
    await nextTask();
  }
  return signal.aborted ? null : step.value;
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));
