import type { Contract } from '../../contract/contract.ts';
import type { ImportPlan } from '../detect/plan.ts';
import { CELL, UNUSED, type WantedColumns } from './kernel/recordReader.ts';

/** What a column is when it is neither a feature, which are numbered from 0, nor unused. */
const ID = -2;
export const NAME = -3;
export const DATE = -4;
export const ACTUAL = -5;

/** What each column of the file is: a feature by its number, or one of the constants above. */
export function meaningsOf({
  header,
  idColumn,
  nameColumn,
  dateColumn,
  actualColumn,
  featureColumns,
}: ImportPlan): Int32Array {
  const meanings = new Int32Array(header.length).fill(UNUSED);
  if (actualColumn >= 0) meanings[actualColumn] = ACTUAL;
  featureColumns.forEach((column, feature) => {
    if (column >= 0) meanings[column] = feature;
  });
  meanings[idColumn] = ID;
  if (nameColumn >= 0) meanings[nameColumn] = NAME;
  if (dateColumn >= 0) meanings[dateColumn] = DATE;
  return meanings;
}

/** Number features stand in a record's numbers where they stand in the contract; the actual income comes after them. */
export function wantedColumns(
  meanings: Int32Array,
  { decimals, actualColumn }: ImportPlan,
  { features }: Contract,
): WantedColumns {
  const kinds = meanings.map((meaning) => {
    if (meaning === ACTUAL) return features.length;
    if (meaning === UNUSED) return UNUSED;
    return features[meaning]?.kind === 'number' ? meaning : CELL;
  });
  return { kinds, decimals, slots: features.length + (actualColumn >= 0 ? 1 : 0) };
}
