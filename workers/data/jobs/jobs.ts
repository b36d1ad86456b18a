import type { Job } from './jobs.api.ts';
import { newRowsProgress, openRowsJobs, type RowsRun } from './rowsJobs.ts';

/**
 * Jobs whose result the page waits for, such as writing CSV files and counting covers: at most one is running in this
 * tab.
 */
export type Jobs = {
  /** Runs a job; null when it was cancelled. @throws Busy while another one runs, and what the job throws */
  run<Answer>(kind: Job['kind'], work: (run: RowsRun) => Promise<Answer>): Promise<Answer | null>;
  cancel(): Promise<void>;
  /** The running or the last job. */
  getCurrent(): Job | null;
};

/** @param notify tells the page the progress of a job */
export function openJobs(notify: (job: Job) => void): Jobs {
  const { start, cancel, getCurrent } = openRowsJobs<Job>(notify);
  return {
    async run(kind, work) {
      const ended = await start({ kind, ...newRowsProgress() }, work);
      if (ended.state === 'failed') throw ended.error;
      return ended.state === 'done' ? ended.value : null;
    },
    cancel,
    getCurrent,
  };
}
