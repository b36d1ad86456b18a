/** How a file was read and what was wrong with it; the screens have the words. */

export type Encoding = 'utf-8' | 'windows-1251' | 'utf-16le' | 'utf-16be' | 'ibm866' | 'koi8-r';

/** The name by which people know an encoding. */
export function encodingName(encoding: Encoding): string {
  if (encoding === 'ibm866') return 'CP866 (DOS)';
  return encoding.toUpperCase().replace('WINDOWS', 'Windows');
}

/** How a file was read. */
export type CsvSchema = {
  encoding: Encoding;
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
   * `w`, when the file has it: it is computed from the actual income. In imports of earlier versions of the app
   * `target` as well.
   */
  leftOutColumns: string[];
  /** Columns that occur more than once in the header; the first one is read. */
  duplicateColumns: string[];
};

/** What a file is that is no table. */
export type NotCsv =
  | {
      why:
        | 'binary'
        | 'spreadsheet'
        | 'zip'
        | 'gzip'
        | 'html'
        | 'spreadsheet-xml'
        | 'xml'
        | 'json'
        | 'json-lines'
        | 'mail';
    }
  /** `name` of its format, such as "zstd" or "Parquet". */
  | { why: 'archive' | 'data-file' | 'document' | 'picture'; name: string }
  /** `quoted-lines`: every line is one cell in quotes; `spaces`: the columns are apart by spaces. */
  | { why: 'one-column' | 'quoted-lines' | 'spaces' }
  /** The columns are apart by a sign that this app does not read. */
  | { why: 'delimiter'; sign: string };

/** Why a file cannot be imported at all, or not with the current choices. */
export type FileProblem =
  | { kind: 'empty-file' }
  | { kind: 'no-header' }
  | ({ kind: 'not-csv' } & NotCsv)
  | { kind: 'no-id-column'; columns: string[] }
  | { kind: 'no-feature-columns'; columns: string[] }
  | { kind: 'encoding'; encoding: Encoding; line: number }
  /** Of earlier versions of the app: a quote that is never closed now is a letter. */
  | { kind: 'unclosed-quote'; line: number }
  | { kind: 'row-too-long'; line: number }
  | { kind: 'no-rows' }
  /** Every row was rejected; `rejections` are the first of them. */
  | { kind: 'no-clients'; rejected: number; rejections: Rejection[] }
  /** All or most ids are in scientific notation, such as `value`: a spreadsheet has lost their digits. */
  | { kind: 'ids-lost'; column: string; value: string }
  /**
   * A cell proves that a sign groups thousands which earlier cells were read with as the decimal sign, `readAs`. Nothing
   * may be stored: the user has to choose the decimal sign.
   */
  | { kind: 'number-signs'; line: number; column: string; value: string; readAs: ',' | '.' }
  /** The user chose the actual income or its weight as a feature. */
  | { kind: 'never-a-feature'; column: string }
  /** The user chose several columns for one use. */
  | { kind: 'used-twice'; columns: string[] }
  /** Cut off, with a wrong checksum, gzip only in its first bytes, or followed by other data. */
  | { kind: 'gzip-damaged' }
  /** It unpacks to more than any real table. */
  | { kind: 'gzip-too-large' }
  /** More than the chosen share of rows, `limit`, was rejected; `lines` are the first of them. */
  | { kind: 'too-many-bad-rows'; rejected: number; read: number; limit: number; lines: number[] };

/** Number of cell problems kept of one import; further ones are only counted. */
export const PROBLEMS_KEPT = 1000;

/** Number of rejected rows kept of one import, separate from cell problems, which must not crowd them out. */
export const REJECTIONS_KEPT = 10_000;

/** Number of characters kept of an unreadable value. */
export const PROBLEM_VALUE_KEPT = 100;

/** Number of passed-over lines kept of one import; further ones are only counted. */
export const PASSED_OVER_KEPT = 1000;

/** Why a row was not taken. `line` counts from 1, the header included. */
export type Rejection =
  | { kind: 'ragged'; line: number; fields: number; expected: number }
  | { kind: 'no-id'; line: number }
  | { kind: 'id-too-long'; line: number }
  /** Sums or averages of the rows above; `value` is the word that tells it, or empty. */
  | { kind: 'total-row'; line: number; value: string }
  /** As wide as the table, yet above its header. */
  | { kind: 'above-header'; line: number }
  /** `bytes`: it is not of the file's encoding; `not-like-the-others`: without a digit, where nearly all have digits. */
  | { kind: 'bad-id'; line: number; why: 'scientific' | 'bytes' | 'not-like-the-others'; value: string };

/** A row or cell that was not accepted as it is. `line` counts from 1, the header included. */
export type RowProblem =
  | Rejection
  | { kind: 'duplicate-id'; line: number; clientId: string }
  /** A quote that does not enclose a cell: it was read as a letter. */
  | { kind: 'stray-quote'; line: number }
  /** A cell with bytes that are not of the file's encoding. */
  | { kind: 'bad-bytes'; line: number; column: string; value: string }
  /** A comma or point before exactly three digits: nothing proves whether it divides or groups. */
  | { kind: 'doubtful-number'; line: number; column: string; value: string; read: number }
  | { kind: 'unreadable'; line: number; column: string; value: string }
  | { kind: 'unseen-category'; line: number; column: string; value: string };

/** A line that is no client and carries no data: `rule` = dashes, `column-types` = the types of a database. */
export type PassedOver = {
  line: number;
  why: 'separator' | 'title' | 'header' | 'header-again' | 'rule' | 'column-numbers' | 'column-types';
};

/** Ends the reading of a whole file. Anything less serious is a `RowProblem`. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}
