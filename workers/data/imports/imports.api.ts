import type { ImportChoices } from '../../../src/core/csv/choices.ts';
import type { TablePreview } from '../../../src/core/csv/preview/tablePreview.ts';
import type { RowProblem } from '../../../src/core/csv/report.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';

export type ImportsApi = {
  /**
   * How a file would be imported with these choices (null = those remembered for its header, else none), judged by its
   * first megabyte. Throws `FileUnreadable`, and `ModelMissing` or `ModelCorrupt` when there are no features to match
   * columns with.
   */
  preview(file: File, choices: ImportChoices | null): Promise<ImportPreview>;
  /**
   * Starts an import and answers with its id once it is registered; `imports` and `watch` follow it. The choices are
   * remembered for files with the same header; null = the remembered ones, else guesses. A handle is kept until the
   * import has ended well, to run it again. Throws `Busy` while another import runs, in any tab, and `ModelMissing` or
   * `ModelCorrupt` when there is nothing to score with.
   */
  start(file: File, choices: ImportChoices | null, handle: FileSystemFileHandle | null): Promise<number>;
  /**
   * Runs an import that did not end well again: with its own choices when the file has the same name and size, else
   * with those that are remembered for the file's header. The old record gives way to the new one. Throws as
   * `imports.start`, and `NotFound`.
   */
  startAgain(importId: number, file: File, handle: FileSystemFileHandle | null): Promise<number>;
  /** Imports the demo clients that ship with the app. */
  startDemo(): Promise<number>;
  /** Stops a running import; nothing of it stays. */
  cancel(importId: number): Promise<void>;
  /** All imports, newest first. */
  list(): Promise<ImportRecord[]>;
  /**
   * The file of an import that did not end well, when the browser still knows it; the page asks for permission to read
   * it.
   */
  getHandle(importId: number): Promise<FileSystemFileHandle | null>;
  /**
   * Gives an import another name; an empty one brings the file's name back. Throws `NotFound`, and `Busy` while it
   * runs.
   */
  rename(importId: number, name: string): Promise<void>;
  /** Rejected rows (at most `REJECTIONS_KEPT`) and other problems (at most `PROBLEMS_KEPT`), in file order. */
  listProblems(importId: number): Promise<RowProblem[]>;
  /**
   * What was found column by column, for each feature of the import's model; null for imports of earlier versions of
   * the app.
   */
  listColumns(importId: number): Promise<ColumnReport[] | null>;
  /** Its problems as a CSV file: line, column, value, reason. */
  exportProblems(importId: number): Promise<Blob>;
  /**
   * Its rejected rows as a CSV file to be mended and imported again: the header of its file after the columns
   * `rejected_line` and `rejected_reason`, which an import leaves out, and the rows cell by cell, `rejectedRowsKept` of
   * them. Of an import that kept none: line, column, value, reason.
   */
  exportRejected(importId: number, language: 'ru' | 'en'): Promise<Blob>;
  /** What was found column by column as a CSV file: figures in English notation, shares 0…1. */
  exportColumns(importId: number): Promise<Blob>;
  /**
   * Removes an import with its clients, its scores and the space they take; older imports of the same clients reappear.
   * The log keeps what was forecast. Throws `Busy` while another tab is running it.
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
  /** The choices that this is the answer to; those remembered for the header when none were given. */
  choices: ImportChoices;
  /** Whether the choices are the remembered ones, of an earlier file with the same header. */
  isRemembered: boolean;
};

export type PreviewColumn = TablePreview['columns'][number];

// Report by column ---------------------------------------------------------------------------------------------------

/** What an import found in one column that is a feature. Shares are of the rows taken, 0…1. */
export type ColumnReport = {
  feature: string;
  /** Null when the file does not have it. */
  column: string | null;
  missingShare: number;
  /** In training; null when the model does not say. */
  trainingMissingShare: number | null;
  unreadable: number;
  /** Numbers and dates below the smallest or above the largest of training. */
  outOfRange: number;
  unseenCategories: number;
};
