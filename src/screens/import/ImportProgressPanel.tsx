import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ImportRecord } from '../../../workers/data.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { ask } from '../../workers.ts';

/** A running import: how far, how fast, how long still, and the way to stop it. */
export function ImportProgressPanel({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const { doneBytes, totalBytes, rows, rowsPerSecond, secondsLeft } = record.progress;
  const cancel = () => {
    setCancelling(true);
    ask((api) => api.importCancel(record.id)).catch((thrown: Error) => {
      setError(thrown);
      setCancelling(false);
    });
  };
  const facts = [
    t('imports.rows', { count: rows, shown: format.integer(rows) }),
    t('imports.progress.of', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) }),
    rowsPerSecond > 0 && t('imports.progress.rate', { rows: format.integer(rowsPerSecond) }),
    secondsLeft === null
      ? t('imports.progress.leftUnknown')
      : t('imports.progress.left', { time: format.duration(Math.max(1, Math.ceil(secondsLeft)) * 1_000) }),
  ];
  return (
    <Panel
      title={t('imports.progress.title')}
      actions={
        <Button variant="outlined" onClick={cancel} disabled={cancelling}>
          {t(cancelling ? 'imports.progress.cancelling' : 'imports.progress.cancel')}
        </Button>
      }
    >
      <Stack spacing={1}>
        <LinearProgress
          variant={doneBytes > 0 ? 'determinate' : 'indeterminate'}
          value={Math.min(100, (doneBytes / Math.max(1, totalBytes)) * 100)}
          aria-label={t('imports.progress.label')}
          sx={{ height: 6, borderRadius: 3 }}
        />
        <Typography>{facts.filter(Boolean).join(' · ')}</Typography>
        <Typography variant="caption" color="textSecondary">
          {t('imports.progress.kept')}
        </Typography>
      </Stack>
      {error && <ErrorPanel error={error} onRetry={cancel} />}
    </Panel>
  );
}
