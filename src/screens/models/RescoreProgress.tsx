import Typography from '@mui/material/Typography';
import type { Rescoring } from '../../../workers/data/rescoring/rescoring.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RowsProgress } from '../../parts/RowsProgress.tsx';

/** A running re-scoring, of this tab or another. */
export function RescoreProgress({ rescoring }: { rescoring: Rescoring }) {
  const { t } = useWords();
  const { modelName, modelVersion, elsewhere } = rescoring;
  return (
    <RowsProgress
      job={rescoring}
      title={t('models.rescoring.title')}
      label={t('models.rescoring.label')}
      cancelWords={t('models.rescoring.cancel')}
      onCancel={() => ask((api) => api.rescoring.cancel())}
      note={`${elsewhere ? `${t('models.rescoring.elsewhere')} ` : ''}${t('models.rescoring.kept')}`}
    >
      <Typography>
        <bdi>{t('models.rescoring.running', { name: modelName, version: modelVersion })}</bdi>
      </Typography>
    </RowsProgress>
  );
}
