import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ImportCounts, ImportRecord } from '../../../workers/data.api.ts';
import type { RowProblem } from '../../core/csv/report.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Answer } from '../../ui/Answer.tsx';
import { DenseTable } from '../../ui/DenseTable.tsx';
import { Literal } from '../../ui/Literal.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { saveBlob } from '../../ui/saveBlob.ts';
import { useData } from '../../useData.ts';
import { ask } from '../../workers.ts';

const PAGE = 25;

/** Rejected rows and unreadable cells: line, column, value, reason. */
export function ImportProblems({ record }: { record: ImportRecord }) {
  const { t } = useWords();
  const problems = useData((api) => api.importProblems(record.id), [record.id]);
  const [loaded] = problems;
  const download = async () => {
    const blob = await ask((api) => api.importProblemsCsv(record.id));
    saveBlob(blob, `import-${record.id}-problems.csv`);
  };
  const some = loaded.state === 'ready' && loaded.value.length > 0;
  return (
    <Panel
      title={t('imports.problems.title')}
      actions={some && <Button onClick={download}>{t('imports.problems.download')}</Button>}
    >
      <Answer of={problems} rows={4}>
        {(list) =>
          list.length === 0 ? (
            <Typography color="textSecondary">{t('imports.problems.none')}</Typography>
          ) : (
            <ProblemsTable problems={list} total={totalOf(record.counts)} />
          )
        }
      </Answer>
    </Panel>
  );
}

function totalOf({ rejected, duplicates, unreadableCells, unseenCategories }: ImportCounts): number {
  return rejected + duplicates + unreadableCells + unseenCategories;
}

function ProblemsTable({ problems, total }: { problems: RowProblem[]; total: number }) {
  const { t, format } = useWords();
  const [offset, setOffset] = useState(0);
  return (
    <>
      {problems.length < total && (
        <Typography variant="caption" color="textSecondary" component="p" sx={{ mb: 1 }}>
          {t('imports.problems.kept', { shown: format.integer(problems.length), total: format.integer(total) })}
        </Typography>
      )}
      <DenseTable label={t('imports.problems.title')}>
        <thead>
          <tr>
            <th className="figure tight">{t('imports.problems.line')}</th>
            <th>{t('imports.problems.column')}</th>
            <th>{t('imports.problems.value')}</th>
            <th>{t('imports.problems.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(offset, offset + PAGE).map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several problems, and they never move
            <ProblemRow key={offset + index} problem={problem} />
          ))}
        </tbody>
      </DenseTable>
      <Pager offset={offset} limit={PAGE} total={problems.length} onOffset={setOffset} />
    </>
  );
}

function ProblemRow({ problem }: { problem: RowProblem }) {
  const { t, format } = useWords();
  const value = 'value' in problem ? problem.value : 'clientId' in problem ? problem.clientId : null;
  const ragged = problem.kind === 'ragged' ? problem : { fields: 0, expected: 0 };
  const counts = { fields: format.integer(ragged.fields), expected: format.integer(ragged.expected) };
  return (
    <tr>
      <td className="figure tight">{format.integer(problem.line)}</td>
      <Box component="td" sx={{ maxWidth: 260 }}>
        {'column' in problem ? <Literal text={problem.column} /> : '—'}
      </Box>
      <td>{value !== null ? <Literal text={value} wrap /> : '—'}</td>
      <Box component="td" className="quiet" sx={{ minWidth: 260 }}>
        {t(`imports.problems.${problem.kind}`, counts)}
      </Box>
    </tr>
  );
}
