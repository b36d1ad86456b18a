import { type DateOrder, parseDate, parseDateCell, serialDate } from '../cells/date.ts';
import { isMissing, isMissingValue, UNREADABLE } from '../cells/missing.ts';
import { parseFlagWord, readNumberText, type Sign, strictly } from '../cells/numberText.ts';
import { type ColumnReading, type DecimalSign, type NumberReading, readsNumbers } from '../importPlan.ts';
import type { PreviewColumn } from './tablePreview.ts';

type CellFacts = Pick<PreviewColumn, 'type' | 'decimal' | 'missingShare' | 'unreadable' | 'serialDates'>;

/** Share of a column's values that decides its type. */
const NEARLY_ALL = 0.95;
/** A quick test for nearly all numbers. */
const PLAIN = /^[+-]?\d+(?:([.,])\d+)?$/;

const NO_NUMBERS = { decimal: 'auto', decidedBy: null, percent: null } as const;

/** The type of a column's cells, and how many cells cannot be read as planned. */
export function describeCells(rows: readonly string[][], column: number, reading: ColumnReading): CellFacts {
  const number = readsNumbers(reading) ? reading : NO_NUMBERS;
  const dates = 'values' in reading && reading.values === 'date' ? reading : null;
  const isEmpty = reading.kind === 'feature' && reading.values !== 'category' ? isMissingValue : isMissing;
  const signs: Record<Sign, number> = { ',': 0, '.': 0 };
  const counts = { missing: 0, numbers: 0, dates: 0, unreadable: 0, serialDates: 0 };
  for (const row of rows) {
    const text = (row[column] ?? '').trim();
    if (isEmpty(text)) {
      counts.missing++;
      continue;
    }
    const isNumber = isNumberText(text, number);
    const isDate = isDateText(text, isNumber, dates);
    if (isNumber) {
      counts.numbers++;
      const sign = lastSign(text);
      if (sign) signs[sign]++;
    }
    if (isDate) counts.dates++;
    if (dates && serialDate(text) !== UNREADABLE) counts.serialDates++;
    if (!isReadable(text, reading, { isNumber, isDate })) counts.unreadable++;
  }
  return {
    type: typeOf({ values: rows.length - counts.missing, numbers: counts.numbers, dates: counts.dates }),
    decimal: signOf(number.decimal, signs),
    missingShare: rows.length === 0 ? 0 : counts.missing / rows.length,
    unreadable: counts.unreadable,
    serialDates: counts.serialDates,
  };
}

function isNumberText(
  text: string,
  { decimal, decidedBy, percent }: Pick<NumberReading, 'decimal' | 'decidedBy' | 'percent'>,
): boolean {
  const plain = PLAIN.exec(text);
  if (plain && (decidedBy !== 'choice' || (plain[1] ?? decimal) === decimal)) return true;
  const number = readNumberText(text, decimal, percent);
  return (decidedBy === 'choice' ? strictly(number, decimal) : number.value) !== UNREADABLE;
}

/** A column that is no date has plain numbers, which are none. */
function isDateText(text: string, isNumber: boolean, dates: { order: DateOrder } | null): boolean {
  if (dates) return parseDateCell(text, dates.order) !== UNREADABLE;
  return !(isNumber && PLAIN.test(text)) && parseDate(text) !== UNREADABLE;
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
