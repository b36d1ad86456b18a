import type { LocalText } from '../../../src/core/contract/contract.ts';
import type { FileProblem } from '../../../src/core/csv/report.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { TreeFormat } from '../../../src/core/trees/formats/readTrees.ts';
import type { ModelListing } from '../models/models.api.ts';

/** The import of a model file: opened, checked against the user's own forecasts, saved. There is one at most. */
export type ModelImportApi = {
  /**
   * Reads a dropped model file: one of this app's, or another library's trees, whose features are named by the file
   * itself or by `featureList`: a text with one name a line, or a CSV file whose header gives the order. Nothing is
   * stored yet; a second call replaces the first file. Throws `ModelCorrupt` saying what is wrong with the file.
   */
  openFile(file: File, featureList: File | null): Promise<Outcome<ModelDraft, ModelDraftProblem>>;
  /** The columns of a CSV file, one of which may have forecasts to check against. Throws `FileUnreadable`. */
  listColumns(rows: File): Promise<Outcome<string[], ModelCheckProblem>>;
  /**
   * Forecasts the rows of a CSV file with the opened model and compares the forecasts with a column of the file. Throws
   * the model's errors.
   */
  check(rows: File, column: string): Promise<Outcome<ModelCheck, ModelCheckProblem>>;
  /** Stores the opened model under a name, beside the shipped ones. Throws `StorageFull`. */
  save(name: string): Promise<Outcome<ModelListing, ModelSaveProblem>>;
};

/** An opened model file before it is saved. */
export type ModelDraft = {
  fileName: string;
  format: TreeFormat | 'tuntundohod';
  /** A suggested name. */
  name: string;
  trees: number;
  hasInterval: boolean;
  isExplainable: boolean;
  /** Each feature in the model's order; `title` when the active model's dictionary has the column. */
  features: { name: string; title: LocalText | null }[];
  /**
   * True when names come from the file or the list; false when the file only numbers its features, which then follow
   * the active model's order.
   */
  areNamesCertain: boolean;
};

/** Why the file's trees cannot become a model with these features. */
export type ModelDraftProblem =
  | { kind: 'features-unnamed'; features: number }
  | { kind: 'feature-count'; trees: number; listed: number }
  | { kind: 'feature-twice'; feature: string }
  | { kind: 'never-a-feature'; feature: string }
  | { kind: 'list-unreadable' };

export type ModelCheckProblem =
  | { kind: 'no-draft' }
  | { kind: 'file'; problem: FileProblem }
  | { kind: 'no-column'; column: string }
  | { kind: 'no-numbers'; column: string };

/** The model's forecasts compared with the expected ones, a column of the user's file. */
export type ModelCheck = {
  rows: number;
  /** Rows that could not be read, or whose expected forecast is no number; not compared. */
  skipped: number;
  /** Largest |forecast − expected| / max(1, |expected|); up to `CHECK_TOLERANCE` they count as equal. */
  worstRelative: number;
  meanRelative: number;
  /** The rows that differ most, largest first. */
  worst: { line: number; id: string; forecast: number; expected: number }[];
  /** False when the file has more rows than were compared. */
  isWholeFile: boolean;
};

export type ModelSaveProblem =
  | { kind: 'no-draft' }
  | { kind: 'bad-name' }
  | { kind: 'name-taken'; name: string }
  | { kind: 'version-taken'; name: string };
