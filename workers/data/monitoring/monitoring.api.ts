import type { ForecastSource, TimeRange } from '../log/log.api.ts';
export type MonitoringApi = {
  get(range: TimeRange): Promise<Monitoring>;
};

export type Monitoring = {
  range: TimeRange;
  /** An imported row counts as one request if the model was called for it, and not if it kept an earlier forecast. */
  requests: number;
  simulations: number;
  uniqueClients: number;
  errors: number;
  errorsByName: Record<string, number>;
  /** Of single requests; null without any. */
  latency: { p50Ms: number; p95Ms: number; count: number } | null;
  /** Of imported rows: milliseconds of scoring for one row, weighted by rows; null when there were none. */
  batchLatency: { p50Ms: number; p95Ms: number; rows: number } | null;
  byModelVersion: Record<string, number>;
  bySource: Record<ForecastSource, number>;
  /** Forecasts, without simulations, by their segment at the time. */
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
