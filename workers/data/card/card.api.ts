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
   * What changed in a client's values with an import, against the import before; null when it did not bring the client.
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
   * How a stored client's forecast would move along one feature; null when there is no such client. It is a picture of
   * the model, not a request: the log has nothing of it. Throws `NotFound` for an unknown feature, and the model's
   * errors.
   */
  getFeatureCurve(clientId: string, feature: string): Promise<FeatureCurve | null>;
};

export type ClientCard = {
  id: string;
  name: string | null;
  /** Date the features are of (`dt` in the file), as the file gives it. */
  asOf: string | null;
  importId: number;
  /** What the client really earns, as the file says; null when it does not. Never seen by the model. */
  actualIncomeRub: number | null;
  importedAt: number;
  forecast: {
    incomeRub: number;
    interval: IncomeInterval | null;
    modelName: string;
    modelVersion: string;
    madeAt: number;
    /** False when another model has become the active one since. */
    isByActiveModel: boolean;
  };
  /** Share of all stored clients with a lower forecast, 0…1. */
  percentile: number;
  segment: Segment;
  offers: Offer[];
  /** By the model that made the forecast, and by no other. */
  explanation: Explanation | { failure: Failure };
  /** What the explanation averages a hidden feature with; null without an explanation. */
  background: Background | null;
  /** What the model saw, in the order of the features of `model(valuesModel)`. */
  values: FeatureValue[];
  /**
   * Version of the model whose features `values` and `explanation` follow: the one that made the forecast when it can
   * be had, else the active one; null without any.
   */
  valuesModel: string | null;
  /** Every past forecast of this client, newest first. */
  history: PastForecast[];
  /** Every import that brought this client, newest first: the first one is the one that is seen. */
  versions: ClientVersion[];
};

/** An import that brought a client: one version of the client's values. */
export type ClientVersion = {
  importId: number;
  at: number;
  /** What people call the import; the demo clients have a name of their own in each language until they are renamed. */
  import: Pick<ImportRecord, 'source' | 'name' | 'fileName'>;
};

/** How a client changed with an import, against the import before. */
export type ClientChanges = {
  importId: number;
  /** False for the client's first import. */
  hasBefore: boolean;
  /**
   * Features whose values differ, in the order of the import's model, then those that only the import before had; a
   * date is days since 1970-01-01.
   */
  changes: (Change<FeatureValue> & { feature: string })[];
  /** Null when it is the same. */
  actualIncomeRub: Change<number | null> | null;
  /** Null when it is the same. */
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
  /** Its position in the contract of `modelVersion`. */
  feature: number;
  /** The model that forecasts: the one whose features the card shows (`ClientCard.valuesModel`). */
  modelVersion: string;
  /**
   * The forecast between one of the model's split points and the next: from `from` (inclusive) to the next step's
   * `from`. The first one's `from` is −Infinity, the last one has no end. Neighbours differ. One step alone: no value
   * changes the forecast.
   */
  steps: { from: number; incomeRub: number }[];
  /** For a category: the forecast for each code in place of `steps`; for a number or date empty. */
  levels: { level: string; incomeRub: number }[];
  /**
   * How many levels the category has; of more than 200, `levels` has those that move the forecast most, and the
   * client's own.
   */
  ofLevels: number;
  missingRub: number;
  /** The client's own value; null when missing. */
  value: number | string | null;
  incomeRub: number;
};
