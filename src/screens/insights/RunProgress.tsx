import Typography from '@mui/material/Typography';
import type { InsightRun } from '../../../workers/data/insights/insights.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RowsProgress } from '../../parts/RowsProgress.tsx';

/** A running explanation of many clients. */
export function RunProgress({ run }: { run: InsightRun }) {
  const { t } = useWords();
  const { modelName, modelVersion } = run;
  return (
    <RowsProgress
      job={run}
      title={t('insights.progress.title')}
      cancelWords={t('insights.progress.cancel')}
      onCancel={() => ask((api) => api.insights.cancel())}
    >
      <Typography>
        <bdi>{t('insights.progress.running', { name: modelName, version: modelVersion })}</bdi>
      </Typography>
    </RowsProgress>
  );
}
