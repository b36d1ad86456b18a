import type { Explanation, IncomeInterval } from '../../../src/core/explain/explanation.ts';
import type { Failure } from '../../../src/core/failures.ts';
import type { FeatureValue, Offer } from '../../../src/core/offers/offers.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
import type { FeatureChange, Latency, PastForecast } from '../log/log.api.ts';
import type { Background } from '../models/models.api.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
export type CardApi = {
  /** Everything about one client; null when there is no such client. */
  get(clientId: string): Promise<ClientCard | null>;
  /**
   * What an import changed in a client's values, compared with the client's previous import; null when the import does
   * not contain the client.
   */
  getChanges(clientId: string, importId: number): Promise<ClientChanges | null>;
  /** Forecasts a stored client anew with the active model and logs it. */
  predict(clientId: string): Promise<PastForecast>;
  /**
   * Forecasts a client with some values changed and logs it as a simulation. Nothing stored changes. Throws `NotFound`,
   * `Refused` for a value that its feature cannot have, and the model's errors.
   */
  simulate(clientId: string, changes: FeatureChange[]): Promise<Simulation>;
  /**
   * How a stored client's forecast would move along one feature; null when there is no such client. The log does not
   * record it. Throws `NotFound` for an unknown feature, and the model's errors.
   */
  getFeatureCurve(clientId: string, feature: string): Promise<FeatureCurve | null>;
};

export type ClientCard = {
  id: string;
  name: string | null;
  /** Date of the features (`dt` in the file), as written in the file. */
  asOf: string | null;
  importId: number;
  /** Actual income in the file; null when the file has none. The model never sees it. */
  actualIncomeRub: number | null;
  importedAt: number;
  forecast: {
    incomeRub: number;
    interval: IncomeInterval | null;
    modelName: string;
    modelVersion: string;
    madeAt: number;
    /** False when another model has become active since. */
    isByActiveModel: boolean;
  };
  /** Share of all stored clients with a lower forecast, 0…1. */
  percentile: number;
  segment: Segment;
  offers: Offer[];
  /** By the model that made the forecast, never by another one. */
  explanation: Explanation | { failure: Failure };
  /** The rows that hidden features are averaged over; null without an explanation. */
  background: Background | null;
  /** What the model saw, in the order of the features of `model(valuesModel)`. */
  values: FeatureValue[];
  /**
   * Version of the model whose features `values` and `explanation` follow: the model that made the forecast if it is
   * available, else the active one; null without any.
   */
  valuesModel: string | null;
  /** Every past forecast of this client, newest first. */
  history: PastForecast[];
  /** Every import that contains this client, newest first; the first one is visible. */
  versions: ClientVersion[];
};

/** An import that contains a client: one version of the client's values. */
export type ClientVersion = {
  importId: number;
  at: number;
  /** The import's name; the demo import has a translated name until the user renames it. */
  import: Pick<ImportRecord, 'source' | 'name' | 'fileName'>;
};

/** What an import changed in a client, compared with the client's previous import. */
export type ClientChanges = {
  importId: number;
  /** False for the client's first import. */
  hasBefore: boolean;
  /**
   * Features whose values differ, in the order of the import's model, then features that only the previous import had.
   * Dates are days since 1970-01-01.
   */
  changes: (Change<FeatureValue> & { feature: string })[];
  /** Null when unchanged. */
  actualIncomeRub: Change<number | null> | null;
  /** Null when unchanged. */
  asOf: Change<string | null> | null;
};

export type Change<Value> = { before: Value; after: Value };

export type Simulation = {
  incomeRub: number;
  interval: IncomeInterval | null;
  segment: Segment;
  offers: Offer[];
  explanation: Explanation | { failure: Failure };
  modelVersion: string;
  latency: Latency;
};

/** How a client's forecast moves along one feature, everything else as it is. */
export type FeatureCurve = {
  /** The feature's position in the contract of `modelVersion`. */
  feature: number;
  /** The model that forecasts, whose features the card shows (`ClientCard.valuesModel`). */
  modelVersion: string;
  /**
   * The forecast between two neighbouring split points of the model: from `from` (inclusive) to the next step's `from`.
   * The first `from` is −Infinity, the last step has no end. Neighbours differ. With a single step no value changes the
   * forecast.
   */
  steps: { from: number; incomeRub: number }[];
  /** For a category: the forecast for each code, while `steps` is empty; empty for a number or date. */
  levels: { level: string; incomeRub: number }[];
  /**
   * Number of levels of the category. Of more than 200 levels, `levels` has those that move the forecast most, and the
   * client's own.
   */
  ofLevels: number;
  missingRub: number;
  /** The client's own value; null when missing. */
  value: number | string | null;
  incomeRub: number;
};
