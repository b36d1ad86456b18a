import Typography from '@mui/material/Typography';
import type { Rescoring } from '../../../../workers/models.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { JobProgress } from '../../../ui/JobProgress.tsx';
import { ask } from '../../../workers.ts';

/** A running re-scoring, of this tab or another. */
export function RescoreProgress({ rescoring }: { rescoring: Rescoring }) {
  const { t, format } = useWords();
  const { modelName, modelVersion, doneRows, totalRows, rowsPerSecond, secondsLeft, elsewhere } = rescoring;
  return (
    <JobProgress
      title={t('models.rescoring.title')}
      label={t('models.rescoring.label')}
      done={doneRows}
      total={totalRows}
      facts={[
        t('models.rescoring.rows', { done: format.integer(doneRows), total: format.integer(totalRows) }),
        rowsPerSecond > 0 && t('models.rescoring.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      cancelWords={t('models.rescoring.cancel')}
      onCancel={() => ask((api) => api.rescoreCancel())}
      note={`${elsewhere ? `${t('models.rescoring.elsewhere')} ` : ''}${t('models.rescoring.kept')}`}
    >
      <Typography>
        <bdi>{t('models.rescoring.running', { name: modelName, version: modelVersion })}</bdi>
      </Typography>
    </JobProgress>
  );
}
