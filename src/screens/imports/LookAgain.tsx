import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useRef, useState } from 'react';
import type { ImportFailure, ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { type ImportChoices, NO_CHOICES } from '../../core/csv/choices.ts';
import { useWords } from '../../i18n/i18n.ts';
import { startedFile } from '../../parts/imports/chosenFile.ts';
import { useFileChoice } from '../../parts/imports/useFileChoice.ts';
import { useFilePicker } from '../../ui/files/useFilePicker.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import { knownFile } from './knownFile.ts';
import { SignButtons } from './SignButtons.tsx';

/** Failures that other choices in the preview may mend. */
const MENDED_BY_CHOICES: readonly ImportFailure['kind'][] = [
  'number-signs',
  'no-clients',
  'ids-lost',
  'too-many-bad-rows',
];

export function canLookAgain({ source, failure }: ImportRecord): boolean {
  return source === 'file' && failure !== null && MENDED_BY_CHOICES.includes(failure.kind);
}

/** Opens the preview of a failed import's file again, to choose otherwise. */
export function LookAgain({ record }: { record: ImportRecord }) {
  const { t } = useWords();
  const open = useFileChoice();
  const [unread, setUnread] = useState<'denied' | 'lost' | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const choices = useRef<ImportChoices>(NO_CHOICES);
  const show = (file: File, handle: Promise<FileSystemFileHandle | null>) => {
    // Choices refer to column positions, so another file gets the decimal sign alone.
    const isSame = file.name === record.fileName && file.size === record.sizeBytes;
    open(file, handle, isSame ? choices.current : { ...NO_CHOICES, decimal: choices.current.decimal });
  };
  const { pick, input } = useFilePicker({
    onFile: (file, handle) => show(file, Promise.resolve(handle)),
    onError: setError,
  });
  const look = async (change: Partial<ImportChoices>) => {
    choices.current = { ...NO_CHOICES, ...record.choices, ...change };
    const started = startedFile(record.id);
    if (started) return show(started.file, started.handle);
    if (!record.canRunAgain) return pick();
    const known = await knownFile(record.id);
    if ('why' in known) setUnread(known.why);
    else show(known.file, Promise.resolve(known.handle));
  };
  return (
    <Stack spacing={1} useFlexGap sx={{ alignItems: 'flex-start' }}>
      {input}
      {record.failure?.kind === 'number-signs' ? (
        <SignButtons onSign={(decimal) => void look({ decimal, decimals: {} })} />
      ) : (
        <Button variant="contained" onClick={() => void look({})}>
          {t('imports.report.again.look')}
        </Button>
      )}
      {unread && (
        <Alert
          severity="warning"
          variant="outlined"
          action={
            <Button color="inherit" onClick={pick}>
              {t('imports.drop.choose')}
            </Button>
          }
        >
          {t(`imports.report.again.${unread}`)}
        </Alert>
      )}
      {error && <ErrorPanel error={error} />}
    </Stack>
  );
}
