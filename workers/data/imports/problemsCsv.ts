import Papa from 'papaparse';
import { FORMULA_START } from '../../../src/core/csv/cells/formula.ts';
import type { RowProblem } from '../../../src/core/csv/report.ts';
import { isRejection } from '../../../src/core/csv/write/rejectionText.ts';
import { BYTE_ORDER_MARK } from '../files/csvOutput.ts';
import type { ColumnReport } from './imports.api.ts';

/** The problems of an import's rows and cells. */
export function problemsCsv(problems: readonly RowProblem[], which: 'all' | 'rejected'): Blob {
  const listed = which === 'all' ? problems : problems.filter(isRejection);
  return toCsv(['line', 'column', 'value', 'reason'], listed.map(toRow));
}

/** What an import found column by column; the cell of an unknown figure is empty. */
export function columnsCsv(reports: readonly ColumnReport[]): Blob {
  const fields = [
    'feature',
    'column',
    'missing_share',
    'training_missing_share',
    'unreadable',
    'out_of_range',
    'unseen_categories',
    'mended_categories',
  ];
  const rows = reports.map((report) => [
    report.feature,
    report.column ?? '',
    report.missingShare,
    report.trainingMissingShare ?? '',
    report.unreadable,
    report.outOfRange,
    report.unseenCategories,
    report.mendedCategories ?? '',
  ]);
  return toCsv(fields, rows);
}

/** A file that a Russian Excel opens directly: byte order mark, `;`, no cell is a formula. */
function toCsv(fields: string[], data: (string | number)[][]): Blob {
  const options = { delimiter: ';', newline: '\r\n', escapeFormulae: FORMULA_START };
  return new Blob([BYTE_ORDER_MARK, Papa.unparse({ fields, data }, options)], { type: 'text/csv;charset=utf-8' });
}

function toRow(problem: RowProblem): (string | number)[] {
  const { line, kind } = problem;
  switch (kind) {
    case 'ragged':
      return [line, '', `${problem.fields} ≠ ${problem.expected}`, kind];
    case 'duplicate-id':
      return [line, '', problem.clientId, kind];
    case 'total-row':
      return [line, '', problem.value, kind];
    case 'bad-id':
      return [line, '', problem.value, `${kind}: ${problem.why}`];
    case 'doubtful-number':
      return [line, problem.column, problem.value, `${kind}: read as ${problem.read}`];
    case 'bad-bytes':
    case 'unreadable':
    case 'unseen-category':
      return [line, problem.column, problem.value, kind];
    case 'above-header':
    case 'stray-quote':
    case 'no-id':
    case 'id-too-long':
      return [line, '', '', kind];
  }
}
