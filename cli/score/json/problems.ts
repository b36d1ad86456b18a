import type { JsonClient } from './readClients.ts';

/** What JSON does not forbid or many programs write, and yet is no value of a client. */
export type JsonProblem =
  /** The last value of the key counts. */
  | { kind: 'repeated-key'; line: number; column: string }
  /** It counts as missing. */
  | { kind: 'not-a-number'; line: number; column: string };

export function problemsOf({ line, values, repeatedKeys }: JsonClient): JsonProblem[] {
  const repeated = repeatedKeys.map((column): JsonProblem => ({ kind: 'repeated-key', line, column }));
  const nans = [...values].flatMap(([column, { kind, text }]): JsonProblem[] =>
    kind === 'word' && text === 'NaN' ? [{ kind: 'not-a-number', line, column }] : [],
  );
  return [...repeated, ...nans];
}
