import type { Contract, LocalText } from '../../../src/core/contract/contract.ts';
import type { FileProblem } from '../../../src/core/csv/report.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { TreeFormat } from '../../../src/core/trees/formats/readTrees.ts';

export type ModelsApi = {
  /**
   * A model's contract: features with titles, metrics, reference figures; the active model's without a version. Throws `ModelMissing`
   * for a version that is neither shipped nor kept, and `ModelCorrupt`.
   */
  get(version?: string): Promise<ModelCard>;
  /** All models that can be made active: those that ship, then those kept here, in the order of their names. */
  list(): Promise<ModelListing[]>;
  /**
   * Makes another model the active one, here and in all tabs. Forecasts that were made stay, each with the version that made it, until
   * `rescoring.start`. Throws `Busy` while an import or a re-scoring runs, `NotFound`, `ModelMissing`, `ModelCorrupt`.
   */
  activate(version: string): Promise<void>;
  /**
   * Reads a dropped model file: one of ours whole, or another library's trees, whose features are named by the file itself or by
   * `featureList`: a text with one name a line, or a CSV file whose header gives the order. Nothing is kept yet; a second call
   * forgets the first. Throws `ModelCorrupt` saying what is wrong with the file, or `Refused` with a `ModelDraftProblem`.
   */
  openDraft(file: File, featureList: File | null): Promise<ModelDraft>;
  /**
   * Forecasts the rows of a CSV file with the opened model and compares with a column of the file itself. Throws `Refused` with a
   * `ModelCheckProblem`, and the model's errors.
   */
  checkDraft(rows: File, column: string): Promise<ModelCheck>;
  /** Keeps the opened model under a name, beside those that ship. Throws `Refused` with a `ModelKeepProblem`, `StorageFull`. */
  importDraft(name: string): Promise<ModelListing>;
  /** Removes a kept model; forecasts that it made stay. Throws `Refused` with a `ModelRemoveProblem`, `NotFound`. */
  remove(version: string): Promise<void>;
  /**
   * Counts the covers of a model that came without them from the stored clients, so that its forecasts can be explained against that
   * background; forecasts stay the same bit for bit. Counting again counts anew. Throws `Busy` while an
   * import, a re-scoring, or another `Job` of this tab runs, and the model's errors. Null when it was cancelled; `watch` follows it.
   */
  countCovers(version: string): Promise<Outcome<ModelListing, CountCoversProblem> | null>;
};

/** What the data worker says of models: those that ship, those that the user brought along, and forecasting stored clients anew. */

export type ModelCard = ModelListing & { contract: Contract };

/** `kept`: brought along by the user, stored in this browser. */
export type ModelOrigin = 'shipped' | 'kept';

export type ModelListing = {
  name: string;
  /** Tells models apart: everything that can change a forecast changes it. */
  version: string;
  origin: ModelOrigin;
  isActive: boolean;
  /** Hexadecimal, of the model file. */
  sha256: string;
  sizeBytes: number;
  /** ISO date of training; null when the file does not say. */
  trainedAt: string | null;
  synthetic: boolean;
  features: number;
  trees: number;
  hasInterval: boolean;
  /** False when there are no covers: it forecasts, but no forecast can be explained exactly. */
  isExplainable: boolean;
  /** The file came without covers and they were counted from so many clients (`countCovers`); null for covers of training, or none. */
  countedRows: number | null;
  /** Stored clients whose visible forecast is of this version. */
  clients: number;
};

/** What an opened model file is, before it is kept. */
export type ModelDraft = {
  fileName: string;
  format: TreeFormat | 'tuntundohod';
  /** A name to begin with. */
  name: string;
  trees: number;
  hasInterval: boolean;
  isExplainable: boolean;
  /** Each feature in the model's order; `title` when the active model's dictionary knows the column. */
  features: { name: string; title: LocalText | null }[];
  /** True when names come from the file or the list; false when the file only knows numbers, and the active model's order is taken. */
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
  | { kind: 'no-column'; column: string; columns: string[] }
  | { kind: 'no-numbers'; column: string };

/** The model's forecasts beside a column of the user's own. */
export type ModelCheck = {
  rows: number;
  /** Rows that could not be taken, or whose own prediction cannot be read as a number; not compared. */
  skipped: number;
  /** Largest |ours − theirs| / max(1, |theirs|); up to `CHECK_TOLERANCE` they count as equal. */
  worstRelative: number;
  meanRelative: number;
  /** The rows that differ most, largest first. */
  worst: { line: number; id: string; ours: number; theirs: number }[];
  /** False when the file goes on after the rows that were compared. */
  isWholeFile: boolean;
};

export type ModelKeepProblem =
  | { kind: 'no-draft' }
  | { kind: 'bad-name' }
  | { kind: 'name-taken'; name: string }
  | { kind: 'version-taken'; name: string };

export type ModelRemoveProblem = { kind: 'active' } | { kind: 'shipped' };

/** Why covers are not counted. */
export type CountCoversProblem = { kind: 'no-clients' } | { kind: 'has-covers' };

/** Against what a hidden feature is averaged: the covers of training, or covers counted from so many imported clients. */
export type Background = { kind: 'training' } | { kind: 'clients'; rows: number };
