import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { EngineState, EngineTrial, EngineTrialProblem } from '../../../workers/data/scoring/engine.api.ts';
import type { ForecastEngine } from '../../../workers/data/storage/importRecord.api.ts';
import { failureName } from '../../core/failures.ts';
import type { Outcome } from '../../core/outcome.ts';
import { ask } from '../../data/connection.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AsyncView } from '../../parts/AsyncView.tsx';
import { Panel } from '../../ui/panels/Panel.tsx';
import { EngineFacts } from './EngineFacts.tsx';

const ENGINES: ForecastEngine[] = ['wasm', 'webgpu'];

/** Chooses processor or GPU for many forecasts, with a trial that compares them. */
export function EnginePanel() {
  const { t } = useWords();
  const answer = useQuery((api) => api.engine.get(), []);
  return (
    <Panel title={t('engines.title')}>
      <AsyncView of={answer} rows={3}>
        {(state) => <Choice state={state} />}
      </AsyncView>
    </Panel>
  );
}

function Choice({ state }: { state: EngineState }) {
  const { t } = useWords();
  const [running, setRunning] = useState(false);
  const [trial, setTrial] = useState<Outcome<EngineTrial, EngineTrialProblem> | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const begin = (doing: Promise<typeof trial>) => {
    setRunning(true);
    setError(null);
    setTrial(null);
    doing.then(setTrial, setError).finally(() => setRunning(false));
  };
  const choose = (engine: ForecastEngine) => begin(ask((api) => api.engine.choose(engine)).then(() => null));
  const tryBoth = () => begin(ask((api) => api.engine.runTrial()));
  return (
    <>
      <Typography color="textSecondary" sx={{ maxWidth: '80ch' }}>
        {t('engines.lead')}
      </Typography>
      <RadioGroup
        row
        aria-label={t('engines.label')}
        value={state.chosen}
        onChange={(_, engine) => choose(engine as ForecastEngine)}
        sx={{ my: 0.5 }}
      >
        {ENGINES.map((engine) => (
          <FormControlLabel
            key={engine}
            value={engine}
            disabled={running}
            control={<Radio size="small" />}
            label={t(`engines.${engine}`)}
          />
        ))}
      </RadioGroup>
      <EngineFacts state={state} />
      <Button variant="outlined" onClick={tryBoth} disabled={running} sx={{ mt: 1 }}>
        {t(running ? 'engines.trying' : 'engines.trial')}
      </Button>
      {trial && 'value' in trial && <EngineVerdict trial={trial.value} />}
      {trial && 'problem' in trial && (
        <Typography role="alert" color="warning" sx={{ mt: 1 }}>
          {t('engines.noClients')}
        </Typography>
      )}
      {error && (
        <Typography role="alert" color="error" sx={{ mt: 1 }}>
          {t(`failures.${failureName(error.name)}`)}
        </Typography>
      )}
    </>
  );
}

const SEVERITIES = { faster: 'success', slower: 'info', different: 'warning', unavailable: 'info' } as const;

/** The result of the trial: the verdict in words, and the measured rates. */
function EngineVerdict({ trial }: { trial: EngineTrial }) {
  const { t, format } = useWords();
  const { verdict, wasmRowsPerSecond: wasm, gpuRowsPerSecond: gpu } = trial;
  return (
    <Alert role="status" severity={SEVERITIES[verdict]} variant="outlined" sx={{ mt: 1 }}>
      {t(`engines.verdict.${verdict}`)}
      {wasm > 0 && gpu > 0 && <div>{t('engines.rates', { wasm: format.integer(wasm), gpu: format.integer(gpu) })}</div>}
    </Alert>
  );
}
