import Papa from 'papaparse';
import type { RowProblem } from '../../src/core/csv/report.ts';

/** Excel takes such a cell for a formula, or hides what follows. */
const FORMULA_START = /^[=+\-@\t\r\n\0]/;

/** The report of an import as a file that a Russian Excel opens as it is: byte order mark, `;`, no cell is a formula. */
export function problemsCsv(problems: readonly RowProblem[]): Blob {
  const text = Papa.unparse(
    { fields: ['line', 'column', 'value', 'reason'], data: problems.map(toRow) },
    { delimiter: ';', newline: '\r\n', escapeFormulae: FORMULA_START },
  );
  return new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' });
}

function toRow(problem: RowProblem): (string | number)[] {
  const { line, kind } = problem;
  switch (kind) {
    case 'ragged':
      return [line, '', `${problem.fields} ≠ ${problem.expected}`, kind];
    case 'duplicate-id':
      return [line, '', problem.clientId, kind];
    case 'unreadable':
    case 'unseen-category':
      return [line, problem.column, problem.value, kind];
    case 'no-id':
    case 'id-too-long':
      return [line, '', '', kind];
  }
}
