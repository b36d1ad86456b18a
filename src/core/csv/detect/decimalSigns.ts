import type { Contract } from '../../contract/contract.ts';
import type { ImportChoices } from '../choices.ts';
import type { Columns } from './columns.ts';
import type { DecimalSign } from './plan.ts';

/** So many rows speak for their columns. */
export const ROWS_FOR_SIGNS = 200;

const GROUPED = {
  ',': /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})$/,
  '.': /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})$/,
};
/** A single sign that cannot group: not before exactly three digits, behind none or more than three, behind a leading zero. */
const DECIMAL = {
  ',': /^[+-]?(?:\d*,(?!\d{3}$)\d*|\d{4,},\d*|0\d*,\d*|,\d+)$/,
  '.': /^[+-]?(?:\d*\.(?!\d{3}$)\d*|\d{4,}\.\d*|0\d*\.\d*|\.\d+)$/,
};

/**
 * The decimal sign of each column of numbers: the chosen one, else the one that its first cells prove. Proved it is when the other sign
 * groups thousands in some cell (`12,345.6`, `1,234,567`) and is the decimal sign in none; everything else leaves each cell to itself.
 */
export function decimalSigns(
  columns: Columns,
  { features }: Pick<Contract, 'features'>,
  { rows, chosen }: { rows: readonly string[][]; chosen: ImportChoices['decimals'] },
): DecimalSign[] {
  const isNumber = new Set(features.flatMap(({ name, kind }) => (kind === 'number' ? [name] : [])));
  return columns.uses.map((use, column) => {
    const holdsNumbers = use.kind === 'actual-income' || (use.kind === 'feature' && isNumber.has(use.feature));
    if (!holdsNumbers) return 'auto';
    return chosen[column] ?? provedSign(rows, column);
  });
}

function provedSign(rows: readonly string[][], column: number): DecimalSign {
  const cells = rows.slice(0, ROWS_FOR_SIGNS).map((row) => row[column] ?? '');
  if (!cells.some(mayGroup)) return 'auto';
  const texts = cells.map((cell) => cell.trim());
  const groups = (sign: ',' | '.') => texts.some((text) => GROUPED[sign].test(text));
  const divides = (sign: ',' | '.') => texts.some((text) => DECIMAL[sign].test(text));
  const commaGroups = groups(',') && !divides(',');
  const pointGroups = groups('.') && !divides('.');
  if (commaGroups === pointGroups) return 'auto';
  return commaGroups ? '.' : ',';
}

/** Both signs, or one of them twice: rare, so that the other columns cost little. */
function mayGroup(cell: string): boolean {
  const comma = cell.indexOf(',');
  const point = cell.indexOf('.');
  if (comma >= 0 && point >= 0) return true;
  const sign = comma >= 0 ? comma : point;
  return sign >= 0 && cell.indexOf(comma >= 0 ? ',' : '.', sign + 1) >= 0;
}
