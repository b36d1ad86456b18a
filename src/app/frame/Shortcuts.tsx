import Button from '@mui/material/Button';
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { useShortcut } from '../../ui/shortcuts.ts';

const ShortcutsDialog = lazy(async () => ({ default: (await import('./ShortcutsDialog.tsx')).ShortcutsDialog }));

/** `?` or the button shows all shortcuts. The button also works when single keys are switched off. */
export function Shortcuts() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  useShortcut('Slash', () => setOpen(true), { shift: true });
  return (
    <>
      <Button
        color="inherit"
        onClick={() => setOpen(true)}
        sx={{ display: { xs: 'none', md: 'inline-flex' }, color: 'text.secondary', fontSize: 12 }}
      >
        {t('frame.keys.button')}
      </Button>
      {open && (
        <Suspense>
          <ShortcutsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
