/**
 * Work that pauses between its steps, of some milliseconds each, so that other work has its turn; it returns the
 * result.
 */
export type Steps<Result> = Generator<void, Result>;

/** Does what remains without a pause. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
