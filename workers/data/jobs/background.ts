import type { Steps } from '../../../src/core/machine/steps.ts';

/** Longest wait of a request, plus or minus a step. */
const STRETCH_MS = 8;

/** Lets waiting requests run first. */
export function requestsInBetween(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Runs the steps in the background, with requests in between, until they are no longer wanted. */
export async function runInBackground(steps: Steps<void>, isWanted: () => boolean): Promise<void> {
  for (;;) {
    await requestsInBetween();
    if (!isWanted()) return;
    const until = performance.now() + STRETCH_MS;
    while (performance.now() < until) if (steps.next().done) return;
  }
}
