import DialogContentText from '@mui/material/DialogContentText';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../data/connection.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/panels/ConfirmDialog.tsx';
import { FreedSpace } from './FreedSpace.tsx';

type RemoveImportDialogProps = { record: ImportRecord; onClose: () => void; onRemoved: () => void };

/** Asks before an import is removed, with the numbers that go and that come back. */
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
