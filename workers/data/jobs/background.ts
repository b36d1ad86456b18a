import type { Steps } from '../../../src/core/machine/steps.ts';

/** A request waits this long at most, give or take a step. */
const STRETCH_MS = 8;

/** Lets the requests that have arrived meanwhile be answered first. */
export function requestsInBetween(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Takes the steps while there is nothing else to do, for as long as they are wanted. */
export async function runInBackground(steps: Steps<void>, isWanted: () => boolean): Promise<void> {
  for (;;) {
    await requestsInBetween();
    if (!isWanted()) return;
    const until = performance.now() + STRETCH_MS;
    while (performance.now() < until) if (steps.next().done) return;
  }
}
