import TextField from '@mui/material/TextField';
import { type KeyboardEvent, useState } from 'react';
import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { importTitle } from '../../../parts/imports/importTitle.ts';
import { ErrorPanel } from '../../../ui/panels/states.tsx';

/** Edits the import's name in place of the heading. */
export function RenameImport({ record, onClose }: { record: ImportRecord; onClose: () => void }) {
  const { t } = useWords();
  const written = importTitle(record, t);
  const [name, setName] = useState(written);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  const save = async () => {
    if (name === written) return onClose();
    setSaving(true);
    setError(null);
    try {
      await ask((api) => api.imports.rename(record.id, name));
      onClose();
    } catch (thrown) {
      setError(thrown as Error);
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save();
    if (event.key !== 'Escape') return;
    // Other handlers on the page would close something else on Esc.
    event.stopPropagation();
    onClose();
  };
  return (
    <>
      <TextField
        fullWidth
        autoFocus
        value={name}
        disabled={saving}
        helperText={t('imports.report.rename.hint')}
        onChange={(event) => setName(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
        onBlur={() => !saving && !error && void save()}
        slotProps={{
          htmlInput: { 'aria-label': t('imports.report.rename.name'), autoComplete: 'off', maxLength: 200 },
        }}
        sx={{ maxWidth: 480, mb: 0.5 }}
      />
      {error && <ErrorPanel error={error} />}
    </>
  );
}
