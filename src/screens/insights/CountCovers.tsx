import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Job } from '../../../workers/data/jobs/jobs.api.ts';
import type { CountCoversProblem, ModelListing } from '../../../workers/data/models/models.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';

type CountCoversProps = { model: ModelListing; clients: number; job: Job | null; disabled: boolean };

/**
 * For a model without covers: says why it cannot be explained, and offers to count covers over the stored clients. For
 * a model with counted covers: says over how many clients they were counted.
 */
export function CountCovers({ model, clients, job, disabled }: CountCoversProps) {
  const { t, format } = useWords();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<CountCoversProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const count = () => {
    setAsking(true);
    setProblem(null);
    setError(null);
    ask((api) => api.models.countCovers(model.version))
      .then((outcome) => setProblem(outcome && 'problem' in outcome ? outcome.problem : null), setError)
      .finally(() => setAsking(false));
  };
  const own = job?.kind === 'covers' ? job : null;
  const button = { onClick: count, loading: asking || own?.state === 'running', disabled };
  const failure = asking ? null : (error ?? own?.failure ?? null);
  const ended = (
    <>
      {problem && (
        <Typography role="alert" color="warning" sx={{ mt: 1 }}>
          {t(`insights.covers.problem.${problem.kind}`)}
        </Typography>
      )}
      {failure && <ErrorPanel error={failure} onRetry={count} />}
      {!failure && own?.state === 'cancelled' && (
        <Typography role="status" variant="caption" color="textSecondary" component="p" sx={{ mt: 1 }}>
          {t('insights.covers.cancelled')}
        </Typography>
      )}
    </>
  );
  const { countedRows } = model;
  if (countedRows !== null) {
    return (
      <>
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 1.5 }}>
          {t('insights.covers.counted', { count: countedRows, shown: format.integer(countedRows) })}{' '}
          <Button {...button} sx={{ py: 0 }}>
            {t('insights.covers.anew')}
          </Button>
        </Typography>
        {ended}
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
        <Button variant="contained" {...button} sx={{ mt: 1.5 }}>
          {t('insights.covers.count')}
        </Button>
      </Alert>
      {ended}
    </Panel>
  );
}
