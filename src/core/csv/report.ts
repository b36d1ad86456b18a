/** How a file was read and what was wrong with it; the words for people are the screens'. */

/** How a file was read. */
export type CsvSchema = {
  encoding: 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be';
  delimiter: ';' | ',' | '\t' | '|';
  idColumn: string;
  nameColumn: string | null;
  dateColumn: string | null;
  /**
   * The clients' actual incomes (`target`), kept apart from the features. Absent in imports of earlier versions of the
   * app.
   */
  actualColumn?: string | null;
  /** Features that the file does not have: missing for every row. */
  missingColumns: string[];
  /** Columns that the model does not use. */
  unknownColumns: string[];
  /**
   * `w`, when the file has it: it is computed from the answer. In imports of earlier versions of the app `target` as
   * well.
   */
  leftOutColumns: string[];
  /** Columns that stand more than once in the header; the first one is read. */
  duplicateColumns: string[];
};

/** Why a file cannot be imported at all, or not as it was chosen. */
export type FileProblem =
  | { kind: 'empty-file' }
  | { kind: 'no-header' }
  | { kind: 'not-csv'; why: 'binary' | 'spreadsheet' | 'zip' | 'gzip' | 'one-column' | 'html' }
  | { kind: 'no-id-column'; columns: string[] }
  | { kind: 'no-feature-columns'; columns: string[] }
  | { kind: 'encoding'; encoding: string; line: number }
  | { kind: 'unclosed-quote'; line: number }
  | { kind: 'row-too-long'; line: number }
  | { kind: 'no-rows' }
  /** Somebody chose the answer or its weight for a feature. */
  | { kind: 'never-a-feature'; column: string }
  /** Somebody chose several columns for one use. */
  | { kind: 'used-twice'; columns: string[] }
  /** Cut off, not what its checksum says, not gzip at all behind its first bytes, or followed by something else. */
  | { kind: 'gzip-damaged' }
  /** It unpacks to more than any real table. */
  | { kind: 'gzip-too-large' }
  /** More than the chosen share of rows, `limit`, was rejected; `lines` are the first of them. */
  | { kind: 'too-many-bad-rows'; rejected: number; read: number; limit: number; lines: number[] };

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
