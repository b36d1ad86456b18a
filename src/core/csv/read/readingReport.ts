import { PROBLEMS_KEPT, REJECTIONS_KEPT, type RowProblem } from '../report.ts';

/** What a reader has met so far: counts, and the first of the problems. */
export class ReadingReport {
  /** Data rows, those of them that were rejected, and cells that were neither a value nor missing. */
  readonly counts = { read: 0, rejected: 0, unreadableCells: 0 };
  /** For each feature of the contract the cells that could not be read. */
  readonly unreadable: Uint32Array;
  /** The first `REJECTIONS_KEPT` rows that could not be taken, in file order. */
  readonly rejections: RowProblem[] = [];
  /** The first `PROBLEMS_KEPT` cells that could not be read, in file order. */
  readonly problems: RowProblem[] = [];

  constructor(features: number) {
    this.unreadable = new Uint32Array(features);
  }

  /** Counts a row that cannot be taken. @returns whether it is kept among the rejections */
  addRejection(rejection: RowProblem): boolean {
    this.counts.rejected++;
    if (this.rejections.length >= REJECTIONS_KEPT) return false;
    this.rejections.push(rejection);
    return true;
  }

  /** Counts a cell that cannot be read. @param textOf its text, asked for only when the problem is kept */
  addUnreadable(line: number, column: string, textOf: () => string): void {
    this.counts.unreadableCells++;
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push({ kind: 'unreadable', line, column, value: textOf() });
  }
}
