import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useFilePicker } from '../../ui/files/useFilePicker.tsx';
import { ErrorPanel } from '../../ui/panels/states.tsx';
import { useRunAgain } from './useRunAgain.ts';

/**
 * Repeats an import that did not succeed, with the file that the browser remembers or with one that the user chooses.
 */
export function RunAgain({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { state, runKnown, offer, start, startDemo, fail } = useRunAgain(record);
  const { pick, input } = useFilePicker({ onFile: offer, onError: fail });
  const { fileName, sizeBytes, source, canRunAgain } = record;
  const expected = { file: fileName, size: format.bytes(sizeBytes) };
  const isBusy = state.kind === 'starting';
  if (source === 'demo') {
    return (
      <Stack direction="row">
        <Button variant="outlined" onClick={startDemo} disabled={isBusy}>
          {t('imports.report.again.demo')}
        </Button>
        {state.kind === 'failed' && <ErrorPanel error={state.error} />}
      </Stack>
    );
  }
  return (
    <Stack spacing={1} useFlexGap sx={{ alignItems: 'flex-start' }}>
      {input}
      {state.kind === 'other' && (
        <Alert severity="warning" variant="outlined">
          {t('imports.report.again.other', {
            file: state.file.name,
            size: format.bytes(state.file.size),
            expected: expected.file,
            expectedSize: expected.size,
          })}{' '}
          {t('imports.report.again.otherWhy')}
        </Alert>
      )}
      {state.kind === 'unread' && (
        <Alert severity="warning" variant="outlined">
          {t(`imports.report.again.${state.why}`)}
        </Alert>
      )}
      {state.kind === 'failed' && <ErrorPanel error={state.error} />}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {state.kind === 'other' && (
          <Button variant="contained" onClick={() => start(state.file, state.handle)}>
            {t('imports.report.again.anyway')}
          </Button>
        )}
        {state.kind !== 'other' && canRunAgain && (
          <Button variant="contained" onClick={runKnown} disabled={isBusy}>
            {t('imports.report.again.action')}
          </Button>
        )}
        {(!canRunAgain || state.kind === 'unread' || state.kind === 'other') && (
          <Button
            variant={canRunAgain || state.kind === 'other' ? 'outlined' : 'contained'}
            onClick={pick}
            disabled={isBusy}
          >
            {t(state.kind === 'other' ? 'imports.report.again.chooseAnother' : 'imports.report.again.choose')}
          </Button>
        )}
      </Stack>
      {state.kind !== 'other' && state.kind !== 'unread' && (
        <Typography variant="caption" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {t(canRunAgain ? 'imports.report.again.known' : 'imports.report.again.unknown', expected)}
        </Typography>
      )}
    </Stack>
  );
}
