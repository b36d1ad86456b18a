import type { RowsProgress } from '../jobs/jobs.api.ts';

export type RescoringApi = {
  /**
   * Forecasts all stored clients anew with the active model; `watch` follows it. Until its end, and when it is
   * cancelled or fails, the old forecasts stay visible. Throws `Busy` while an import or another re-scoring runs, in
   * any tab.
   */
  start(): Promise<void>;
  /** Stops a running re-scoring; nothing of it stays. */
  cancel(): Promise<void>;
  /** The running re-scoring of any tab, or the last one of this tab; null when there was none. */
  getCurrent(): Promise<Rescoring | null>;
};

export type Rescoring = RowsProgress & {
  modelName: string;
  modelVersion: string;
  /** In another tab. */
  elsewhere: boolean;
};
