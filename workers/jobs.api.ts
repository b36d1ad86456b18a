import type { Failure } from '../src/core/failures.ts';

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
