import {
  PASSED_OVER_KEPT,
  type PassedOver,
  PROBLEMS_KEPT,
  REJECTIONS_KEPT,
  type Rejection,
  type RowProblem,
} from '../report.ts';

/**
 * What a reader has counted. Always: records = accepted rows + `rejected` + `passedOver`, and `read` = accepted rows +
 * `rejected`. Accepted rows are the rows of the blocks; a repeated id is counted apart.
 */
export type ReadingCounts = {
  /** Records of the file that are not blank, the header included. */
  records: number;
  /** Records that are no clients and carry no data. */
  passedOver: number;
  /** Rows of data. */
  read: number;
  rejected: number;
  /** Cells that were neither a value nor missing. */
  unreadableCells: number;
  /** Accepted rows with a quote that was read as a letter. */
  strayQuotes: number;
  /** Cells of accepted rows with bytes that are not of the encoding. */
  badBytes: number;
  /** Numbers whose only sign may as well group thousands. */
  doubtfulNumbers: number;
  /** Ids that lost invisible letters, an apostrophe or a formula around them. */
  mendedIds: number;
};

/** Problems of accepted rows, by the count that they belong to. */
type Told = { [Kind in RowProblem['kind']]?: 'unreadableCells' | 'strayQuotes' | 'badBytes' | 'doubtfulNumbers' };

const COUNTED = {
  unreadable: 'unreadableCells',
  'stray-quote': 'strayQuotes',
  'bad-bytes': 'badBytes',
  'doubtful-number': 'doubtfulNumbers',
} as const satisfies Told;

type ToldProblem = Extract<RowProblem, { kind: keyof typeof COUNTED }>;

/** What a reader has counted so far, and the first of the problems. */
export class ReadingReport {
  readonly counts: ReadingCounts = {
    records: 0,
    passedOver: 0,
    read: 0,
    rejected: 0,
    unreadableCells: 0,
    strayQuotes: 0,
    badBytes: 0,
    doubtfulNumbers: 0,
    mendedIds: 0,
  };
  /** Number of unreadable cells of each feature of the contract. */
  readonly unreadable: Uint32Array;
  /** The first `REJECTIONS_KEPT` rejected rows, in file order. */
  readonly rejections: Rejection[] = [];
  /** The first `PROBLEMS_KEPT` problems of accepted rows, in file order. */
  readonly problems: RowProblem[] = [];
  /** The first `PASSED_OVER_KEPT` lines passed over, in file order. */
  readonly passedOver: PassedOver[] = [];

  constructor(features: number) {
    this.unreadable = new Uint32Array(features);
  }

  /** Counts a rejected row. @returns whether it is kept among the rejections */
  addRejection(rejection: Rejection): boolean {
    this.counts.rejected++;
    if (this.rejections.length >= REJECTIONS_KEPT) return false;
    this.rejections.push(rejection);
    return true;
  }

  /** Counts a problem of an accepted row. @param describe called only when the problem is kept */
  add(kind: ToldProblem['kind'], describe: () => ToldProblem): void {
    this.counts[COUNTED[kind]]++;
    if (this.problems.length < PROBLEMS_KEPT) this.problems.push(describe());
  }

  addPassedOver(passed: PassedOver): void {
    this.counts.passedOver++;
    if (this.passedOver.length < PASSED_OVER_KEPT) this.passedOver.push(passed);
  }
}
