import { toFailure } from '../failures.ts';
import { type JobEnd, type JobRunner, openJobRunner } from './jobRunner.ts';
import type { RowsProgress } from './jobs.api.ts';

/**
 * Long work that is counted in rows. A feature opens its own, starts its jobs with `newRowsProgress` and whatever else
 * the page is to know of one, and hands `cancel` and `getCurrent` on.
 */
export type RowsJobs<State> = Pick<JobRunner<State>, 'cancel' | 'getCurrent'> & {
  /** As `JobRunner.start`. The runner fills in the state; the work counts its rows. */
  start<Value>(state: State, work: (run: RowsRun) => Promise<Value>): Promise<JobEnd<Value>>;
};

/** What a job's work is given. */
export type RowsRun = {
  /**
   * Aborted when the job is cancelled: the work answers within a second by rejecting. Work that resolves all the same
   * is done.
   */
  signal: AbortSignal;
  /** Called once it is known how much there is to do, unless the state said so from the start. */
  begin(totalRows: number): void;
  /** Called after each piece of the work, as often as you like. */
  onRows(rows: number): void;
};

/** @param notify tells the page, or all tabs, how far a job is */
export function openRowsJobs<State extends RowsProgress>(notify: (state: State) => void): RowsJobs<State> {
  const { start, cancel, getCurrent } = openJobRunner<State>({ notify, measure, end });
  return {
    start: (state, work) =>
      start(state, ({ signal, begin, onProgress }) =>
        work({
          signal,
          begin(totalRows) {
            state.totalRows = totalRows;
            begin();
          },
          onRows(rows) {
            state.doneRows += rows;
            onProgress();
          },
        }),
      ),
    cancel,
    getCurrent,
  };
}

/** Progress at the start of a job. @param totalRows 0 until it is known */
export function newRowsProgress(totalRows = 0): RowsProgress {
  return { state: 'running', doneRows: 0, totalRows, rowsPerSecond: 0, secondsLeft: null, failure: null };
}

function measure(state: RowsProgress, elapsedMs: number): void {
  const perMs = state.doneRows / Math.max(1, elapsedMs);
  state.rowsPerSecond = Math.round(perMs * 1000);
  state.secondsLeft = perMs === 0 ? null : (state.totalRows - state.doneRows) / perMs / 1000;
}

function end(state: RowsProgress, ended: JobEnd<unknown>): void {
  state.state = ended.state;
  state.secondsLeft = null;
  state.failure = ended.state === 'failed' ? toFailure(ended.error) : null;
}
