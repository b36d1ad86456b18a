import { parseDate } from '../cells/date.ts';
import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { parseNumberText } from '../cells/numberText.ts';
import { MOST_PREAMBLE_RECORDS } from '../choices.ts';
import type { FileProblem } from '../report.ts';
import { DELIMITERS, type Dialect } from './dialect.ts';
import type { Columns } from './matchColumns.ts';

type CountNames = (record: readonly string[]) => number;

const NEARLY_ALL = 0.9;

type Cut = Pick<Dialect, 'delimiter' | 'header'> & {
  /** The first rows below the header, and the first lines of the file as they are. */
  rows: readonly string[][];
  lines: readonly string[];
};

/** Why a file could not be cut into columns; null when it could. */
export function problemOfCut({ delimiter, header, rows, lines }: Cut, countNames: CountNames): FileProblem | null {
  const isInQuotes = lines.some((line) => /^\s*".*"[\s;,|]*$/.test(line));
  if ((isInQuotes && isQuotedLine(header, countNames)) || areQuotedLines(rows, header.length, delimiter))
    return { kind: 'not-csv', why: 'quoted-lines' };
  if (countNames(header) > 0 && header.length > 1) return null;
  for (const [at, line] of lines.slice(0, MOST_PREAMBLE_RECORDS + 1).entries()) {
    const sign = otherDelimiter(line, lines.slice(at + 1), countNames);
    if (sign !== null) return { kind: 'not-csv', ...(sign === ' ' ? { why: 'spaces' } : { why: 'delimiter', sign }) };
  }
  return header.length > 1 ? null : { kind: 'not-csv', why: 'one-column' };
}

/** Why a table has no clients for a model; null when it may have. Cells that may be a client's are never named. */
export function problemOfNames(
  { header, columns }: { header: readonly string[]; columns: Columns },
  rows: readonly string[][],
  countNames: CountNames,
): FileProblem | null {
  const names = header.filter((name) => name !== '');
  if (names.length === 0 || (columns.id < 0 && isData(names))) return { kind: 'no-header' };
  const areNames = countNames(header) > 0 || isUnlikeRows(header, rows);
  if (columns.id < 0) return { kind: 'no-id-column', columns: areNames ? names : [] };
  if (columns.features.every((column) => column < 0)) return { kind: 'no-feature-columns', columns: names };
  return null;
}

/** Whether a header is one cell that holds a whole line with names. */
function isQuotedLine(header: readonly string[], countNames: CountNames): boolean {
  const [cell, ...more] = header.filter((name) => name.trim() !== '');
  if (cell === undefined || more.length > 0) return false;
  return DELIMITERS.some((delimiter) => cell.includes(delimiter) && countNames(cell.split(delimiter)) > 0);
}

/** Whether nearly every row is one cell that holds a whole row. */
function areQuotedLines(rows: readonly string[][], width: number, delimiter: string): boolean {
  if (width < 2) return false;
  const quoted = rows.filter((row) => row.length === 1 && (row[0] ?? '').split(delimiter).length >= width);
  return rows.length > 0 && quoted.length >= rows.length * NEARLY_ALL;
}

/** The sign that cuts a line into names, and the lines below it into as many cells; null when there is none. */
function otherDelimiter(line: string, below: readonly string[], countNames: CountNames): string | null {
  const signs = new Set(line.match(/[^\p{L}\p{M}\p{N}"_.;,|\t]/gu));
  const cuts = [...signs].map((sign) => {
    const cells = line.split(sign);
    const alike = below.filter((other) => other.split(sign).length === cells.length).length;
    const isEven = alike >= below.length * NEARLY_ALL;
    return { sign, names: cells.length > 1 ? countNames(cells.map(unquoted)) : 0, isEven };
  });
  const fitting = cuts.filter(({ names, isEven }) => names > 1 || (names === 1 && isEven));
  return fitting.sort((one, other) => other.names - one.names)[0]?.sign ?? null;
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}

/** Whether the header is in fact a client's row: half its cells or more are numbers, dates, or words for "no value". */
function isData(cells: readonly string[]): boolean {
  return cells.filter(isValue).length * 2 >= cells.length;
}

function isValue(cell: string): boolean {
  return parseNumberText(cell) !== UNREADABLE || parseDate(cell) !== UNREADABLE;
}

/** Whether some column has a word in its header and values below it, as no client's row has. */
function isUnlikeRows(header: readonly string[], rows: readonly string[][]): boolean {
  return header.some((name, column) => {
    if (name === '' || isValue(name)) return false;
    const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => !isMissing(cell));
    return cells.length > 0 && cells.filter(isValue).length >= cells.length * NEARLY_ALL;
  });
}
