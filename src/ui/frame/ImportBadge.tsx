import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { useRunningImport } from './useRunningImport.ts';

/** The running import, from every screen; closing the tab in which it runs asks first. */
export function ImportBadge() {
  const { t, format } = useWords();
  const running = useRunningImport();
  const record = running?.record;
  const share = record ? record.progress.doneBytes / Math.max(1, record.progress.totalBytes) : 0;
  const label = record ? t('frame.importing', { percent: format.percent(Math.floor(share * 100) / 100) }) : null;

  useEffect(() => {
    document.title = label ? `${label} · TunTunDohod` : 'TunTunDohod';
  }, [label]);

  const runsHere = running !== null && !running.elsewhere;
  useEffect(() => {
    if (!runsHere) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [runsHere]);

  if (!record || !label) return null;
  return (
    <Button component={Link} to={`/import/${record.id}`} sx={{ position: 'relative', minWidth: 120 }}>
      {label}
      <LinearProgress
        variant="determinate"
        value={share * 100}
        aria-label={label}
        sx={{ position: 'absolute', left: 0, right: 0, bottom: 0, height: 2 }}
      />
    </Button>
  );
}
