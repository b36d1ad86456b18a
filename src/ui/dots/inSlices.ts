/** A slice leaves most of a frame to whatever else the page has to do. */
const SLICE_MS = 7;

/** Runs a job that yields often, a slice at a time, so that the page never waits for it; null when it was stopped on the way. */
export async function inSlices<T>(job: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  for (;;) {
    // Before the first slice too: what led here has had its share of the frame.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    const until = performance.now() + SLICE_MS;
    do {
      const step = job.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
  }
}
