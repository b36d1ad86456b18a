import type { Contract, LocalText } from '../src/core/contract.ts';
import type { FileProblem } from '../src/core/csv/report.ts';
import type { TreeFormat } from '../src/core/trees/readTrees.ts';
import type { RowsProgress } from './jobs.api.ts';

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

export type Rescoring = RowsProgress & {
  modelName: string;
  modelVersion: string;
  /** In another tab. */
  elsewhere: boolean;
};
