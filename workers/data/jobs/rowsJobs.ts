import { toFailure } from '../failures.ts';
import { type JobEnd, type JobRunner, openJobRunner } from './jobRunner.ts';
import type { RowsProgress } from './jobs.api.ts';

/**
 * Long work counted in rows. A feature opens its own jobs, starts them with `newRowsProgress` and further facts for the
 * page, and exposes `cancel` and `getCurrent`.
 */
export type RowsJobs<State> = Pick<JobRunner<State>, 'cancel' | 'getCurrent'> & {
  /** As `JobRunner.start`. The runner fills in the state; the work counts its rows. */
  start<Value>(state: State, work: (run: RowsRun) => Promise<Value>): Promise<JobEnd<Value>>;
};

/** The input of a job's work. */
export type RowsRun = {
  /**
   * Aborted when the job is cancelled; the work then rejects within a second. If the work resolves anyway, the job is
   * done.
   */
  signal: AbortSignal;
  /** Called once the number of rows is known, unless the state had it from the start. */
  begin(totalRows: number): void;
  /** Called after each piece of work, any number of times. */
  onRows(rows: number): void;
};

/** @param notify tells the page, or all tabs, the progress of a job */
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
