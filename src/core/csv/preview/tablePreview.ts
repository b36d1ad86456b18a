import type { MendedCategory } from '../../clients/clientBlock.ts';
import type { ColumnUse } from '../choices.ts';
import type { UnusedReason } from '../detect/matchColumns.ts';
import type { DecimalSign } from '../importPlan.ts';
import type { CsvSchema, Encoding, FileProblem, RowProblem } from '../report.ts';

/** Number of rows that a preview shows. */
export const ROWS_SHOWN = 20;

/** How a file would be read, according to its head. Plain data. */
export type TablePreview = {
  /** Null for a file that is not text. */
  encoding: Encoding | null;
  /** Null while the file cannot be cut into columns. */
  delimiter: CsvSchema['delimiter'] | null;
  preambleRecords: number;
  /** In the order of the file. */
  columns: PreviewColumn[];
  /** Features without a column. */
  missingFeatures: string[];
  /** The first rows cell by cell, at most `ROWS_SHOWN`; one cell per line while there are no columns. */
  rows: string[][];
  /** Number of rows examined; all of the file's rows when `isWhole`. */
  sampleRows: number;
  isWhole: boolean;
  /** Examined rows that would be rejected. */
  rejectedRows: number;
  /** Problems of the examined rows, in the order of the file: at most `PROBLEMS_KEPT`. */
  problems: RowProblem[];
  /** Why the file cannot be imported with the current choices; null when it can. */
  problem: FileProblem | null;
  /** What the user should decide before the import. */
  doubts: Doubt[];
  /** Texts of the examined rows that are read as a category of the model, which spells it otherwise. */
  mended: MendedCategory[];
};

/** A question about the file that its head does not answer, with the possible answers. Columns are positions. */
export type Doubt =
  /** `example` can be read in two ways; `column` null = in the whole file. */
  | { kind: 'decimal'; column: number | null; example: string; readings: { choice: ',' | '.'; value: number }[] }
  /** `column` was taken as the id; `candidates` could be it as well. */
  | { kind: 'id'; column: number; candidates: number[]; why: 'row-numbers' | 'several' | 'repeated' }
  /** `text` is no category of the model, `candidates` are what it probably means, in `rows` of the examined rows. */
  | { kind: 'category'; column: number; text: string; rows: number; candidates: string[] }
  | { kind: 'encoding'; candidates: Encoding[] }
  /** The remembered choice `chosen` does not fit this file. */
  | { kind: 'remembered'; column: number; chosen: ColumnUse }
  /** The remembered decimal sign of a column, or of the whole file, does not fit this file. */
  | { kind: 'remembered-sign'; column: number | null; sign: ',' | '.' }
  /** The file cannot be read with the remembered encoding, delimiter and lines before the header. */
  | { kind: 'remembered-reading' };

export type PreviewColumn = {
  name: string;
  use: ColumnUse;
  /** The column's use without any choice. */
  guess: ColumnUse;
  /**
   * Why a column is unused although a use could be expected; null for the others. `weight`: the column `w`, which
   * follows from the actual income; `taken`: another column was chosen for this column's use.
   */
  reason: UnusedReason | 'taken' | null;
  /** Type of the cells in the examined rows. */
  type: 'number' | 'date' | 'text' | 'empty';
  /** The decimal sign of the reading, `auto` when the cells have both; null when the column has no numbers with one. */
  decimal: DecimalSign | null;
  /** Share of the examined rows without a value, 0…1. */
  missingShare: number;
  /** Cells of the examined rows that cannot be read as the column's use requires. */
  unreadable: number;
  /** Cells of the examined rows that are a spreadsheet's numbers of days and are read as dates. */
  serialDates: number;
};
