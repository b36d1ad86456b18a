import { type ClientColumns, intervalShare } from './clientColumns.ts';
import { letters } from './letters.ts';
import { createRadixSorter } from './radixSort.ts';
import { sortByText } from './textOrder.ts';
import type { Texts } from './texts.ts';

export type SortKey = 'id' | 'name' | 'income' | 'interval' | 'actual' | 'import';

/** The rows that are seen, ascending, ties by id. From `valued` on they have nothing to sort by: they stand last either way. */
export type Order = { rows: Int32Array; valued: number };

/** Whole numbers that a double holds exactly. */
const MAX_DIGITS = 15;
const [ZERO, NINE] = [48, 57];

/**
 * The orders of the list, each made when it is first asked for. Ids are mostly numbers, of which 9 comes before 10; the others follow in
 * order of their characters. Names go by their letters, whatever the case.
 */
export function createOrders(columns: ClientColumns): (by: SortKey) => Order {
  const made = new Map<SortKey, Order>();
  const orderBy = (by: SortKey): Order => {
    const order = made.get(by) ?? (by === 'id' ? orderById(columns) : orderFrom(orderBy('id'), columns, by));
    made.set(by, order);
    return order;
  };
  return orderBy;
}

/** Begins with the order of ids, since equal ones keep it. */
function orderFrom(byId: Order, columns: ClientColumns, by: Exclude<SortKey, 'id'>): Order {
  if (by === 'name') return orderByName(byId.rows, columns);
  const rows = byId.rows.slice();
  if (by === 'import') {
    sortByImport(rows, columns);
    return { rows, valued: rows.length };
  }
  const values = gather(
    by === 'income' ? columns.incomes : by === 'actual' ? columns.actualIncomes : shares(columns),
    rows,
  );
  createRadixSorter(rows.length).byNumber(rows, values);
  return { rows, valued: rows.length - countMissing(values) };
}

function shares({ rows, incomes, lows, highs }: ClientColumns): Float32Array {
  const widths = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    widths[row] = intervalShare(incomes[row] as number, lows[row] as number, highs[row] as number);
  }
  return widths;
}

function gather<T extends Float32Array | Float64Array>(column: T, rows: Int32Array): T {
  const values = column.slice(0, rows.length) as T;
  for (let at = 0; at < rows.length; at++) values[at] = column[rows[at] as number] as number;
  return values;
}

function countMissing(values: Float32Array | Float64Array): number {
  let missing = 0;
  for (let at = 0; at < values.length; at++) if (Number.isNaN(values[at])) missing++;
  return missing;
}

/** Imports are numbered in the order of time. */
function sortByImport(rows: Int32Array, { chunks, chunkOf }: ClientColumns): void {
  const imports = Uint32Array.from(chunks, ({ importId }) => importId);
  const keys = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) keys[at] = imports[chunkOf[rows[at] as number] as number] as number;
  createRadixSorter(rows.length).byKey(rows, keys);
}

function orderById({ ids, seen, rows: rowCount, newest }: ClientColumns): Order {
  const { units, starts } = ids.layout();
  const rows = new Int32Array(newest.size);
  const values = new Float64Array(newest.size);
  const texts: number[] = [];
  let hasLeadingZeros = false;
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (!seen[row]) continue;
    const value = wholeNumber(units, starts[row] as number, (starts[row + 1] as number) - 1);
    if (value < 0) texts.push(row);
    else {
      if (units[starts[row] as number] === ZERO) hasLeadingZeros = true;
      values[count] = value;
      rows[count++] = row;
    }
  }
  const numbers = rows.subarray(0, count);
  createRadixSorter(count).byNumber(numbers, values.subarray(0, count));
  if (hasLeadingZeros) untie(numbers, ids);
  const others = Int32Array.from(texts);
  sortByText(others, ids, (unit) => unit);
  rows.set(others, count);
  return { rows, valued: rows.length };
}

/** The number that an id is, −1 when it is none. */
function wholeNumber(units: Uint16Array, from: number, to: number): number {
  if (to === from || to - from > MAX_DIGITS) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at] as number;
    if (unit < ZERO || unit > NINE) return -1;
    value = value * 10 + unit - ZERO;
  }
  return value;
}

/** Ids such as 7 and 007 are one number; among themselves they go by their characters. */
function untie(rows: Int32Array, ids: Texts): void {
  for (let first = 0; first < rows.length; ) {
    const value = Number(ids.at(rows[first] as number));
    let next = first + 1;
    while (next < rows.length && Number(ids.at(rows[next] as number)) === value) next++;
    if (next - first > 1) sortByText(rows.subarray(first, next), ids, (unit) => unit);
    first = next;
  }
}

function orderByName(byId: Int32Array, { names }: ClientColumns): Order {
  const { starts } = names.layout();
  const rows = new Int32Array(byId.length);
  const nameless: number[] = [];
  let named = 0;
  for (let at = 0; at < byId.length; at++) {
    const row = byId[at] as number;
    // Only the zero at its end.
    if ((starts[row + 1] as number) - (starts[row] as number) === 1) nameless.push(row);
    else rows[named++] = row;
  }
  rows.set(nameless, named);
  const fold = letters();
  sortByText(rows.subarray(0, named), names, (unit) => fold[unit] as number);
  return { rows, valued: named };
}
