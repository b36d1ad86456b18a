import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportRecord } from '../../../workers/data.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Literal } from '../../ui/Literal.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { ImportProgressPanel } from './ImportProgressPanel.tsx';
import { ImportReport } from './ImportReport.tsx';
import { ImportSchema } from './ImportSchema.tsx';
import { ImportStateLabel } from './ImportStateLabel.tsx';
import { ImportTimingsPanel } from './ImportTimingsPanel.tsx';
import { RemoveImportDialog } from './RemoveImportDialog.tsx';

type ImportDetailsProps = { record: ImportRecord; showBack: boolean; onRemoved: () => void };

/** One import: how it goes or went, what came of it, and how the file was read. */
export function ImportDetails({ record, showBack, onRemoved }: ImportDetailsProps) {
  const { t } = useWords();
  const { state, schema } = record;
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      {showBack && (
        <Button component={Link} to="/import" sx={{ alignSelf: 'flex-start' }}>
          ← {t('imports.list')}
        </Button>
      )}
      <Heading record={record} onRemoved={onRemoved} />
      {state === 'pending' && <ImportProgressPanel record={record} />}
      {(state === 'failed' || state === 'cancelled' || state === 'interrupted') && <ImportOutcome record={record} />}
      {state === 'ready' && <ImportReport counts={record.counts} />}
      {state === 'ready' && <ImportProblems record={record} />}
      {schema && <ImportSchema schema={schema} />}
      {state === 'ready' && <ImportTimingsPanel record={record} />}
    </Stack>
  );
}

function Heading({ record, onRemoved }: { record: ImportRecord; onRemoved: () => void }) {
  const { t, format } = useWords();
  const [asking, setAsking] = useState(false);
  const { source, fileName, sizeBytes, state, startedAt, finishedAt, modelVersion } = record;
  const facts = [
    format.bytes(sizeBytes),
    finishedAt === null ? format.dateTime(startedAt) : `${format.dateTime(startedAt)} – ${format.time(finishedAt)}`,
    state === 'ready' && modelVersion && t('imports.model', { version: modelVersion }),
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        <Typography component="h2" variant="h1">
          <Literal text={source === 'demo' ? t('imports.demoFile') : fileName} wrap />
        </Typography>
        <Typography variant="caption" color="textSecondary">
          <ImportStateLabel state={state} /> · {facts.filter(Boolean).join(' · ')}
        </Typography>
      </Box>
      {state === 'ready' && (
        <Button component={Link} to="/clients" variant="outlined">
          {t('imports.clientsOf')}
        </Button>
      )}
      {state !== 'pending' && (
        <Button color="error" onClick={() => setAsking(true)}>
          {t('imports.remove.action')}
        </Button>
      )}
      {asking && <RemoveImportDialog record={record} onClose={() => setAsking(false)} onRemoved={onRemoved} />}
    </Box>
  );
}
