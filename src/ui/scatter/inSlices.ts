/** A slice leaves most of a frame to the rest of the page. */
const SLICE_MS = 7;

/** Runs a generator in short slices, so that the page stays responsive. Returns null when it was aborted. */
export async function inSlices<T>(job: Generator<void, T>, signal: AbortSignal): Promise<T | null> {
  // Waits before the first slice too: the caller has already used part of this frame.
  await nextTask();
  let step: IteratorResult<void, T> = { value: undefined };
  while (!step.done) {
    if (signal.aborted) return null;
    const until = performance.now() + SLICE_MS;
    do step = job.next();
    while (!step.done && performance.now() < until);
    // Waits after the last slice too, so that the caller continues in a new task.
    await nextTask();
  }
  return signal.aborted ? null : step.value;
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));
