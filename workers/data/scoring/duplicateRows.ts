import { PROBLEMS_KEPT, type RowProblem } from '../../../src/core/csv/report.ts';
import { at } from '../../../src/core/machine/at.ts';
import { grown } from '../../../src/core/machine/grown.ts';
import { createIdTable } from '../../../src/core/machine/idTable.ts';
import { createTexts } from '../../../src/core/machine/texts/texts.ts';

/** Finds the rows of a file that a later row of the same id replaces. Rows are counted from 0 over all chunks. */
export type DuplicateRows = {
  /** @param lines the ids' lines in the file; null when `problems` is not needed */
  add(ids: readonly string[], lines: ArrayLike<number> | null): void;
  isReplaced(row: number): boolean;
  /** Number of replaced rows. */
  readonly count: number;
  /** Number of different ids. */
  readonly clients: number;
  /** Each id once. */
  clientIds(): Iterable<string>;
  /** The replaced rows in line order, the first `PROBLEMS_KEPT`. */
  problems(): RowProblem[];
};

export function createDuplicateRows(): DuplicateRows {
  const texts = createTexts();
  const newest = createIdTable(texts);
  let lineOf = new Uint32Array(1_024);
  let isReplaced = new Uint8Array(1_024);
  let rows = 0;
  let count = 0;

  function* rowsWith(state: 0 | 1): Iterable<number> {
    for (let row = 0; row < rows; row++) if (isReplaced[row] === state) yield row;
  }

  return {
    add(ids, lines) {
      texts.addAll(ids);
      if (rows + ids.length > lineOf.length) {
        lineOf = grown(lineOf, rows + ids.length);
        isReplaced = grown(isReplaced, rows + ids.length);
      }
      for (const [index, id] of ids.entries()) {
        const before = newest.put(id, rows);
        if (before >= 0) {
          isReplaced[before] = 1;
          count++;
        }
        if (lines) lineOf[rows] = at(lines, index);
        rows++;
      }
    },
    isReplaced: (row) => isReplaced[row] === 1,
    get count() {
      return count;
    },
    get clients() {
      return newest.size;
    },
    *clientIds() {
      for (const row of rowsWith(0)) yield texts.at(row);
    },
    problems() {
      const problems: RowProblem[] = [];
      for (const row of rowsWith(1)) {
        if (problems.length === PROBLEMS_KEPT) break;
        problems.push({ kind: 'duplicate-id', line: at(lineOf, row), clientId: texts.at(row) });
      }
      return problems;
    },
  };
}
