import Box from '@mui/material/Box';
import { useState } from 'react';
import type { RowProblem } from '../../../core/csv/report.ts';
import { useWords } from '../../../i18n/i18n.ts';
import { DenseTable } from '../../../ui/tables/DenseTable.tsx';
import { Pager } from '../../../ui/tables/Pager.tsx';
import { Literal } from '../../../ui/texts/Literal.tsx';

const PAGE = 25;

/** Rows and cells with problems: line, column, value, reason. */
export function ProblemsTable({ label, problems }: { label: string; problems: RowProblem[] }) {
  const { t } = useWords();
  const [offset, setOffset] = useState(0);
  const from = offset < problems.length ? offset : 0;
  return (
    <>
      <DenseTable label={label}>
        <thead>
          <tr>
            <th className="figure tight">{t('imports.report.problems.line')}</th>
            <th>{t('imports.report.problems.column')}</th>
            <th>{t('imports.report.problems.value')}</th>
            <th>{t('imports.report.problems.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(from, from + PAGE).map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several problems, and their order is fixed
            <ProblemRow key={from + index} problem={problem} />
          ))}
        </tbody>
      </DenseTable>
      <Pager offset={from} limit={PAGE} total={problems.length} onOffset={setOffset} />
    </>
  );
}

/** The text in the file; null when the problem does not concern a cell. */
function textOf(problem: RowProblem): string | null {
  if ('value' in problem) return problem.value;
  return 'clientId' in problem ? problem.clientId : null;
}

function ProblemRow({ problem }: { problem: RowProblem }) {
  const { t, format } = useWords();
  const value = textOf(problem);
  const ragged = problem.kind === 'ragged' ? problem : { fields: 0, expected: 0 };
  const counts = {
    fields: format.integer(ragged.fields),
    expected: format.integer(ragged.expected),
    read: problem.kind === 'doubtful-number' ? format.exact(problem.read) : '',
  };
  const reason = problem.kind === 'bad-id' ? (`bad-id-${problem.why}` as const) : problem.kind;
  return (
    <tr>
      <td className="figure tight">{format.integer(problem.line)}</td>
      <Box component="td" sx={{ maxWidth: 260 }}>
        {'column' in problem ? <Literal text={problem.column} /> : '—'}
      </Box>
      <td>{value !== null ? <Literal text={value} wrap /> : '—'}</td>
      <Box component="td" className="quiet" sx={{ minWidth: 260 }}>
        {t(`imports.report.problems.${reason}`, counts)}
      </Box>
    </tr>
  );
}
