import Alert from '@mui/material/Alert';
import type { EngineTrial } from '../../../workers/data/scoring/engine.api.ts';
import { useWords } from '../../i18n/i18n.ts';

const SEVERITIES = { faster: 'success', slower: 'info', different: 'warning', unavailable: 'info' } as const;

/** What the trial found: the verdict in words, and the rates it rests on. */
export function EngineVerdict({ trial }: { trial: EngineTrial }) {
  const { t, format } = useWords();
  const { verdict, wasmRowsPerSecond: wasm, gpuRowsPerSecond: gpu } = trial;
  return (
    <Alert role="status" severity={SEVERITIES[verdict]} variant="outlined" sx={{ mt: 1 }}>
      {t(`engines.verdict.${verdict}`)}
      {wasm > 0 && gpu > 0 && <div>{t('engines.rates', { wasm: format.integer(wasm), gpu: format.integer(gpu) })}</div>}
    </Alert>
  );
}
