import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { WordsAround } from '../../../i18n/WordsAround.tsx';
import { importTitle } from '../../../parts/imports/importTitle.ts';
import { Literal } from '../../../ui/texts/Literal.tsx';
import { ImportStateLabel } from '../ImportStateLabel.tsx';
import { RemoveImportDialog } from '../RemoveImportDialog.tsx';
import { RenameImport } from './RenameImport.tsx';

type ImportHeadingProps = { record: ImportRecord; onRemoved: () => void };

/** The import's name and the actions for the whole import. */
export function ImportHeading({ record, onRemoved }: ImportHeadingProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const { state } = record;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        {renaming ? (
          <RenameImport record={record} onClose={() => setRenaming(false)} />
        ) : (
          <Typography component="h2" variant="h1">
            <Literal text={importTitle(record, t)} wrap />
          </Typography>
        )}
        <ImportFacts record={record} />
      </Box>
      {state === 'ready' && (
        <Button component={Link} to="/clients" variant="outlined">
          {t('imports.clientsOf')}
        </Button>
      )}
      {state !== 'pending' && !renaming && (
        <Button onClick={() => setRenaming(true)}>{t('imports.report.rename.action')}</Button>
      )}
      {state !== 'pending' && (
        <Button color="error" onClick={() => setAsking(true)}>
          {t('imports.report.remove.action')}
        </Button>
      )}
      {asking && <RemoveImportDialog record={record} onClose={() => setAsking(false)} onRemoved={onRemoved} />}
    </Box>
  );
}

function ImportFacts({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { name, fileName, source, sizeBytes, state, startedAt, finishedAt, modelVersion, storedBytes } = record;
  const facts = [
    format.bytes(sizeBytes),
    finishedAt === null ? format.dateTime(startedAt) : `${format.dateTime(startedAt)} – ${format.time(finishedAt)}`,
    state === 'ready' && modelVersion && t('imports.model', { version: modelVersion }),
    state === 'ready' && storedBytes && t('imports.stored', { size: format.bytes(storedBytes) }),
  ];
  return (
    <Typography variant="caption" color="textSecondary" component="p">
      <ImportStateLabel state={state} /> ·{' '}
      {name !== fileName && source === 'file' && (
        <>
          <WordsAround text="imports.report.fileWas" slot="file">
            <Literal text={fileName} wrap />
          </WordsAround>{' '}
          ·{' '}
        </>
      )}
      {facts.filter(Boolean).join(' · ')}
    </Typography>
  );
}
