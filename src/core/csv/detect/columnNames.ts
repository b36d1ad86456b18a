import { type Contract, NEVER_FEATURES } from '../../contract/contract.ts';
import { REJECTION_COLUMNS } from '../rejectedHeader.ts';

/** Names of the columns that are not features, with letters only: case, spaces, `_` and `-` do not count. */
export const ID_NAMES = [
  'id',
  'clientid',
  'customerid',
  'ид',
  'idклиента',
  'идклиента',
  'клиентid',
  'idclient',
  'номерклиента',
];
export const PERSON_NAMES = [
  'name',
  'fio',
  'фио',
  'fullname',
  'clientname',
  'customername',
  'имя',
  'фиоклиента',
  'имяклиента',
];
export const DATE_NAMES = ['dt', 'date', 'reportdate'];

/** The column of the actual income. */
const ACTUAL_INCOME = 'target';

export function isActualIncome(name: string): boolean {
  return fold(name) === ACTUAL_INCOME;
}

/** Whether a column is the actual income or its weight, which no contract and no choice can make a feature. */
export function isNeverFeature(name: string): boolean {
  return NEVER_FEATURES.includes(fold(name));
}

export function fold(name: string): string {
  return name.trim().toLowerCase();
}

export function letters(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/**
 * Returns a fast function that counts the different cells of a record that name a column with a meaning, to choose the
 * header.
 */
export function nameCounter(contract: Pick<Contract, 'features'>): (record: readonly string[]) => number {
  const features = new Set([...NEVER_FEATURES, ...contract.features.map(({ name }) => fold(name))]);
  const others = new Set([...ID_NAMES, ...PERSON_NAMES, ...DATE_NAMES, ...REJECTION_COLUMNS.map(letters)]);
  return (record) => {
    const names = new Set<string>();
    for (const cell of record) {
      if (cell === '' || cell.length > LONGEST_NAME) continue;
      const folded = fold(cell);
      if (features.has(folded) || others.has(letters(folded))) names.add(folded);
    }
    return names.size;
  };
}

/** A contract allows no longer names. */
const LONGEST_NAME = 300;
