import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { InsightRun } from '../../../workers/data/insights/insights.api.ts';
import type { Job } from '../../../workers/data/jobs/jobs.api.ts';
import type { InsightProblem, InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from '../../ui/panels/Panel.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import { ContributionsButton } from './ContributionsButton.tsx';
import { CountCovers } from './CountCovers.tsx';
import { scopeText } from './scopeText.ts';
import type { InsightData } from './useInsights.ts';

type ScopePanelProps = {
  data: InsightData;
  run: InsightRun | null;
  job: Job | null;
  scope: InsightScope;
  onScope: (scope: InsightScope) => void;
};

const SAMPLES = [5_000, 20_000] as const;
/** The choices that are no segment and no sample size. */
const ALL_SEGMENTS = '*';
const NO_SAMPLE = '*';

/** Chooses the clients to explain, and starts the run. */
export function ScopePanel({ data, run, job, scope, onScope }: ScopePanelProps) {
  const { t, language, format } = useWords();
  const { model, segments } = data;
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<InsightProblem | null>(null);
  const [error, setError] = useState<Error | null>(null);
  // Runs and jobs exclude each other: together each would take twice as long.
  const disabled = run?.state === 'running' || job?.state === 'running';
  const start = () => {
    setStarting(true);
    setProblem(null);
    setError(null);
    ask((api) => api.insights.start(scope))
      .then((outcome) => setProblem('problem' in outcome ? outcome.problem : null), setError)
      .finally(() => setStarting(false));
  };
  const covers = <CountCovers model={model} clients={data.clients} job={job} disabled={disabled} />;
  if (!model.isExplainable) return covers;
  return (
    <Panel
      title={t('insights.scope.title')}
      actions={<ContributionsButton scope={scope} model={model} data={data} job={job} disabled={disabled} />}
    >
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: '80ch' }}>
        {t('insights.scope.lead')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
        <TextField
          select
          label={t('insights.scope.clients')}
          value={scope.segmentId ?? ALL_SEGMENTS}
          onChange={({ target }) =>
            onScope({ ...scope, segmentId: target.value === ALL_SEGMENTS ? null : target.value })
          }
          sx={{ minWidth: 180 }}
        >
          <MenuItem value={ALL_SEGMENTS}>{t('insights.scope.everyone')}</MenuItem>
          {segments.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {t('insights.scope.segment', { name: name[language] })}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={t('insights.scope.sample')}
          value={scope.sample ?? NO_SAMPLE}
          onChange={({ target }) =>
            onScope({ ...scope, sample: target.value === NO_SAMPLE ? null : Number(target.value) })
          }
          sx={{ minWidth: 220 }}
        >
          {SAMPLES.map((count) => (
            <MenuItem key={count} value={count}>
              {t('insights.scope.some', { count, shown: format.integer(count) })}
            </MenuItem>
          ))}
          <MenuItem value={NO_SAMPLE}>{t('insights.scope.all')}</MenuItem>
        </TextField>
        <Button variant="contained" onClick={start} loading={starting} disabled={disabled}>
          {t(data.insights ? 'insights.scope.again' : 'insights.scope.start')}
        </Button>
      </Box>
      {model.countedRows !== null && covers}
      {problem && (
        <Typography role="alert" color="warning" sx={{ mt: 1.5 }}>
          {t('insights.scope.noOne', { scope: scopeText(scope, { segments, language, t, format }) })}
        </Typography>
      )}
      {error && <ErrorPanel error={error} onRetry={start} />}
    </Panel>
  );
}
