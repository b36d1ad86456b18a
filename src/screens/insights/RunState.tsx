import Alert from '@mui/material/Alert';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { InsightRun } from '../../../workers/data/insights/insights.api.ts';
import type { Job } from '../../../workers/data/jobs/jobs.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { JobPanel } from '../../parts/JobPanel.tsx';
import { RowsProgress } from '../../parts/RowsProgress.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import type { InsightData } from './useInsights.ts';

type RunStateProps = {
  data: InsightData;
  run: InsightRun | null;
  job: Job | null;
  /** Newer data are being loaded. */
  stale: boolean;
};

/** The state of a run: running, ended early or outdated; and a note about forecasts of other versions. */
export function RunState({ data, run, job, stale }: RunStateProps) {
  const { t, format } = useWords();
  if (run?.state === 'running') return <RunProgress run={run} />;
  // Counts over the explained clients, or over all when there are no insights.
  const others = data.insights?.staleRows ?? data.clients - data.model.clients;
  return (
    <>
      {job?.state === 'running' && <JobPanel job={job} />}
      {others > 0 && (
        <Alert severity="info" variant="outlined">
          {t('insights.state.others', { count: others, shown: format.integer(others) })}{' '}
          <MuiLink component={Link} to="/models">
            {t('insights.state.rescore')}
          </MuiLink>
        </Alert>
      )}
      {data.model.isExplainable && !data.insights && !stale && <Ended run={run} />}
    </>
  );
}

/** Says why there is nothing to show. A run is outdated when the clients or the model changed during it. */
function Ended({ run }: { run: InsightRun | null }) {
  const { t } = useWords();
  if (!run) return <Typography color="textSecondary">{t('insights.state.never')}</Typography>;
  const { state, failure } = run;
  if (state === 'failed' && failure?.name !== 'Outdated') {
    return <ErrorPanel error={failure ?? { name: 'Error', message: '' }} />;
  }
  return (
    <Alert role="status" severity={state === 'cancelled' ? 'info' : 'warning'} variant="outlined">
      {t(state === 'cancelled' ? 'insights.state.cancelled' : 'insights.state.changed')}
    </Alert>
  );
}

/** Progress of a run that explains many clients. */
function RunProgress({ run }: { run: InsightRun }) {
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
