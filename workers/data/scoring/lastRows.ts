import { PROBLEMS_KEPT, type RowProblem } from '../../../src/core/csv/report.ts';
import { grown } from '../../../src/core/machine/grown.ts';
import { createIdTable } from '../../../src/core/machine/idTable.ts';
import { createTexts } from '../../../src/core/machine/texts/texts.ts';

/** Finds the rows of a file that a later row of the same id replaces. Rows are counted from 0 over all chunks. */
export type LastRows = {
  add(ids: readonly string[], lines: ArrayLike<number>): void;
  isReplaced(row: number): boolean;
  readonly replaced: number;
  /** Different ids. */
  readonly size: number;
  /** Each id once. */
  ids(): Iterable<string>;
  /** The replaced rows in line order, the first `PROBLEMS_KEPT`. */
  problems(): RowProblem[];
};

export function createLastRows(): LastRows {
  const texts = createTexts();
  const last = createIdTable(texts);
  let lines = new Uint32Array(1_024);
  let isOld = new Uint8Array(1_024);
  let rows = 0;
  let replaced = 0;

  function* rowsThatAre(wanted: 0 | 1): Iterable<number> {
    for (let row = 0; row < rows; row++) if (isOld[row] === wanted) yield row;
  }

  return {
    add(ids, linesOfIds) {
      texts.addAll(ids);
      if (rows + ids.length > lines.length) {
        lines = grown(lines, rows + ids.length);
        isOld = grown(isOld, rows + ids.length);
      }
      for (const [index, id] of ids.entries()) {
        const before = last.put(id, rows);
        if (before >= 0) {
          isOld[before] = 1;
          replaced++;
        }
        lines[rows++] = linesOfIds[index] ?? 0;
      }
    },
    isReplaced: (row) => isOld[row] === 1,
    get replaced() {
      return replaced;
    },
    get size() {
      return last.size;
    },
    *ids() {
      for (const row of rowsThatAre(0)) yield texts.at(row);
    },
    problems() {
      const found: RowProblem[] = [];
      for (const row of rowsThatAre(1)) {
        if (found.length === PROBLEMS_KEPT) break;
        found.push({ kind: 'duplicate-id', line: lines[row] as number, clientId: texts.at(row) });
      }
      return found;
    },
  };
}
