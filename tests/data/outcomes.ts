import type { Outcome } from '../../src/core/outcome.ts';

/** What a call was to give; a refusal, or null for a job that was cancelled, fails the test. */
export async function accepted<Value, Problem>(call: Promise<Outcome<Value, Problem> | null>): Promise<Value> {
  const outcome = await call;
  if (outcome === null) throw new Error('cancelled');
  if ('problem' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}
