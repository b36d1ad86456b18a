import type { FeatureGroup } from '../../../src/core/contract/contract.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { RowsProgress } from '../jobs/jobs.api.ts';
import type { Background } from '../models/models.api.ts';
import type { InsightProblem, InsightScope } from '../scoring/explain.api.ts';

/**
 * What the active model looks at, over many clients: exact SHAP of every one of them, summed up. All effects are
 * roubles a month. Features are named by their position in the active model's contract.
 */
export type InsightsApi = {
  /**
   * Explains the clients of a scope with the active model, and answers with the run once it has begun; `watch` follows
   * it. Replaces the run before. Throws `NoCovers`, and the model's errors. A run under which clients, model or
   * segments change fails as `Outdated`.
   */
  start(scope: InsightScope): Promise<Outcome<InsightRun, InsightProblem>>;
  /** Stops a running one; what the run before it found is gone. */
  cancel(): Promise<void>;
  /**
   * The run of this tab, running or ended; null when there was none, or the clients, the active model or the segments
   * changed since.
   */
  getCurrent(): Promise<InsightRun | null>;
  /**
   * What the last finished run found; null when there is none, or the clients, the active model or the segments changed
   * since.
   */
  get(): Promise<Insights | null>;
  /** The dots of the features that matter most. */
  getBeeswarm(features: number): Promise<Beeswarm | null>;
  /**
   * @param colourFeature colours the dots; null = they have one colour. Throws `NotFound` for a feature that the model
   * does not have.
   */
  getDependence(feature: number, colourFeature: number | null): Promise<Dependence | null>;
};

/** A run over the clients of a scope. Only the last run of a tab is kept, in memory. */
export type InsightRun = RowsProgress & { scope: InsightScope; modelName: string; modelVersion: string };

/** What a finished run found. */
export type Insights = {
  run: InsightRun;
  /** Clients explained, and how many there are in the scope. */
  rows: number;
  ofRows: number;
  /**
   * Explained clients whose forecast that is shown is another model's: what is explained is what the active model says
   * of them.
   */
  staleRows: number;
  background: Background;
  baseRub: number;
  /** Largest |base + contributions − forecast| of any row, roubles; within the tolerance, else the run has failed. */
  worstGapRub: number;
  /** Mean |SHAP| of each feature, largest first; features that moved nothing are left out. */
  features: { feature: number; meanAbsRub: number; missingShare: number }[];
  /**
   * Mean |sum of the group's SHAP|, largest first; groups that moved nothing are left out. `features`: of the group in
   * the contract.
   */
  groups: { group: FeatureGroup; meanAbsRub: number; features: number }[];
};

/** The dots of a beeswarm: the same clients in every row. */
export type Beeswarm = {
  ids: string[];
  rows: {
    feature: number;
    /** One for each id. */
    contributionsRub: Float32Array;
    /** Where the value stands among the dots' values, 0…1; NaN for missing. */
    ranks: Float32Array;
  }[];
};

/** One feature's values against its effects, one number for each id. */
export type Dependence = {
  feature: number;
  /** NaN for missing; a category's code; days for a date. */
  values: Float64Array;
  /** Different values that are not missing: 0 = all are missing, 1 = the feature is constant. */
  distinctValues: number;
  contributionsRub: Float32Array;
  /** The feature that colours the dots, and its values. */
  colourFeature: number | null;
  colourValues: Float64Array | null;
  ids: string[];
};
