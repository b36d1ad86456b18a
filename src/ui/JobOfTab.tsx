import type { Job } from '../../workers/jobs.api.ts';
import { useWords } from '../i18n/i18n.ts';
import { ask } from '../workers.ts';
import { RowsProgress } from './RowsProgress.tsx';

/** A file that is being written, or covers that are being counted. */
export function JobOfTab({ job }: { job: Job }) {
  const { t } = useWords();
  return (
    <RowsProgress
      job={job}
      title={t(`insights.jobs.${job.kind}.title`)}
      cancelWords={t('insights.progress.cancel')}
      onCancel={() => ask((api) => api.jobCancel())}
      note={t(`insights.jobs.${job.kind}.note`)}
    />
  );
}
