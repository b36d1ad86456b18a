import type { Job } from '../../../workers/data/jobs/jobs.api.ts';
import type { DataEvent } from '../../../workers/data.api.ts';
import { useJob, useNews, useRescoring } from '../../data/useNews.ts';

/** A background job, which continues when the user opens other screens. */
export type RunningJob = {
  kind: 'importing' | 'rescoring' | Job['kind'];
  /** Done so far, 0…1. */
  share: number;
  /** Address of the screen with its full progress. */
  to: string;
  elsewhere: boolean;
};

/** The running import or re-scoring, in this tab or another (the two exclude each other); else the job of this tab. */
export function useRunningJob(): RunningJob | null {
  const news = useNews('import', isOfRunningImport);
  const rescoring = useRescoring();
  const job = useJob();
  if (news?.record.state === 'pending') {
    const { id, progress } = news.record;
    const share = progress.doneBytes / Math.max(1, progress.totalBytes);
    return { kind: 'importing', share, to: `/imports/${id}`, elsewhere: news.elsewhere };
  }
  if (rescoring?.state !== 'running') return job?.state === 'running' ? toRunning(job) : null;
  const share = rescoring.doneRows / Math.max(1, rescoring.totalRows);
  return { kind: 'rescoring', share, to: '/models', elsewhere: rescoring.elsewhere };
}

function toRunning({ kind, doneRows, totalRows }: Job): RunningJob {
  return { kind, share: doneRows / Math.max(1, totalRows), to: '/insights', elsewhere: false };
}

type ImportNews = Extract<DataEvent, { kind: 'import' }>;

/** While an import runs, events of other, ended imports are ignored, for example a rename. */
function isOfRunningImport({ record }: ImportNews, last: ImportNews | null): boolean {
  return record.state === 'pending' || last === null || last.record.state !== 'pending' || last.record.id === record.id;
}
