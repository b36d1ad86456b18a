import type { Outcome } from '../../src/core/outcome.ts';

/** The value of a call; a refusal, or null for a cancelled job, fails the test. */
export async function accepted<Value, Problem>(call: Promise<Outcome<Value, Problem> | null>): Promise<Value> {
  const outcome = await call;
  if (outcome === null) throw new Error('cancelled');
  if ('problem' in outcome) throw new Error(`refused: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}

/** Why a call was refused: the problem in its answer, or name and reason of the error that rejects it. */
export async function refusal(call: Promise<unknown>): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await call;
  } catch (thrown) {
    const { name, message } = thrown as Error;
    return `${name}: ${message}`;
  }
  if (typeof answer === 'object' && answer !== null && 'problem' in answer) return answer.problem;
  throw new Error('it was not refused');
}
