import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useId } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { Facts } from '../../ui/panels/Facts.tsx';
import { useSingleKeys } from '../../ui/shortcuts.ts';

/** All shortcuts; those of a single key can be switched off. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const titleId = useId();
  const [singleKeys, switchSingleKeys] = useSingleKeys();
  const keys: [string, string][] = [
    ['/', t('frame.keys.search')],
    ['?', t('frame.keys.help')],
    ['↑ ↓', t('frame.keys.move')],
    ['PageUp PageDown', t('frame.keys.page')],
    ['Home End', t('frame.keys.ends')],
    ['Enter', t('frame.keys.open')],
    ['Esc', t('frame.keys.close')],
  ];
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="xs">
      <DialogTitle id={titleId} sx={{ fontSize: 18, fontWeight: 650 }}>
        {t('frame.keys.title')}
      </DialogTitle>
      <DialogContent>
        <Facts facts={keys.map(([key, value]) => ({ label: key, value }))} />
        <Box sx={{ mt: 1.5 }}>
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={singleKeys}
                onChange={(event) => switchSingleKeys(event.target.checked)}
              />
            }
            label={t('frame.keys.single')}
          />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('frame.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
