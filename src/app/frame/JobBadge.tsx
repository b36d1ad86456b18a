import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import { useRunningJob } from './useRunningJob.ts';

/** Progress of the running job, visible on every screen. Closing the tab that runs it asks for confirmation. */
export function JobBadge() {
  const { t, format } = useWords();
  const job = useRunningJob();
  const label = job && t(`frame.${job.kind}`, { percent: format.percent(Math.floor(job.share * 100) / 100) });

  useEffect(() => {
    document.title = label ? `${label} · TunTunDohod` : 'TunTunDohod';
  }, [label]);

  const runsHere = job !== null && !job.elsewhere;
  useEffect(() => {
    if (!runsHere) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [runsHere]);

  if (!job || !label) return null;
  return (
    <Button component={Link} to={job.to} sx={{ position: 'relative', minWidth: 120 }}>
      {label}
      <LinearProgress
        variant="determinate"
        value={Math.min(100, job.share * 100)}
        aria-label={label}
        sx={{ position: 'absolute', left: 0, right: 0, bottom: 0, height: 2 }}
      />
    </Button>
  );
}
