import type { Failure } from '../src/core/failures.ts';
import type { FeatureValue } from '../src/core/offers.ts';
import type { FeatureChange, ForecastSource, IncomeInterval, Latency } from './clients.api.ts';

export type LogQuery = {
  range: TimeRange;
  /** Exact client id; empty = all. */
  clientId: string;
  source: ForecastSource | null;
  status: 'ok' | 'error' | null;
  offset: number;
  limit: number;
};

/** `batch` stands for one chunk of an import or of a re-scoring: `requests` rows at once. */
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

/** `inputs` is exactly what the model saw, by column name; for a batch the inputs are the import's chunk. */
export type LogDetails = LogEntry & {
  latency: Latency;
  inputs: Record<string, FeatureValue> | null;
  changes: FeatureChange[];
};

/** Milliseconds since 1970; `from` inclusive, `to` exclusive. */
export type TimeRange = { from: number; to: number };

export type Monitoring = {
  range: TimeRange;
  /** An imported row that the model was asked about counts as one request; one that kept an earlier forecast is none. */
  requests: number;
  simulations: number;
  uniqueClients: number;
  errors: number;
  errorsByName: Record<string, number>;
  /** Of single requests; null when there were none. */
  latency: { p50Ms: number; p95Ms: number; count: number } | null;
  /** Of imported rows: milliseconds of scoring for one row, weighted by rows; null when there were none. */
  batchLatency: { p50Ms: number; p95Ms: number; rows: number } | null;
  byModelVersion: Record<string, number>;
  bySource: Record<ForecastSource, number>;
  /** Forecasts (simulations left out) by the segment they had when they were made. */
  bySegment: Record<string, number>;
  /** Requests over time in equal buckets. */
  timeline: { from: number; requests: number; simulations: number; errors: number }[];
  imports: {
    total: number;
    ready: number;
    failed: number;
    cancelled: number;
    interrupted: number;
    rejectedRows: number;
  };
};
