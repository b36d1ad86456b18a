import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import type { AppState } from '../../../workers/data.api.ts';
import { appState, ask } from '../../data/connection.ts';
import { STALE_BY } from '../../data/questions.ts';
import { useChange } from '../../data/useChange.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import { useOffline } from '../offline.ts';
import { EngineNotice } from './EngineNotice.tsx';
import { useRunningJob } from './useRunningJob.ts';

/** Notices for the whole app: an unusable model or storage, interrupted imports, a new version. */
export function Notices() {
  const [start, setStart] = useState<AppState | Error | null>(null);
  useEffect(() => {
    appState().then(setStart, setStart);
  }, []);
  // The new active model may be usable.
  useChange(STALE_BY.models.get, () => {
    ask((api) => api.models.get()).then(
      () => setStart(withoutModelFailure),
      () => {},
    );
  });
  return (
    <>
      {start instanceof Error && <ErrorPanel error={start} onRetry={() => location.reload()} />}
      {start && !(start instanceof Error) && start.modelFailure && (
        <ErrorPanel error={start.modelFailure} onRetry={() => location.reload()} />
      )}
      {start && !(start instanceof Error) && start.interrupted.length > 0 && (
        <InterruptedNotice count={start.interrupted.length} />
      )}
      <EngineNotice />
      <UpdateNotice />
    </>
  );
}

function withoutModelFailure(start: AppState | Error | null): AppState | Error | null {
  return start && !(start instanceof Error) ? { ...start, modelFailure: null } : start;
}

function InterruptedNotice({ count }: { count: number }) {
  const { t } = useWords();
  const [open, setOpen] = useState(true);
  if (!open) return null;
  return (
    <Alert
      severity="warning"
      variant="outlined"
      sx={{ m: 2 }}
      onClose={() => setOpen(false)}
      closeText={t('frame.close')}
    >
      {t('frame.interrupted', { count })}
    </Alert>
  );
}

function UpdateNotice() {
  const { t } = useWords();
  const offline = useOffline();
  const [later, setLater] = useState(false);
  const busy = useRunningJob() !== null;
  if (offline.state !== 'update' || later) return null;
  return (
    <Alert
      severity="info"
      variant="outlined"
      sx={{ m: 2 }}
      action={
        <>
          <Button color="inherit" onClick={offline.update} disabled={busy}>
            {t('frame.update.reload')}
          </Button>
          <Button color="inherit" onClick={() => setLater(true)}>
            {t('frame.update.later')}
          </Button>
        </>
      }
    >
      {t('frame.update.text')} {busy && t('frame.update.waits')}
    </Alert>
  );
}
