import { PROBLEMS_KEPT, type RowProblem } from '../../src/core/csv/report.ts';

/** Finds the rows of a file that a later row of the same id replaces. Rows are counted from 0 over all chunks. */
export type LastRows = {
  add(ids: readonly string[], lines: ArrayLike<number>): void;
  isReplaced(row: number): boolean;
  readonly replaced: number;
  /** Each id once. */
  ids(): Iterable<string>;
  /** The replaced rows in line order, the first `PROBLEMS_KEPT`. */
  problems(): RowProblem[];
};

export function createLastRows(): LastRows {
  const last = new Map<string, { row: number; line: number }>();
  const replaced = new Map<number, { line: number; clientId: string }>();
  let row = 0;

  return {
    add(ids, lines) {
      for (const [index, clientId] of ids.entries()) {
        const earlier = last.get(clientId);
        if (earlier) replaced.set(earlier.row, { line: earlier.line, clientId });
        last.set(clientId, { row: row++, line: lines[index] ?? 0 });
      }
    },
    isReplaced: (at) => replaced.has(at),
    get replaced() {
      return replaced.size;
    },
    ids: () => last.keys(),
    problems() {
      const inOrder = [...replaced.values()].sort((a, b) => a.line - b.line).slice(0, PROBLEMS_KEPT);
      return inOrder.map(({ line, clientId }) => ({ kind: 'duplicate-id', line, clientId }));
    },
  };
}
