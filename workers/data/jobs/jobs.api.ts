import type { Failure } from '../../../src/core/failures.ts';

export type JobsApi = {
  /** The job of this tab that runs, or the last one; null when there was none. */
  getCurrent(): Promise<Job | null>;
  /** Stops a running one; nothing of it stays. */
  cancel(): Promise<void>;
};

/** How far something has come that takes its time, counted in rows. */
export type RowsProgress = {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  doneRows: number;
  /** 0 until it is known. */
  totalRows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
  /** Why it failed; null otherwise. */
  failure: Failure | null;
};

/** A long job of this tab: writing contributions or the list of clients as CSV, or counting the covers of a model. */
export type Job = RowsProgress & { kind: 'contributions' | 'covers' | 'clients-csv' };
