import type { Job } from '../../workers/insights.api.ts';
import { useWords } from '../i18n/i18n.ts';
import { ask } from '../workers.ts';
import { JobProgress } from './JobProgress.tsx';

/** A file that is being written, or covers that are being counted. */
export function JobOfTab({ job }: { job: Job }) {
  const { t, format } = useWords();
  const { kind, doneRows, totalRows, rowsPerSecond, secondsLeft } = job;
  const title = t(`insights.jobs.${kind}.title`);
  return (
    <JobProgress
      title={title}
      label={title}
      done={doneRows}
      total={totalRows}
      facts={[
        totalRows > 0 &&
          t('models.rescoring.rows', { done: format.integer(doneRows), total: format.integer(totalRows) }),
        rowsPerSecond > 0 && t('models.rescoring.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      cancelWords={t('insights.progress.cancel')}
      onCancel={() => ask((api) => api.jobCancel())}
      note={t(`insights.jobs.${kind}.note`)}
    />
  );
}
