import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link } from 'react-router';
import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { JobProgress } from '../../../ui/panels/JobProgress.tsx';
import { canLookAgain, LookAgain } from '../LookAgain.tsx';
import { RunAgain } from '../RunAgain.tsx';
import { ImportColumns } from './ImportColumns.tsx';
import { ImportHeading } from './ImportHeading.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { ImportProblems } from './ImportProblems.tsx';
import { ImportQualityPanel } from './ImportQualityPanel.tsx';
import { ImportReport } from './ImportReport.tsx';
import { ImportSchema } from './ImportSchema.tsx';
import { ImportTimingsPanel } from './ImportTimingsPanel.tsx';

type ImportDetailsProps = { record: ImportRecord; showBack: boolean; onRemoved: () => void };

/** One import: its progress or outcome, its results, and how the file was read. */
export function ImportDetails({ record, showBack, onRemoved }: ImportDetailsProps) {
  const { t } = useWords();
  const { state, schema, failure } = record;
  const hasEndedBadly = state === 'failed' || state === 'cancelled' || state === 'interrupted';
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      {showBack && (
        <Button component={Link} to="/imports" sx={{ alignSelf: 'flex-start' }}>
          ← {t('imports.list')}
        </Button>
      )}
      <ImportHeading record={record} onRemoved={onRemoved} />
      {state === 'pending' && <ImportProgressPanel record={record} />}
      {hasEndedBadly && <ImportOutcome record={record} />}
      {hasEndedBadly && canLookAgain(record) && <LookAgain record={record} />}
      {hasEndedBadly && failure?.kind !== 'number-signs' && <RunAgain record={record} />}
      {state === 'ready' && <ImportReport record={record} />}
      {record.quality && <ImportQualityPanel record={record} quality={record.quality} />}
      {state === 'ready' && <ImportColumns record={record} />}
      {state === 'ready' && <ImportProblems record={record} />}
      {schema && <ImportSchema schema={schema} />}
      {state === 'ready' && <ImportTimingsPanel record={record} />}
    </Stack>
  );
}

/** Progress of a running import. */
function ImportProgressPanel({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { doneBytes, totalBytes, rows, rowsPerSecond, secondsLeft } = record.progress;
  return (
    <JobProgress
      title={t('imports.report.progress.title')}
      label={t('imports.report.progress.label')}
      done={doneBytes}
      total={totalBytes}
      facts={[
        t('imports.rows', { count: rows, shown: format.integer(rows) }),
        t('imports.report.progress.of', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) }),
        rowsPerSecond > 0 && t('imports.report.progress.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      cancelWords={t('imports.report.progress.cancel')}
      onCancel={() => ask((api) => api.imports.cancel(record.id))}
      note={t('imports.report.progress.kept')}
    />
  );
}
