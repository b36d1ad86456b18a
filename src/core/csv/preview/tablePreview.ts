import type { ColumnUse } from '../choices.ts';
import type { UnusedReason } from '../detect/matchColumns.ts';
import type { DecimalSign } from '../importPlan.ts';
import type { CsvSchema, FileProblem, RowProblem } from '../report.ts';

/** So many rows of a preview are shown. */
export const ROWS_SHOWN = 20;

/** How a file would be read, judged by its head. Plain data. */
export type TablePreview = {
  /** Null for what is no text. */
  encoding: CsvSchema['encoding'] | null;
  /** Null while the file cannot be cut into columns. */
  delimiter: CsvSchema['delimiter'] | null;
  preambleRecords: number;
  /** In the order of the file. */
  columns: PreviewColumn[];
  /** Features that no column is used for. */
  missingFeatures: string[];
  /** The first rows as they stand, cell by cell: at most `ROWS_SHOWN`; one cell a line while there are no columns. */
  rows: string[][];
  /** Rows that were looked at; all of the file's when `isWhole`. */
  sampleRows: number;
  isWhole: boolean;
  /** Those of them that would be rejected. */
  rejectedRows: number;
  /** Of the rows looked at, in the order of the file: at most `PROBLEMS_KEPT`. */
  problems: RowProblem[];
  /** Why the file cannot be imported as it is chosen now; null when it can. */
  problem: FileProblem | null;
};

export type PreviewColumn = {
  name: string;
  use: ColumnUse;
  /** What the column would be used for if nobody decided. */
  guess: ColumnUse;
  /**
   * Why a column is unused that might be expected to be used; null for the others. `weight`: the column `w`, which
   * follows from the answer; `taken`: another column was chosen for what it would be.
   */
  reason: UnusedReason | 'taken' | null;
  /** What its cells look like in the rows looked at. */
  type: 'number' | 'date' | 'text' | 'empty';
  /** The decimal sign that is read, `auto` when the cells have both; null when the column has no numbers with one. */
  decimal: DecimalSign | null;
  /** Share of the rows looked at without a value, 0…1. */
  missingShare: number;
  /** Cells of the rows looked at that cannot be read as what the column is used for. */
  unreadable: number;
};
