import type { ImportChoices } from '../../../src/core/csv/choices.ts';
import type { TablePreview } from '../../../src/core/csv/preview/tablePreview.ts';
import type { Encoding, PassedOver, RowProblem } from '../../../src/core/csv/report.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';

export type ImportsApi = {
  /**
   * How a file would be imported with these choices (null = the fitting ones remembered for its header, else none), judged by its
   * first megabyte. Throws `FileUnreadable`, and `ModelMissing` or `ModelCorrupt` when there are no features to match
   * columns with.
   */
  preview(file: File, choices: ImportChoices | null): Promise<ImportPreview>;
  /** Forgets the choices remembered for a header, `RememberedChoices.headerKey`. */
  forgetChoices(headerKey: string): Promise<void>;
  /**
   * Starts an import and returns its id once it is registered; `imports` and `watch` follow it. Once it has ended well,
   * the choices are remembered for files with the same header; null = the fitting remembered ones, else guesses. The handle is kept until the
   * import succeeds, so that the user can run it again. Throws `Busy` while another import runs, in any tab, and
   * `ModelMissing` or `ModelCorrupt` without a usable model.
   */
  start(file: File, choices: ImportChoices | null, handle: FileSystemFileHandle | null): Promise<number>;
  /**
   * Runs an unsuccessful import again: with its own choices when the file has the same name and size, else with the
   * choices remembered for the file's header. The new record replaces the old one. Throws as `imports.start`, and
   * `NotFound`.
   */
  startAgain(importId: number, file: File, handle: FileSystemFileHandle | null): Promise<number>;
  /** Imports the demo clients that ship with the app. */
  startDemo(): Promise<number>;
  /** Stops a running import and removes all its data. */
  cancel(importId: number): Promise<void>;
  /** All imports, newest first. */
  list(): Promise<ImportRecord[]>;
  /** The file of an unsuccessful import, when the browser still knows it; the page asks for permission to read it. */
  getHandle(importId: number): Promise<FileSystemFileHandle | null>;
  /** Renames an import; an empty name restores the file's name. Throws `NotFound`, and `Busy` while it runs. */
  rename(importId: number, name: string): Promise<void>;
  /** The lines that are no clients, at most `PASSED_OVER_KEPT`; null for imports of earlier versions of the app. */
  listPassedOver(importId: number): Promise<PassedOver[] | null>;
  /** Rejected rows (at most `REJECTIONS_KEPT`) and other problems (at most `PROBLEMS_KEPT`), in file order. */
  listProblems(importId: number): Promise<RowProblem[]>;
  /**
   * What the import found column by column, for each feature of its model; null for imports of earlier versions of the
   * app.
   */
  listColumns(importId: number): Promise<ColumnReport[] | null>;
  /** The import's problems as a CSV file: line, column, value, reason. */
  exportProblems(importId: number): Promise<Blob>;
  /**
   * The import's rejected rows as a CSV file to correct and import again: the columns `rejected_line` and
   * `rejected_reason`, which an import leaves out, then the file's own columns; `rejectedRowsKept` rows cell by cell.
   * For an import that kept no rows: line, column, value, reason.
   */
  exportRejected(importId: number, language: 'ru' | 'en'): Promise<Blob>;
  /** What the import found column by column, as a CSV file: figures in English notation, shares 0…1. */
  exportColumns(importId: number): Promise<Blob>;
  /**
   * Removes an import with its clients and scores, and frees their space; older imports of the same clients become
   * visible again. The log keeps the forecasts. Throws `Busy` while another tab is running it.
   */
  remove(importId: number): Promise<void>;
};

// Preview ------------------------------------------------------------------------------------------------------------

/** How a file would be imported, judged by its first megabyte. Nothing is stored. */
export type ImportPreview = TablePreview & {
  fileName: string;
  sizeBytes: number;
  isCompressed: boolean;
  /** The model whose features the columns are matched with. */
  modelName: string;
  /** The choices of this preview; those remembered for the header when none were given. */
  choices: ImportChoices;
  /** For each encoding that a doubt asks about: words of the file as it would read them. */
  decoded: Partial<Record<Encoding, string>>;
  /** What is remembered for files with this header; null = nothing. Choices that do not fit are among the doubts. */
  remembered: RememberedChoices | null;
};

/** The choices of earlier imports of files with the same header. */
export type RememberedChoices = {
  headerKey: string;
  choices: ImportChoices;
  /** Milliseconds since 1970. */
  usedAt: number;
  /** The last import that ended well with them; null when an earlier version of the app remembered them. */
  from: Pick<ImportRecord, 'id' | 'source' | 'name' | 'fileName'> | null;
};

export type PreviewColumn = TablePreview['columns'][number];
export type Doubt = TablePreview['doubts'][number];

// Report by column ---------------------------------------------------------------------------------------------------

/** What an import found in the column of one feature. Shares are of the accepted rows, 0…1. */
export type ColumnReport = {
  feature: string;
  /** Null when the file has no such column. */
  column: string | null;
  missingShare: number;
  /** Missing share in training; null when the model does not say. */
  trainingMissingShare: number | null;
  unreadable: number;
  /** Numbers and dates below the smallest or above the largest of training. */
  outOfRange: number;
  unseenCategories: number;
  /** Rows whose text spells a category of the model otherwise; absent in imports of earlier versions of the app. */
  mendedCategories?: number;
  /** One of them; its text is cut to `PROBLEM_VALUE_KEPT`. */
  mendedExample?: { value: string; category: string } | null;
};
