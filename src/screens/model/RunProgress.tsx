import Typography from '@mui/material/Typography';
import type { InsightRun } from '../../../workers/insights.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RowsProgress } from '../../ui/RowsProgress.tsx';
import { ask } from '../../workers.ts';

/** A running explanation of many clients. */
export function RunProgress({ run }: { run: InsightRun }) {
  const { t } = useWords();
  const { modelName, modelVersion } = run;
  return (
    <RowsProgress
      job={run}
      title={t('insights.progress.title')}
      cancelWords={t('insights.progress.cancel')}
      onCancel={() => ask((api) => api.insightCancel())}
    >
      <Typography>
        <bdi>{t('insights.progress.running', { name: modelName, version: modelVersion })}</bdi>
      </Typography>
    </RowsProgress>
  );
}
