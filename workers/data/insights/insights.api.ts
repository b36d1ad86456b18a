import type { FeatureGroup } from '../../../src/core/contract/contract.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { RowsProgress } from '../jobs/jobs.api.ts';
import type { Background } from '../models/models.api.ts';
import type { InsightProblem, InsightScope } from '../scoring/explain.api.ts';

/**
 * Which features drive the active model's forecasts of many clients: exact SHAP of every client, summed up. All effects
 * are roubles a month. Features are named by their position in the active model's contract.
 */
export type InsightsApi = {
  /**
   * Explains the clients of a scope with the active model, and returns the run once it has begun; `watch` follows it.
   * It replaces the previous run. Throws `NoCovers`, and the model's errors. A run fails as `Outdated` when clients,
   * model or segments change meanwhile.
   */
  start(scope: InsightScope): Promise<Outcome<InsightRun, InsightProblem>>;
  /** Stops a running run; the previous run's results are gone. */
  cancel(): Promise<void>;
  /**
   * The current or last run of this tab; null when there was none, or the clients, the active model or the segments
   * changed since.
   */
  getCurrent(): Promise<InsightRun | null>;
  /**
   * The results of the last finished run; null when there is none, or the clients, the active model or the segments
   * changed since.
   */
  get(): Promise<Insights | null>;
  /** The dots of the features that matter most. */
  getBeeswarm(features: number): Promise<Beeswarm | null>;
  /**
   * @param colourFeature colours the dots; null = one colour. Throws `NotFound` for a feature that the model does not
   * have.
   */
  getDependence(feature: number, colourFeature: number | null): Promise<Dependence | null>;
};

/** A run over the clients of a scope. Only the last run of a tab is kept, in memory. */
export type InsightRun = RowsProgress & { scope: InsightScope; modelName: string; modelVersion: string };

/** The results of a finished run. */
export type Insights = {
  run: InsightRun;
  /** Number of explained clients, and of clients in the scope. */
  rows: number;
  ofRows: number;
  /**
   * Explained clients whose visible forecast is by another model: the explanation is for the active model's forecast.
   */
  staleRows: number;
  background: Background;
  baseRub: number;
  /** Largest |base + contributions − forecast| of any explained client, roubles. */
  worstGapRub: number;
  /** Clients whose contributions do not add up to their forecast, and the ids of the first of them; as a rule none. */
  unexplained: { rows: number; ids: string[] };
  /** Mean |SHAP| of each feature, largest first; features without effect are left out. */
  features: { feature: number; meanAbsRub: number; missingShare: number }[];
  /**
   * Mean |sum of the group's SHAP|, largest first; groups without effect are left out. `features`: number of the
   * group's features in the contract.
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
    /** Rank of the value among the dots' values, 0…1; NaN for missing. */
    ranks: Float32Array;
  }[];
};

/** One feature's values against its effects, one number for each id. */
export type Dependence = {
  feature: number;
  /** NaN for missing; a category's code; days for a date. */
  values: Float64Array;
  /** Number of different values, missing ones excluded: 0 = all are missing, 1 = the feature is constant. */
  distinctValues: number;
  contributionsRub: Float32Array;
  /** The feature that colours the dots, and its values. */
  colourFeature: number | null;
  colourValues: Float64Array | null;
  ids: string[];
};
