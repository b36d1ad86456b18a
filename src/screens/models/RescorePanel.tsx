import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Rescoring } from '../../../workers/data/rescoring/rescoring.api.ts';
import { failureName } from '../../core/failures.ts';
import { ask } from '../../data/connection.ts';
import { useRescoring } from '../../data/useNews.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RowsProgress } from '../../parts/RowsProgress.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import type { Models } from './useModels.ts';

/** Stored clients with forecasts of another version than the active model, and the button that re-scores them. */
export function RescorePanel({ models }: { models: Models }) {
  const rescoring = useRescoring();
  const active = models.listings.find(({ isActive }) => isActive);
  if (rescoring?.state === 'running') return <RescoreProgress rescoring={rescoring} />;
  if (!active) return null;
  const others = models.clients - active.clients;
  const ended = rescoring?.modelVersion === active.version ? rescoring : null;
  if (others <= 0) return ended?.state === 'done' ? <Outcome ended={ended} clients={active.clients} /> : null;
  return <RescoreOffer others={others} total={models.clients} version={active.version} ended={ended} />;
}

type RescoreOfferProps = { others: number; total: number; version: string; ended: Rescoring | null };

function RescoreOffer({ others, total, version, ended }: RescoreOfferProps) {
  const { t, format } = useWords();
  const [error, setError] = useState<Error | null>(null);
  const [starting, setStarting] = useState(false);
  const start = () => {
    setStarting(true);
    setError(null);
    ask((api) => api.rescoring.start())
      .catch(setError)
      .finally(() => setStarting(false));
  };
  const counts = { count: others, shown: format.integer(others), total: format.integer(total), version };
  return (
    <Panel
      title={t('models.rescoring.title')}
      actions={
        <Button variant="contained" onClick={start} loading={starting}>
          {t('models.rescoring.start')}
        </Button>
      }
    >
      <Typography>
        <bdi>{t('models.rescoring.others', counts)}</bdi>
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary">
        {t('models.rescoring.lead')}
      </Typography>
      {ended && ended.state !== 'done' && <Outcome ended={ended} clients={total - others} />}
      {error && <ErrorPanel error={error} onRetry={start} />}
    </Panel>
  );
}

/** How the last re-scoring ended. */
function Outcome({ ended, clients }: { ended: Rescoring; clients: number }) {
  const { t, format } = useWords();
  const { state, failure, modelVersion } = ended;
  if (state === 'failed') {
    return (
      <Alert severity="error" variant="outlined" sx={{ mt: 1 }}>
        {t('models.rescoring.failed')} {t(`failures.${failureName(failure?.name ?? 'Error')}`)}
      </Alert>
    );
  }
  const words =
    state === 'cancelled'
      ? t('models.rescoring.cancelled')
      : t('models.rescoring.done', { count: clients, shown: format.integer(clients), version: modelVersion });
  return (
    <Alert role="status" severity={state === 'cancelled' ? 'info' : 'success'} variant="outlined" sx={{ mt: 1 }}>
      {words}
    </Alert>
  );
}

/** Progress of a re-scoring in this tab or another. */
function RescoreProgress({ rescoring }: { rescoring: Rescoring }) {
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
