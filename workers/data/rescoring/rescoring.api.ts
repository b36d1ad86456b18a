import type { RowsProgress } from '../jobs/jobs.api.ts';

export type RescoringApi = {
  /**
   * Forecasts all stored clients anew with the active model; `watch` follows it. The old forecasts stay visible until
   * the end, and also when the re-scoring is cancelled or fails. Throws `Busy` while an import or another re-scoring
   * runs, in any tab.
   */
  start(): Promise<void>;
  /** Stops a running re-scoring and removes its forecasts. */
  cancel(): Promise<void>;
  /** The running re-scoring of any tab, or the last one of this tab; null when there was none. */
  getCurrent(): Promise<Rescoring | null>;
};

export type Rescoring = RowsProgress & {
  modelName: string;
  modelVersion: string;
  /** Whether it runs in another tab. */
  elsewhere: boolean;
};
