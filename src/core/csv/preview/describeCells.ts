import type { Feature } from '../../contract/contract.ts';
import type { ColumnUse } from '../choices.ts';
import type { DecimalSign } from '../detect/plan.ts';
import { parseDate } from '../read/date.ts';
import { isMissing } from '../read/missing.ts';
import { parseFlagWord, parseNumberText, UNREADABLE } from '../read/number.ts';
import type { PreviewColumn } from './preview.ts';

type CellFacts = Pick<PreviewColumn, 'type' | 'decimal' | 'missingShare' | 'unreadable'>;
type Meaning = { use: ColumnUse; feature: Feature | null; decimal: DecimalSign };

/** A column is what nearly all its values are. */
const NEARLY_ALL = 0.95;
const PLAIN = /^[+-]?\d+(?:[.,]\d+)?$/;

/** What the cells of a column look like, and how many cannot be read as what the column is used for. */
export function describeCells(
  rows: readonly string[][],
  column: number,
  { use, feature, decimal }: Meaning,
): CellFacts {
  const signs = { ',': 0, '.': 0 };
  let missing = 0;
  let numbers = 0;
  let dates = 0;
  let unreadable = 0;
  const kind = use.kind === 'actual-income' ? 'number' : feature?.kind;
  for (const row of rows) {
    const text = (row[column] ?? '').trim();
    if (isMissing(text)) {
      missing++;
      continue;
    }
    const isPlain = decimal === 'auto' && PLAIN.test(text);
    const isNumber = isPlain || parseNumberText(text, decimal) !== UNREADABLE;
    const isDate = !isPlain && parseDate(text) !== UNREADABLE;
    if (isNumber) {
      numbers++;
      const sign = lastSign(text);
      if (sign) signs[sign]++;
    }
    if (isDate) dates++;
    const isFlag = feature?.unit === 'flag' && parseFlagWord(text) !== UNREADABLE;
    if ((kind === 'number' && !isNumber && !isFlag) || (kind === 'date' && !isDate)) unreadable++;
  }
  const values = rows.length - missing;
  return {
    type: typeOf({ values, numbers, dates }),
    decimal: signOf(decimal, signs),
    missingShare: rows.length === 0 ? 0 : missing / rows.length,
    unreadable,
  };
}

function typeOf({ values, numbers, dates }: { values: number; numbers: number; dates: number }): CellFacts['type'] {
  if (values === 0) return 'empty';
  if (numbers >= values * NEARLY_ALL) return 'number';
  return dates >= values * NEARLY_ALL ? 'date' : 'text';
}

function lastSign(text: string): ',' | '.' | null {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma === point) return null;
  return comma > point ? ',' : '.';
}

function signOf(decimal: DecimalSign, signs: { ',': number; '.': number }): DecimalSign | null {
  if (signs[','] + signs['.'] === 0) return null;
  if (decimal !== 'auto') return decimal;
  if (signs['.'] === 0) return ',';
  return signs[','] === 0 ? '.' : 'auto';
}
