/** Work that pauses every few milliseconds so that other work can run; it returns the result. */
export type Steps<Result> = Generator<void, Result>;

/** Runs the remaining steps without a pause. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
