import { failWith, toFailure } from '../failures.ts';
import type { Job } from './jobs.api.ts';
import type { Notifications } from './notifications.ts';
import { progressReporter } from './progress.ts';

/** Writing CSV files of many clients and counting covers: at most one job is running in this tab. */
export type Jobs = {
  /** Runs a job; null when it was cancelled. @throws Busy while another one runs, and what the job throws */
  run<Answer>(kind: Job['kind'], work: (watch: JobWatch) => Promise<Answer>): Promise<Answer | null>;
  cancel(): Promise<void>;
  /** The running job or the last one. */
  current(): Job | null;
};

/** How a job is followed and stopped. */
export type JobWatch = {
  signal: AbortSignal;
  /** Called once it is known how much there is to do. */
  begin(totalRows: number): void;
  onRows(rows: number): void;
};

export function openJobs(notifications: Notifications): Jobs {
  let last: Job | null = null;
  let running: { abort: AbortController; ended: Promise<unknown> } | null = null;

  async function follow<Answer>(
    job: Job,
    signal: AbortSignal,
    work: (watch: JobWatch) => Promise<Answer>,
  ): Promise<Answer | null> {
    const tell = () => notifications.notifyPage({ kind: 'job', job: { ...job } });
    let report = () => {};
    const begin = (totalRows: number) => {
      job.totalRows = totalRows;
      report = progressReporter(job, tell);
      tell();
    };
    const onRows = (rows: number) => {
      job.doneRows += rows;
      report();
    };
    tell();
    try {
      const answer = await work({ signal, begin, onRows });
      signal.throwIfAborted();
      job.state = 'done';
      return answer;
    } catch (error) {
      Object.assign(job, signal.aborted ? { state: 'cancelled' } : { state: 'failed', failure: toFailure(error) });
      if (signal.aborted) return null;
      throw error;
    } finally {
      job.secondsLeft = null;
      running = null;
      tell();
    }
  }

  return {
    run(kind, work) {
      if (running) return Promise.reject(failWith('Busy', 'another job of this tab is running'));
      const job: Job = {
        ...{ kind, state: 'running', failure: null },
        ...{ doneRows: 0, totalRows: 0, rowsPerSecond: 0, secondsLeft: null },
      };
      const abort = new AbortController();
      last = job;
      const answer = follow(job, abort.signal, work);
      running = { abort, ended: answer.catch(() => {}) };
      return answer;
    },
    async cancel() {
      running?.abort.abort();
      await running?.ended;
    },
    current: () => last && { ...last },
  };
}
