import type { IncomeInterval } from '../../../src/core/explain/explanation.ts';
import type { Failure } from '../../../src/core/failures.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';

export type LogApi = {
  /** One page of the log, newest first. */
  list(query: LogQuery): Promise<LogPage>;
  /** Everything recorded about one request; null when there is no such entry. */
  get(entryId: number): Promise<LogDetails | null>;
};

export type LogQuery = {
  range: TimeRange;
  /** Exact client id; empty = all. */
  clientId: string;
  source: ForecastSource | null;
  status: 'ok' | 'error' | null;
  offset: number;
  limit: number;
};

/** `batch`: one chunk of an import or of a re-scoring, with `requests` rows at once. */
export type LogEntry = {
  id: number;
  at: number;
  kind: 'single' | 'batch';
  requests: number;
  clientId: string | null;
  source: ForecastSource;
  isSimulation: boolean;
  status: 'ok' | 'error';
  failure: Failure | null;
  incomeRub: number | null;
  interval: IncomeInterval | null;
  segmentId: string | null;
  latencyMs: number;
  modelVersion: string | null;
  importId: number | null;
};

export type LogPage = { entries: LogEntry[]; matched: number };

/** `inputs`: exactly what the model saw, by column name; the inputs of a batch are the import's chunk. */
export type LogDetails = LogEntry & {
  latency: Latency;
  inputs: Record<string, FeatureValue> | null;
  changes: FeatureChange[];
};

/**
 * A value that replaces the client's own in a simulation; `value`: a number, a category's text, or null for missing.
 * Dates are days since 1970-01-01.
 */
export type FeatureChange = { feature: string; value: FeatureValue };

/** Milliseconds since 1970; `from` inclusive, `to` exclusive. */
export type TimeRange = { from: number; to: number };

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
  /** The import of the values; null for a logged request. */
  importId: number | null;
};

/** Milliseconds a request spent in each stage. */
export type Latency = { encode: number; predict: number; explain: number; total: number };
