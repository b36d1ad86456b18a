import type { ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../../data/connection.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { JobProgress } from '../../../ui/panels/JobProgress.tsx';

/** A running import. */
export function ImportProgressPanel({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { doneBytes, totalBytes, rows, rowsPerSecond, secondsLeft } = record.progress;
  return (
    <JobProgress
      title={t('imports.progress.title')}
      label={t('imports.progress.label')}
      done={doneBytes}
      total={totalBytes}
      facts={[
        t('imports.rows', { count: rows, shown: format.integer(rows) }),
        t('imports.progress.of', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) }),
        rowsPerSecond > 0 && t('imports.progress.rate', { rows: format.integer(rowsPerSecond) }),
      ]}
      secondsLeft={secondsLeft}
      cancelWords={t('imports.progress.cancel')}
      onCancel={() => ask((api) => api.imports.cancel(record.id))}
      note={t('imports.progress.kept')}
    />
  );
}
