import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImportRecord } from '../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../data/connection.ts';
import { useNews } from '../../data/useNews.ts';
import { useQuery } from '../../data/useQuery.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ImportButtons } from '../../parts/imports/ImportButtons.tsx';
import { useFileChoice } from '../../parts/imports/useFileChoice.ts';
import { type DropRefusal, useFileDrop } from '../../ui/files/useFileDrop.ts';
import { HiddenHeading } from '../../ui/panels/HiddenHeading.tsx';
import { EmptyPanel, ErrorPanel } from '../../ui/panels/states.tsx';

/** Shown without clients: what the product is, and two ways to fill it. A file can be dropped anywhere. */
export function EmptyClients() {
  const { t } = useWords();
  const [refusal, setRefusal] = useState<DropRefusal | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [starting, setStarting] = useState(false);
  const record = useLatestImport();
  const busy = starting || record?.state === 'pending';

  const seed = () => {
    setRefusal(null);
    setError(null);
    setStarting(true);
    ask((api) => api.imports.startDemo())
      .then(() => {}, setError)
      .finally(() => setStarting(false));
  };
  const onFile = useFileChoice();
  const over = useFileDrop({ onFile, onRefuse: setRefusal, disabled: busy });

  return (
    <Box
      sx={{
        m: { xs: 1, md: 3 },
        p: { xs: 0, md: 2 },
        border: '1px dashed',
        borderColor: over ? 'primary.main' : 'transparent',
        borderRadius: 1,
      }}
    >
      <HiddenHeading>{t('clients.title')}</HiddenHeading>
      <EmptyPanel title={t('clients.empty.title')} text={t(over ? 'clients.empty.drop' : 'clients.empty.text')}>
        <ImportButtons first="demo" disabled={busy} onFile={onFile} onError={setError} onDemo={seed} />
      </EmptyPanel>
      {busy && <Progress record={record} />}
      {refusal && (
        <Alert severity="warning" variant="outlined" sx={{ mx: 3, mb: 3, maxWidth: 560 }}>
          {t(`imports.refused.${refusal}`)}
        </Alert>
      )}
      {error && <ErrorPanel error={error} />}
      {!busy && !error && record?.state === 'failed' && <FailedImport record={record} />}
    </Box>
  );
}

function Progress({ record }: { record: ImportRecord | null }) {
  const { t, format } = useWords();
  const { doneBytes = 0, totalBytes = 0, rows = 0, secondsLeft = null } = record?.progress ?? {};
  const label = rows > 0 ? t('clients.empty.running', { rows: format.integer(rows) }) : t('clients.empty.starting');
  const left =
    secondsLeft !== null &&
    secondsLeft >= 1 &&
    t('clients.empty.remaining', { time: format.duration(secondsLeft * 1_000) });
  return (
    <Stack spacing={1} sx={{ px: 3, pb: 3, maxWidth: 560 }}>
      <LinearProgress
        aria-label={label}
        variant={totalBytes > 0 ? 'determinate' : 'indeterminate'}
        value={totalBytes > 0 ? (100 * doneBytes) / totalBytes : 0}
      />
      <Typography variant="caption" color="textSecondary">
        {[label, left].filter(Boolean).join(' · ')}
      </Typography>
    </Stack>
  );
}

function FailedImport({ record }: { record: ImportRecord }) {
  const { t } = useWords();
  if (record.failure?.kind === 'machinery') return <ErrorPanel error={record.failure.failure} />;
  return (
    <Stack spacing={1} role="alert" sx={{ px: 3, pb: 3, alignItems: 'flex-start' }}>
      <Typography color="error">{t('clients.empty.failed')}</Typography>
      <Button component={Link} to={`/imports/${record.id}`}>
        {t('clients.empty.report')}
      </Button>
    </Stack>
  );
}

/** The running import, or the last one that ended while this screen is open. */
function useLatestImport(): ImportRecord | null {
  const news = useNews('import');
  const [imports] = useQuery((api) => api.imports.list(), []);
  const newest = imports.state === 'ready' ? imports.value[0] : undefined;
  if (news) return news.record;
  return newest?.state === 'pending' ? newest : null;
}
