import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useWords } from '../../i18n/i18n.ts';

const UNDO_MS = 10_000;

type UndoSnackbarProps = {
  /** What was done; null = nothing to undo. */
  text: string | null;
  onUndo?: (() => void) | undefined;
  onClose: () => void;
};

/** Says what was done and offers to undo it for ten seconds. */
export function UndoSnackbar({ text, onUndo, onClose }: UndoSnackbarProps) {
  const { t } = useWords();
  return (
    <Snackbar
      key={text}
      open={text !== null}
      message={text}
      autoHideDuration={UNDO_MS}
      transitionDuration={0}
      onClose={(_, reason) => reason !== 'clickaway' && onClose()}
      action={
        onUndo && (
          <Button color="inherit" onClick={onUndo}>
            {t('frame.undo')}
          </Button>
        )
      }
    />
  );
}
