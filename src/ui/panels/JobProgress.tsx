import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Panel } from './Panel.tsx';
import { ErrorPanel } from './states.tsx';

type Props = {
  title: string;
  /** The bar's accessible name. */
  label: string;
  done: number;
  total: number;
  /** Amount and speed; the time left is appended. */
  facts: readonly (string | false)[];
  secondsLeft: number | null;
  cancelWords: string;
  onCancel: () => Promise<void>;
  /** Description of the job, above the bar. */
  children?: ReactNode;
  /** What the job does not affect while it runs. */
  note?: ReactNode;
};

/** A running job: its progress, its speed, the time left, and a button that cancels it. */
export function JobProgress(props: Props) {
  const { title, label, done, total, facts, secondsLeft, cancelWords, onCancel, children, note } = props;
  const { t, format } = useWords();
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const cancel = () => {
    setCancelling(true);
    setError(null);
    onCancel().catch((thrown: Error) => {
      setError(thrown);
      setCancelling(false);
    });
  };
  const left =
    secondsLeft === null
      ? t('progress.leftUnknown')
      : t('progress.left', { time: format.duration(Math.max(1, Math.ceil(secondsLeft)) * 1_000) });
  return (
    <Panel
      title={title}
      actions={
        <Button variant="outlined" onClick={cancel} disabled={cancelling}>
          {cancelling ? t('progress.cancelling') : cancelWords}
        </Button>
      }
    >
      <Stack spacing={1}>
        {children}
        <LinearProgress
          variant={done > 0 ? 'determinate' : 'indeterminate'}
          value={Math.min(100, (done / Math.max(1, total)) * 100)}
          aria-label={label}
          sx={{ height: 6, borderRadius: 3 }}
        />
        <Typography>{[...facts, left].filter(Boolean).join(' · ')}</Typography>
        {note && (
          <Typography variant="caption" color="textSecondary">
            {note}
          </Typography>
        )}
      </Stack>
      {error && <ErrorPanel error={error} onRetry={cancel} />}
    </Panel>
  );
}
