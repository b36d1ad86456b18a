import DialogContentText from '@mui/material/DialogContentText';
import { useEffect, useState } from 'react';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/panels/ConfirmDialog.tsx';

type RemoveImportDialogProps = { record: ImportRecord; onClose: () => void; onRemoved: () => void };

/** Asks before an import is removed, and says how many clients are removed or restored. */
export function RemoveImportDialog({ record, onClose, onRemoved }: RemoveImportDialogProps) {
  const { t, format } = useWords();
  const { imported, updated } = record.counts;
  const counted = (count: number) => ({ count, shown: format.integer(count) });
  const words =
    record.state === 'ready'
      ? [
          t('imports.report.remove.undo'),
          t('imports.report.remove.clients', counted(imported)),
          updated > 0 ? t('imports.report.remove.updated', counted(updated)) : t('imports.report.remove.updatedNone'),
          t('imports.report.remove.file'),
        ]
      : [t('imports.report.remove.record')];
  const remove = async () => {
    await ask((api) => api.imports.remove(record.id));
    onRemoved();
  };
  return (
    <ConfirmDialog
      title={t('imports.report.remove.title')}
      action={t('imports.report.remove.action')}
      onConfirm={remove}
      onClose={onClose}
    >
      {words.map((sentence) => (
        <DialogContentText key={sentence} sx={{ mb: 1 }}>
          {sentence}
        </DialogContentText>
      ))}
      {record.state === 'ready' && record.storedBytes !== null && <FreedSpace storedBytes={record.storedBytes} />}
    </ConfirmDialog>
  );
}

/** How much space deleting an import frees, how much the app uses, and how much the browser still offers. */
function FreedSpace({ storedBytes }: { storedBytes: number }) {
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
