/**
 * Work that pauses between its steps, so that others may have their turn; each takes some milliseconds. The last
 * answers the result.
 */
export type Steps<Result> = Generator<void, Result>;

/** Does what remains without a pause. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
