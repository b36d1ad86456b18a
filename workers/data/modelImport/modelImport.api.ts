import type { LocalText } from '../../../src/core/contract/contract.ts';
import type { FeatureKind } from '../../../src/core/contract/externalContract.ts';
import type { Transform } from '../../../src/core/contract/transform.ts';
import type { FileProblem } from '../../../src/core/csv/report.ts';
import type { Cause } from '../../../src/core/modelCheck/diagnose.ts';
import type { KindSource } from '../../../src/core/modelCheck/kindTrials.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { Refusal } from '../../../src/core/trees/ensemble.ts';
import type { TreeFormat } from '../../../src/core/trees/formats/readTrees.ts';
import type { ModelListing } from '../models/models.api.ts';

/** The import of a model file: opened, checked against the user's own forecasts, saved. There is one at most. */
export type ModelImportApi = {
  /**
   * Reads a dropped model file: one of this app's, or another library's trees, whose features are named by the file
   * itself or by `featureList`: a text with one name a line, or a CSV file whose header gives the order. Nothing is
   * stored yet; a second call replaces the first file. Throws `ModelCorrupt` saying what is wrong with a damaged file.
   */
  openFile(file: File, featureList: File | null): Promise<Outcome<ModelDraft, ModelDraftProblem>>;
  /** The columns of a CSV file, one of which may have forecasts to check against. Throws `FileUnreadable`. */
  listColumns(rows: File): Promise<Outcome<string[], ModelCheckProblem>>;
  /** Decides what the file leaves open. The decisions are kept in the model. */
  choose(choices: DraftChoices): Promise<Outcome<ModelDraft, ModelDraftProblem | { kind: 'no-draft' }>>;
  /**
   * Forecasts the rows of a CSV file with the opened model and compares the forecasts with a column of the file; when
   * they differ, looks for the cause. Throws the model's errors.
   * @param isPartial compare also when features that the trees look at are absent
   */
  check(rows: File, column: string, isPartial: boolean): Promise<Outcome<ModelCheck, ModelCheckProblem>>;
  /** Stores the opened model under a name, beside the shipped ones. Throws `StorageFull`. */
  save(name: string): Promise<Outcome<ModelListing, ModelSaveProblem>>;
};

/** An opened model file before it is saved. */
export type ModelDraft = {
  fileName: string;
  format: TreeFormat | 'tuntundohod';
  /** A suggested name. */
  name: string;
  /** Trees that count, of those in the file. */
  trees: number;
  allTrees: number;
  /** Trees up to the best iteration of a training that was stopped early; null when the file says nothing of it. */
  bestTrees: number | null;
  hasInterval: boolean;
  isExplainable: boolean;
  /** In the model's order. */
  features: DraftFeature[];
  /**
   * True when names come from the file or the list; false when the file only numbers its features, which then follow
   * the active model's order.
   */
  areNamesCertain: boolean;
  /** What can still be decided; null for a file of this app, which says all of it. */
  choices: DraftChoices | null;
};

export type DraftFeature = {
  name: string;
  /** By the active model, when it has a feature of this name. */
  title: LocalText | null;
  kind: FeatureKind;
  /** `assumed`: the file does not say, so cells are numbers. */
  kindFrom: 'file' | 'person' | 'assumed';
  /** The active model's category or date of this name, when it is read otherwise. It is used only if people say so. */
  activeKind: FeatureKind | null;
};

/** What people decide about a file that has trees only. */
export type DraftChoices = {
  /** How many of the first trees count. */
  trees: number;
  /** What the trees sum. */
  transform: Transform;
  /** Kinds that people chose, by the feature's position. */
  kinds: Record<number, FeatureKind>;
};

/**
 * Why the file's trees cannot become a model with these features, or with these choices. `refused`: the file itself;
 * `message` has details.
 */
export type ModelDraftProblem =
  | { kind: 'refused'; refusal: Refusal; message: string }
  | { kind: 'features-unnamed'; features: number }
  | { kind: 'feature-count'; trees: number; listed: number }
  | FeatureNameProblem
  | { kind: 'list-unreadable' }
  | { kind: 'level-twice'; feature: string; level: string }
  | { kind: 'too-many-levels'; feature: string };

/** What is wrong with a name; `from`: whose name it is. */
export type FeatureNameProblem =
  /** `position` counts from 1. */
  | { kind: 'feature-empty'; position: number; from: 'file' | 'list' }
  | { kind: 'feature-long'; feature: string; most: number; from: 'file' | 'list' }
  | { kind: 'feature-twice'; feature: string; from: 'file' | 'list' }
  /** The actual income, or its weight. */
  | { kind: 'never-a-feature'; feature: string; from: 'file' | 'list' };

export type ModelCheckProblem =
  | { kind: 'no-draft' }
  | { kind: 'file'; problem: FileProblem }
  /** The trees look at features that the file does not have; nothing was compared. */
  | { kind: 'features-absent'; features: string[]; used: number }
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
  /** Columns with cells that the model cannot read, which are missing for it; most such cells first. */
  unreadable: UnreadableColumn[];
  /** What has to change so that nothing differs; null when nothing differs, or no cause is found. */
  causes: NamedCause[] | null;
  /** The choices that change it; null when choices cannot. */
  remedy: DraftChoices | null;
};

/** `infinite`: its cells that are written as infinity. */
export type UnreadableColumn = { feature: string; cells: number; infinite: number; example: string };

/** A cause, with the features by name. */
export type NamedCause =
  | Exclude<Cause, { kind: 'kinds' }>
  | { kind: 'kinds'; changes: { feature: string; to: FeatureKind; source: KindSource }[] };

export type ModelSaveProblem =
  | { kind: 'no-draft' }
  /** `free`: a name that would do. */
  | { kind: 'bad-name'; free: string }
  | { kind: 'name-taken'; name: string; free: string }
  | { kind: 'version-taken'; name: string };
