import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { ErrorPanel } from './states.tsx';

type ConfirmDialogProps = {
  title: string;
  /** The confirming button: a verb and its object. */
  action: string;
  /** Red when the action loses something. */
  color?: 'error' | 'primary';
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  /** What is lost and what stays, in numbers. */
  children: ReactNode;
};

/**
 * Asks before an action that loses something or concerns everybody. The dialog stays open while the action runs, and
 * shows its error.
 */
export function ConfirmDialog({ title, action, color = 'error', onConfirm, onClose, children }: ConfirmDialogProps) {
  const { t } = useWords();
  const titleId = useId();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const confirm = async () => {
    setRunning(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown as Error);
      setRunning(false);
    }
  };
  return (
    <Dialog open onClose={() => !running && onClose()} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <DialogTitle id={titleId} component="h2" variant="h1">
        {title}
      </DialogTitle>
      <DialogContent>
        {children}
        {error && <ErrorPanel error={error} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={running}>
          {t('frame.cancel')}
        </Button>
        <Button variant="contained" color={color} onClick={confirm} loading={running}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
