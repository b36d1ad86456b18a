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
