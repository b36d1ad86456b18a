import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ImportCounts, ImportRecord } from '../../../../workers/data/storage/importRecord.api.ts';
import { ask } from '../../../data/connection.ts';
import { useQuery } from '../../../data/useQuery.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { AsyncView } from '../../../parts/AsyncView.tsx';
import { saveBlob } from '../../../ui/files/saveBlob.ts';
import { Panel } from '../../../ui/panels/Panel.tsx';
import { ProblemsTable } from './ProblemsTable.tsx';

/**
 * Rejected rows and unreadable cells: line, column, value, reason. The rejected rows can be downloaded for correction.
 */
export function ImportProblems({ record }: { record: ImportRecord }) {
  const { t, format, language } = useWords();
  const problems = useQuery((api) => api.imports.listProblems(record.id), [record.id]);
  const [loaded] = problems;
  const download = async (which: 'all' | 'rejected') => {
    const blob = await ask((api) =>
      which === 'all' ? api.imports.exportProblems(record.id) : api.imports.exportRejected(record.id, language),
    );
    saveBlob(blob, `import-${record.id}-${which === 'all' ? 'problems' : 'rejected'}.csv`);
  };
  const some = loaded.state === 'ready' && loaded.value.length > 0;
  const total = totalOf(record.counts);
  return (
    <Panel
      title={t('imports.report.problems.title')}
      actions={
        some && (
          <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap' }}>
            {record.counts.rejected > 0 && (
              <Button onClick={() => void download('rejected')}>{t('imports.report.problems.downloadRejected')}</Button>
            )}
            <Button onClick={() => void download('all')}>{t('imports.report.problems.download')}</Button>
          </Stack>
        )
      }
    >
      <AsyncView of={problems} rows={4}>
        {(list) => (
          <>
            <AboutRejected record={record} />
            {list.length === 0 && <Typography color="textSecondary">{t('imports.report.problems.none')}</Typography>}
            {list.length > 0 && list.length < total && (
              <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1 }}>
                {t('imports.report.problems.kept', {
                  shown: format.integer(list.length),
                  total: format.integer(total),
                })}
              </Typography>
            )}
            {list.length > 0 && <ProblemsTable label={t('imports.report.problems.title')} problems={list} />}
          </>
        )}
      </AsyncView>
    </Panel>
  );
}

/** Explains the file of rejected rows, and whether it has all of them. */
function AboutRejected({ record }: { record: ImportRecord }) {
  const { t, format } = useWords();
  const { rejectedRowsKept: kept = 0, counts } = record;
  if (kept === 0) return null;
  const figures = { shown: format.integer(kept), total: format.integer(counts.rejected) };
  return (
    <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1, maxWidth: 720 }}>
      {t('imports.report.problems.rejectedWhole')}{' '}
      {kept < counts.rejected && t('imports.report.problems.rejectedKept', figures)}
    </Typography>
  );
}

function totalOf(counts: ImportCounts): number {
  const { strayQuotes = 0, badBytes = 0, doubtfulNumbers = 0 } = counts;
  const { rejected, duplicates, unreadableCells, unseenCategories } = counts;
  return rejected + duplicates + unreadableCells + unseenCategories + strayQuotes + badBytes + doubtfulNumbers;
}
