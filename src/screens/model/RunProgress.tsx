import Typography from '@mui/material/Typography';
import type { InsightRun } from '../../../workers/insights.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { ask } from '../../workers.ts';

/** A running explanation of many clients. */
export function RunProgress({ run }: { run: InsightRun }) {
  const { t, format } = useWords();
  const { doneRows, totalRows, rowsPerSecond, secondsLeft, modelName, modelVersion } = run;
  return (
    <JobProgress
      title={t('insights.progress.title')}
      label={t('insights.progress.title')}
      done={doneRows}
      total={totalRows}
      facts={[
        t('models.rescoring.rows', { done: format.integer(doneRows), total: format.integer(totalRows) }),
        rowsPerSecond > 0 && t('models.rescoring.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      cancelWords={t('insights.progress.cancel')}
      onCancel={() => ask((api) => api.insightCancel())}
    >
      <Typography>
        <bdi>{t('insights.progress.running', { name: modelName, version: modelVersion })}</bdi>
      </Typography>
    </JobProgress>
  );
}
