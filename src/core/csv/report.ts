/** How a file was read and what was wrong with it; the words for people are the screens'. */

/** How a file was read. */
export type CsvSchema = {
  encoding: 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be';
  delimiter: ';' | ',' | '\t' | '|';
  idColumn: string;
  nameColumn: string | null;
  dateColumn: string | null;
  /** Features that the file does not have: missing for every row. */
  missingColumns: string[];
  /** Columns that the model does not use. */
  unknownColumns: string[];
  /** `target` and `w`, when the file has them: never features, left out. */
  leftOutColumns: string[];
  /** Columns that stand more than once in the header; the first one is read. */
  duplicateColumns: string[];
};

/** Why a file cannot be imported at all. */
export type FileProblem =
  | { kind: 'empty-file' }
  | { kind: 'no-header' }
  | { kind: 'not-csv'; why: 'binary' | 'one-column' | 'html' }
  | { kind: 'no-id-column'; columns: string[] }
  | { kind: 'no-feature-columns'; columns: string[] }
  | { kind: 'encoding'; encoding: string; line: number }
  | { kind: 'unclosed-quote'; line: number }
  | { kind: 'row-too-long'; line: number }
  | { kind: 'no-rows' };

/** So many problems with cells are kept of one import; further ones are only counted. */
export const PROBLEMS_KEPT = 1000;

/** So many rejected rows are kept of one import, apart from cells, which must not crowd them out. */
export const REJECTIONS_KEPT = 10_000;

/** So many characters are kept of a value that was not understood. */
export const PROBLEM_VALUE_KEPT = 100;

/** A row or cell that could not be taken as it stands. `line` counts from 1, the header included. */
export type RowProblem =
  | { kind: 'ragged'; line: number; fields: number; expected: number }
  | { kind: 'no-id'; line: number }
  | { kind: 'id-too-long'; line: number }
  | { kind: 'duplicate-id'; line: number; clientId: string }
  | { kind: 'unreadable'; line: number; column: string; value: string }
  | { kind: 'unseen-category'; line: number; column: string; value: string };

/** What ends the reading of a whole file in the middle. Everything smaller is a `RowProblem`. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(JSON.stringify(problem));
    this.problem = problem;
  }
}
