import type { ListColumns } from './clients.ts';

export type SortKey = 'id' | 'name' | 'income';

const WHOLE_NUMBER = /^\d{1,15}$/;

/**
 * Sorts rows in place, ascending, ties by id. Ids are mostly numbers, of which 9 comes before 10; the others follow in
 * order of their characters, and so do names. Clients without a name stand last.
 */
export function sortRows(rows: Int32Array, columns: ListColumns, by: SortKey): Int32Array {
  const { ids, lowerNames, incomes } = columns;
  const byId = compareIds(rows, ids);
  if (by === 'id') return rows.sort(byId);
  if (by === 'income') return rows.sort((a, b) => (incomes[a] ?? 0) - (incomes[b] ?? 0) || byId(a, b));
  return rows.sort((a, b) => compareNames(lowerNames[a] ?? '', lowerNames[b] ?? '') || byId(a, b));
}

/** The sorted rows from last to first, but for the clients without a name: they stay last. */
export function turnRows(sorted: Int32Array, { lowerNames }: ListColumns, by: SortKey): Int32Array {
  const turned = sorted.slice();
  const nameless = by === 'name' ? turned.findIndex((row) => lowerNames[row] === '') : -1;
  turned.subarray(0, nameless < 0 ? turned.length : nameless).reverse();
  return turned;
}

function compareIds(rows: Int32Array, ids: readonly string[]): (a: number, b: number) => number {
  const numbers = new Float64Array(ids.length);
  for (const row of rows) {
    const id = ids[row] ?? '';
    numbers[row] = WHOLE_NUMBER.test(id) ? Number(id) : Number.POSITIVE_INFINITY;
  }
  return (a, b) => {
    const x = numbers[a] ?? 0;
    const y = numbers[b] ?? 0;
    return x === y ? compareTexts(ids[a] ?? '', ids[b] ?? '') : x - y;
  };
}

function compareNames(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
