import { parseDate } from '../cells/date.ts';
import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { parseFlagWord, parseNumberText, type Sign } from '../cells/numberText.ts';
import type { ColumnReading, DecimalSign } from '../importPlan.ts';
import type { PreviewColumn } from './tablePreview.ts';

type CellFacts = Pick<PreviewColumn, 'type' | 'decimal' | 'missingShare' | 'unreadable'>;

/** Share of a column's values that decides its type. */
const NEARLY_ALL = 0.95;
/** A quick test for numbers that cannot be dates. */
const PLAIN = /^[+-]?\d+(?:[.,]\d+)?$/;

/** The type of a column's cells, and how many cells cannot be read as planned. */
export function describeCells(rows: readonly string[][], column: number, reading: ColumnReading): CellFacts {
  const decimal = 'decimal' in reading ? reading.decimal : 'auto';
  const signs: Record<Sign, number> = { ',': 0, '.': 0 };
  let missing = 0;
  let numbers = 0;
  let dates = 0;
  let unreadable = 0;
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
    if (!isReadable(text, reading, { isNumber, isDate })) unreadable++;
  }
  const values = rows.length - missing;
  return {
    type: typeOf({ values, numbers, dates }),
    decimal: signOf(decimal, signs),
    missingShare: rows.length === 0 ? 0 : missing / rows.length,
    unreadable,
  };
}

function isReadable(text: string, reading: ColumnReading, is: { isNumber: boolean; isDate: boolean }): boolean {
  if (!('values' in reading)) return true;
  switch (reading.values) {
    case 'number':
      return is.isNumber;
    case 'flag':
      return is.isNumber || parseFlagWord(text) !== UNREADABLE;
    case 'date':
      return is.isDate;
    case 'category':
      return true;
  }
}

function typeOf({ values, numbers, dates }: { values: number; numbers: number; dates: number }): CellFacts['type'] {
  if (values === 0) return 'empty';
  if (numbers >= values * NEARLY_ALL) return 'number';
  return dates >= values * NEARLY_ALL ? 'date' : 'text';
}

function lastSign(text: string): Sign | null {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma === point) return null;
  return comma > point ? ',' : '.';
}

function signOf(decimal: DecimalSign, signs: Record<Sign, number>): DecimalSign | null {
  if (signs[','] + signs['.'] === 0) return null;
  if (decimal !== 'auto') return decimal;
  if (signs['.'] === 0) return ',';
  return signs[','] === 0 ? '.' : 'auto';
}
