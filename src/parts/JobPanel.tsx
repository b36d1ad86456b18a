import type { Job } from '../../workers/data/jobs/jobs.api.ts';
import { ask } from '../data/connection.ts';
import { useWords } from '../i18n/i18n.ts';
import { RowsProgress } from './RowsProgress.tsx';

/** Progress of a file being written or covers being counted. */
export function JobPanel({ job }: { job: Job }) {
  const { t } = useWords();
  return (
    <RowsProgress
      job={job}
      title={t(`jobs.${job.kind}.title`)}
      cancelWords={t('jobs.cancel')}
      onCancel={() => ask((api) => api.jobs.cancel())}
      note={t(`jobs.${job.kind}.note`)}
    />
  );
}
