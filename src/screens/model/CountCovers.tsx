import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ModelListing } from '../../../workers/models.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorPanel } from '../../ui/states.tsx';
import { ask } from '../../workers.ts';

/** A model without covers: why it explains nothing, and how the stored clients can stand in; or what they have stood in for. */
export function CountCovers({ model, clients }: { model: ModelListing; clients: number }) {
  const { t, format } = useWords();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const count = () => {
    setRunning(true);
    setError(null);
    ask((api) => api.countCovers(model.version))
      .catch(setError)
      .finally(() => setRunning(false));
  };
  const { countedRows } = model;
  const failed = error && <ErrorPanel error={error} onRetry={count} />;
  if (countedRows !== null) {
    return (
      <>
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1.5 }}>
          {t('insights.covers.counted', { count: countedRows, shown: format.integer(countedRows) })}{' '}
          <Button onClick={count} loading={running} sx={{ py: 0 }}>
            {t('insights.covers.anew')}
          </Button>
        </Typography>
        {failed}
      </>
    );
  }
  return (
    <Panel title={t('insights.covers.title')}>
      <Alert severity="info" variant="outlined" sx={{ maxWidth: 820 }}>
        {t('failures.NoCovers')}
        <Typography sx={{ mt: 1 }}>
          {t('insights.covers.offer', { count: clients, shown: format.integer(clients) })}
        </Typography>
        <Button variant="contained" onClick={count} loading={running} sx={{ mt: 1.5 }}>
          {t('insights.covers.count')}
        </Button>
      </Alert>
      {failed}
    </Panel>
  );
}
