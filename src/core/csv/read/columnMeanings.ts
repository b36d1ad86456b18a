import type { ColumnReading, DecimalSign, ImportPlan } from '../importPlan.ts';
import { CELL, UNUSED } from './kernel/assembly/layout.ts';
import type { WantedColumns } from './kernel/recordReader.ts';

/** Codes of columns that are neither features, which are numbered from 0, nor unused. */
const ID = -2;
export const NAME = -3;
export const DATE = -4;
export const ACTUAL = -5;

const MEANINGS = { unused: UNUSED, id: ID, name: NAME, date: DATE, 'actual-income': ACTUAL };

/** The meaning of each column of the file: a feature's number, or one of the constants above. */
export function meaningsOf({ columns }: ImportPlan): Int32Array {
  return Int32Array.from(columns, (reading) => (reading.kind === 'feature' ? reading.feature : MEANINGS[reading.kind]));
}

/** The decimal sign of a column; `auto` for a column without numbers. */
export function decimalOf(reading: ColumnReading): DecimalSign {
  return 'decimal' in reading ? reading.decimal : 'auto';
}

/** Number `n` of a record belongs to feature `n`; the actual income comes after all features. */
export function wantedColumns({ columns }: ImportPlan, features: number): WantedColumns {
  const slots = Int32Array.from(columns, (reading) => {
    if (reading.kind === 'unused') return UNUSED;
    if (reading.kind === 'actual-income') return features;
    const isNumber = reading.kind === 'feature' && (reading.values === 'number' || reading.values === 'flag');
    return isNumber ? reading.feature : CELL;
  });
  const hasActual = columns.some(({ kind }) => kind === 'actual-income');
  return { slots, decimals: columns.map(decimalOf), slotCount: features + (hasActual ? 1 : 0) };
}
