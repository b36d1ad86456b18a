import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { InsightRun } from '../../../workers/insights.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { ask } from '../../workers.ts';

/** A running explanation of many clients: how far, how fast, how long still, and the way to stop it. */
export function RunProgress({ run }: { run: InsightRun }) {
  const { t, format } = useWords();
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const { doneRows, totalRows, rowsPerSecond, secondsLeft, modelName, modelVersion } = run;
  const cancel = () => {
    setCancelling(true);
    setError(null);
    ask((api) => api.insightCancel()).catch((thrown: Error) => {
      setError(thrown);
      setCancelling(false);
    });
  };
  const facts = [
    t('models.rescoring.rows', { done: format.integer(doneRows), total: format.integer(totalRows) }),
    rowsPerSecond > 0 && t('models.rescoring.rate', { rows: format.integer(rowsPerSecond) }),
    secondsLeft === null
      ? t('models.rescoring.leftUnknown')
      : t('models.rescoring.left', { time: format.duration(Math.max(1, Math.ceil(secondsLeft)) * 1_000) }),
  ];
  return (
    <Panel
      title={t('insights.progress.title')}
      actions={
        <Button variant="outlined" onClick={cancel} disabled={cancelling}>
          {t(cancelling ? 'models.rescoring.cancelling' : 'insights.progress.cancel')}
        </Button>
      }
    >
      <Stack spacing={1}>
        <Typography>
          <bdi>{t('insights.progress.running', { name: modelName, version: modelVersion })}</bdi>
        </Typography>
        <LinearProgress
          variant={doneRows > 0 ? 'determinate' : 'indeterminate'}
          value={Math.min(100, (doneRows / Math.max(1, totalRows)) * 100)}
          aria-label={t('insights.progress.title')}
          sx={{ height: 6, borderRadius: 3 }}
        />
        <Typography>{facts.filter(Boolean).join(' · ')}</Typography>
      </Stack>
      {error && <ErrorPanel error={error} onRetry={cancel} />}
    </Panel>
  );
}
