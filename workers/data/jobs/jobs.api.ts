import type { Failure } from '../../../src/core/failures.ts';

export type JobsApi = {
  /** The running or the last job of this tab; null when there was none. */
  getCurrent(): Promise<Job | null>;
  /** Stops the running job and removes its results. */
  cancel(): Promise<void>;
};

/** Progress of long work, counted in rows. */
export type RowsProgress = {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  doneRows: number;
  /** 0 until known. */
  totalRows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
  /** Why the work failed; null otherwise. */
  failure: Failure | null;
};

/** A long job of this tab: writing contributions or the list of clients as CSV, or counting the covers of a model. */
export type Job = RowsProgress & { kind: 'contributions' | 'covers' | 'clients-csv' };
