import type { DateOrder } from '../cells/date.ts';
import { type DecimalSign, type ImportPlan, type NumberReading, readsNumbers } from '../importPlan.ts';
import { CELL, UNUSED } from './kernel/assembly/layout.ts';
import type { WantedColumns } from './kernel/recordReader.ts';

/** Codes of columns that are neither features, which are numbered by their slots, nor unused. */
const ID = -2;
export const NAME = -3;
export const DATE = -4;
export const ACTUAL = -5;

const MEANINGS = { unused: UNUSED, id: ID, name: NAME, date: DATE, 'actual-income': ACTUAL };

/** The meaning of each column of the file: a feature's slot among those present, or one of the constants above. */
export function meaningsOf({ columns }: ImportPlan, present: readonly number[]): Int32Array {
  return Int32Array.from(columns, (reading) =>
    reading.kind === 'feature' ? present.indexOf(reading.feature) : MEANINGS[reading.kind],
  );
}

/** Which of day and month comes first in the dates of each slot. */
export function dateOrders({ columns }: ImportPlan, present: readonly number[]): DateOrder[] {
  const orders = new Map<number, DateOrder>();
  for (const reading of columns)
    if (reading.kind === 'feature' && reading.values === 'date') orders.set(reading.feature, reading.order);
  return present.map((feature) => orders.get(feature) ?? null);
}

/** The decimal sign that a record reader takes in a column: only a certain one. */
export function takenSign({ decimal, decidedBy }: NumberReading): DecimalSign {
  return decidedBy === 'choice' || decidedBy === 'column' ? decimal : 'auto';
}

/** Number `n` of a record belongs to slot `n`; the actual income comes after all features. */
export function wantedColumns({ columns }: ImportPlan, meanings: Int32Array, features: number): WantedColumns {
  const slots = Int32Array.from(columns, (reading, column) => {
    if (reading.kind === 'unused') return UNUSED;
    if (reading.kind === 'actual-income') return features;
    return reading.kind === 'feature' && readsNumbers(reading) ? (meanings[column] as number) : CELL;
  });
  const hasActual = columns.some(({ kind }) => kind === 'actual-income');
  const decimals = columns.map((reading) => (readsNumbers(reading) ? takenSign(reading) : 'auto'));
  return { slots, decimals, slotCount: features + (hasActual ? 1 : 0) };
}

/** By slot: the category that the user has chosen for a text of the file. */
export type ChosenCategories = ReadonlyMap<number, ReadonlyMap<string, string>>;

export function chosenCategories({ columns }: ImportPlan, present: readonly number[]): ChosenCategories {
  const chosen = new Map<number, ReadonlyMap<string, string>>();
  for (const reading of columns) {
    if ('chosen' in reading && reading.chosen) {
      chosen.set(present.indexOf(reading.feature), new Map(Object.entries(reading.chosen)));
    }
  }
  return chosen;
}
