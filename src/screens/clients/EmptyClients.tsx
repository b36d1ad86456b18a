import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ImportRecord } from '../../../workers/data.api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { HiddenHeading } from '../../ui/HiddenHeading.tsx';
import { EmptyPanel, ErrorPanel } from '../../ui/states.tsx';
import { ask, listen } from '../../workers.ts';

/** No clients yet: what the product is, and the two ways to fill it. A file may be dropped anywhere. */
export function EmptyClients() {
  const { t } = useWords();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<Error | null>(null);
  const [starting, setStarting] = useState(false);
  const [over, setOver] = useState(false);
  const record = useLatestImport();
  const busy = starting || record?.state === 'pending';

  const seed = () => {
    setError(null);
    setStarting(true);
    ask((api) => api.seed())
      .catch(setError)
      .finally(() => setStarting(false));
  };
  const importFile = (file: File | undefined) => {
    if (!file) return;
    setError(null);
    ask((api) => api.importStart(file)).then((id) => navigate(`/import/${id}`), setError);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) importFile(event.dataTransfer.files[0]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same for everyone
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      style={{ flex: 1 }}
    >
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
          <Button variant="contained" onClick={seed} disabled={busy}>
            {t('clients.empty.demo')}
          </Button>
          <Button variant="outlined" onClick={() => picker.current?.click()} disabled={busy}>
            {t('clients.empty.import')}
          </Button>
        </EmptyPanel>
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,text/csv"
          hidden
          onChange={(event) => {
            importFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {busy && <Progress record={record} />}
        {error && <ErrorPanel error={error} />}
        {!busy && !error && record?.state === 'failed' && <FailedImport record={record} />}
      </Box>
    </div>
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
        aria-label={t('clients.empty.demo')}
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
      <Button component={Link} to={`/import/${record.id}`}>
        {t('clients.empty.report')}
      </Button>
    </Stack>
  );
}

/** The newest import this screen has heard of, a running one from before included. */
function useLatestImport(): ImportRecord | null {
  const [record, setRecord] = useState<ImportRecord | null>(null);
  useEffect(() => {
    const stop = listen((event) => event.kind === 'import' && setRecord(event.record));
    ask((api) => api.imports()).then(
      ([newest]) => newest?.state === 'pending' && setRecord((heard) => heard ?? newest),
      () => {},
    );
    return stop;
  }, []);
  return record;
}
