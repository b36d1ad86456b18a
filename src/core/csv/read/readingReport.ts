import { PROBLEMS_KEPT, REJECTIONS_KEPT, type RowProblem } from '../report.ts';

/** What a reader has counted so far, and the first of the problems. */
export class ReadingReport {
  /** Data rows, rejected rows, and cells that were neither a value nor missing. */
  readonly counts = { read: 0, rejected: 0, unreadableCells: 0 };
  /** Number of unreadable cells of each feature of the contract. */
  readonly unreadable: Uint32Array;
  /** The first `REJECTIONS_KEPT` rejected rows, in file order. */
  readonly rejections: RowProblem[] = [];
  /** The first `PROBLEMS_KEPT` unreadable cells, in file order. */
  readonly problems: RowProblem[] = [];

  constructor(features: number) {
    this.unreadable = new Uint32Array(features);
  }

  /** Counts a rejected row. @returns whether it is kept among the rejections */
  addRejection(rejection: RowProblem): boolean {
    this.counts.rejected++;
    if (this.rejections.length >= REJECTIONS_KEPT) return false;
    this.rejections.push(rejection);
    return true;
  }

  /** Counts an unreadable cell. @param textOf its text, called only when the problem is kept */
  addUnreadable(line: number, column: string, textOf: () => string): void {
    this.counts.unreadableCells++;
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push({ kind: 'unreadable', line, column, value: textOf() });
  }
}
