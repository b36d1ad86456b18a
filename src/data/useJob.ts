import type { Job } from '../../workers/data/jobs/jobs.api.ts';
import { type Source, useLatest } from './useLatest.ts';

const JOB: Source<Job> = {
  received: (event) => (event.kind === 'job' ? event.job : null),
  known: (api) => api.jobs.getCurrent(),
};

/** The job of this tab that runs, or the last one; null when there was none. */
export function useJob(): Job | null {
  return useLatest(JOB);
}
