import DialogContentText from '@mui/material/DialogContentText';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';

/** What deleting an import frees, beside what the app takes and what the browser still has for it. */
export function FreedSpace({ storedBytes }: { storedBytes: number }) {
  const { t, format } = useWords();
  const [estimate, setEstimate] = useState<StorageEstimate | null>(null);
  useEffect(() => {
    navigator.storage?.estimate().then(setEstimate, () => setEstimate(null));
  }, []);
  const { usage, quota } = estimate ?? {};
  const sentences = [
    t('imports.report.remove.frees', { size: format.bytes(storedBytes) }),
    usage !== undefined && t('imports.report.remove.used', { used: format.bytes(usage) }),
    usage !== undefined &&
      quota !== undefined &&
      t('imports.report.remove.free', { free: format.bytes(quota - usage) }),
  ];
  return <DialogContentText sx={{ mb: 1 }}>{sentences.filter(Boolean).join(' ')}</DialogContentText>;
}
