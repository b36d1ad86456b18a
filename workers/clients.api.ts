import type { ExportColumn } from '../src/core/clientsExport.ts';
import type { Explanation, IncomeInterval } from '../src/core/explanation.ts';
import type { Failure } from '../src/core/failures.ts';
import type { FeatureValue, Offer } from '../src/core/offers.ts';
import type { Segment } from '../src/core/segments.ts';
import type { ImportRecord } from './imports.api.ts';
import type { Background } from './insights.api.ts';

/** `interval`: by its width as a share of the forecast. `actual`: by the actual income. `import`: by the time of the import. */
export type ClientsSort = 'id' | 'name' | 'income' | 'segment' | 'interval' | 'actual' | 'import';

export type ClientsFilter = {
  /** Matches the beginning of an id or any part of a name, regardless of case; empty = everyone. */
  search: string;
  segmentIds: string[];
  minIncomeRub: number | null;
  maxIncomeRub: number | null;
  /** Width of the interval as a share of the forecast, 0 and up; clients without an interval match neither bound. */
  minIntervalShare: number | null;
  maxIntervalShare: number | null;
  /** Clients whose newest row came with this import. */
  importId: number | null;
  /** Clients whom this product is offered. */
  productId: string | null;
  /** Whether the actual income is known; null = all the same. */
  hasActualIncome: boolean | null;
  sort: ClientsSort;
  descending: boolean;
};

export type ClientsQuery = ClientsFilter & { offset: number; limit: number };

export type { IncomeInterval };

export type ClientRow = {
  id: string;
  name: string | null;
  incomeRub: number;
  /** Null when the model that made the forecast has no intervals. */
  interval: IncomeInterval | null;
  segmentId: string;
  /** What the client really earns, as the file says; null when it does not. */
  actualIncomeRub: number | null;
};

export type ClientsPage = {
  rows: ClientRow[];
  /** Clients that match the search and the filters. */
  matched: number;
  /** All clients. */
  total: number;
  /** Clients by segment that match everything but the segment filter. */
  segmentCounts: Record<string, number>;
  /**
   * Share of the clients for whom it is known whether the product of the filter fits them, 0…1; without such a filter 1. Below 1, while
   * rules that have just changed are being applied, the page has only those; `watch` tells when it goes on.
   */
  productsKnown: number;
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
   * Version of the model whose features `values` and `explanation` follow: the one that made the forecast when it can be had, else the
   * active one; null without any.
   */
  valuesModel: string | null;
  /** Every past forecast of this client, newest first. */
  history: PastForecast[];
  /** Every import that brought this client, newest first: the first one is the one that is seen. */
  versions: ClientVersion[];
};

export type ForecastSource = 'import' | 'rescoring' | 'card' | 'what-if';

export type PastForecast = {
  at: number;
  source: ForecastSource;
  incomeRub: number;
  interval: IncomeInterval | null;
  segmentId: string;
  modelVersion: string;
  isSimulation: boolean;
  /** The log entry with the details; null for a row of an import or of a re-scoring. */
  entryId: number | null;
  /** The import that brought the values; null for a logged request. */
  importId: number | null;
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
   * Features whose values differ, in the order of the import's model, then those that only the import before had; a date is days since
   * 1970-01-01.
   */
  changes: (Change<FeatureValue> & { feature: string })[];
  /** Null when it is the same. */
  actualIncomeRub: Change<number | null> | null;
  /** Null when it is the same. */
  asOf: Change<string | null> | null;
};

export type Change<Value> = { before: Value; after: Value };

/** `value`: a number, a category's text, or null for missing. Dates are days since 1970-01-01. */
export type FeatureChange = { feature: string; value: FeatureValue };

/** Why a change was refused. */
export type ChangeProblem = { kind: 'unknown-feature' | 'value-not-a-number' | 'value-not-text'; feature: string };

/** Milliseconds a request spent in each stage. */
export type Latency = { encode: number; predict: number; explain: number; total: number };

export type Simulation = {
  incomeRub: number;
  interval: IncomeInterval | null;
  segment: Segment;
  offers: Offer[];
  explanation: Explanation | { failure: Failure };
  modelVersion: string;
  latency: Latency;
};

// Export -------------------------------------------------------------------------------------------------------------

/**
 * The id comes first, then the columns in the order of `EXPORT_COLUMNS`. A submission has `id` and the forecast alone, whatever the columns.
 */
export type ClientsCsvOptions = {
  columns: ExportColumn[];
  isSubmission: boolean;
  /** The first line, cell by cell; the interval has two. */
  header: string[];
  delimiter: ';' | ',' | '\t';
  decimal: ',' | '.';
  /** A byte order mark, by which spreadsheets know UTF-8. */
  hasMark: boolean;
  /** Of segments, products and reasons. */
  language: 'ru' | 'en';
};

/**
 * Why an export was refused. `changed`: clients, the active model or segments changed meanwhile. `products-unknown`: rules that have just
 * changed are still being applied, so offers or a filter by product would leave clients out; `watch` tells when that is over.
 */
export type ClientsCsvProblem = { kind: 'changed' } | { kind: 'products-unknown' };
