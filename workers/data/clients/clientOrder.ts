import { createRadixSorter } from '../../../src/core/machine/radixSort.ts';
import { finish, type Steps } from '../../../src/core/machine/steps.ts';
import { letters } from '../../../src/core/machine/texts/letters.ts';
import { sortByText } from '../../../src/core/machine/texts/textOrder.ts';
import type { Texts } from '../../../src/core/machine/texts/texts.ts';
import { type ClientColumns, intervalShare } from './clientColumns.ts';

export type SortKey = 'id' | 'name' | 'income' | 'interval' | 'actual' | 'import';

/**
 * The visible rows in ascending order, ties by id. Rows from `valued` on have no value to sort by; they come last in
 * both directions.
 */
export type Order = { rows: Int32Array; valued: number };

/** Longest numeric id: integers of 15 digits are exact in a double. */
const MAX_DIGITS = 15;
const [ZERO, NINE] = [48, 57];
const STEP_ROWS = 100_000;

/** The most used order comes first. */
const KEYS: readonly SortKey[] = ['id', 'income', 'name', 'interval', 'actual', 'import'];

/** The orders of the list. An order can be made before a query asks for it. */
export type Orders = {
  by(key: SortKey): Order;
  ahead(): Steps<void>;
};

/**
 * Numeric ids are sorted by value, so that 9 comes before 10; other ids follow, sorted by character. Names are sorted
 * by letter, ignoring case.
 */
export function createOrders(columns: ClientColumns): Orders {
  const made = new Map<SortKey, Order>();
  const making = new Map<SortKey, Steps<Order>>();

  function by(key: SortKey): Order {
    return made.get(key) ?? finish(stepsTo(key));
  }

  /** Continues an order that was begun earlier. */
  function stepsTo(key: SortKey): Steps<Order> {
    const steps = making.get(key) ?? make(key);
    making.set(key, steps);
    return steps;
  }

  function* make(key: SortKey): Steps<Order> {
    try {
      const order = yield* key === 'id' ? orderById(columns) : orderFrom(by('id'), columns, key);
      made.set(key, order);
      return order;
    } finally {
      making.delete(key);
    }
  }

  return {
    by,
    *ahead() {
      for (const key of KEYS) {
        while (!made.has(key)) {
          stepsTo(key).next();
          yield;
        }
      }
    },
  };
}

/** Starts from the order of ids: the sort is stable, so equal values stay in it. */
function* orderFrom(byId: Order, columns: ClientColumns, key: Exclude<SortKey, 'id'>): Steps<Order> {
  if (key === 'name') return yield* orderByName(byId.rows, columns);
  const rows = byId.rows.slice();
  if (key === 'import') {
    yield* sortByImport(rows, columns);
    return { rows, valued: rows.length };
  }
  const values = yield* gather(yield* columnOf(key, columns), rows);
  yield* createRadixSorter(rows.length).byNumber(rows, values);
  return { rows, valued: rows.length - countMissing(values) };
}

function* columnOf(key: 'income' | 'actual' | 'interval', columns: ClientColumns): Steps<Float32Array | Float64Array> {
  if (key === 'income') return columns.incomes;
  if (key === 'actual') return columns.actualIncomes;
  return yield* shares(columns);
}

function* shares({ rows, incomes, lows, highs }: ClientColumns): Steps<Float32Array> {
  const widths = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (row % STEP_ROWS === 0) yield;
    widths[row] = intervalShare(incomes[row] as number, lows[row] as number, highs[row] as number);
  }
  return widths;
}

function* gather<T extends Float32Array | Float64Array>(column: T, rows: Int32Array): Steps<T> {
  const values = column.slice(0, rows.length) as T;
  for (let at = 0; at < rows.length; at++) {
    if (at % STEP_ROWS === 0) yield;
    values[at] = column[rows[at] as number] as number;
  }
  yield;
  return values;
}

function countMissing(values: Float32Array | Float64Array): number {
  let missing = 0;
  for (let at = 0; at < values.length; at++) if (Number.isNaN(values[at])) missing++;
  return missing;
}

/** The ids of imports grow with time. */
function* sortByImport(rows: Int32Array, { chunks, chunkOf }: ClientColumns): Steps<void> {
  const imports = Uint32Array.from(chunks, ({ importId }) => importId);
  const keys = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    if (at % STEP_ROWS === 0) yield;
    keys[at] = imports[chunkOf[rows[at] as number] as number] as number;
  }
  yield* createRadixSorter(rows.length).byKey(rows, keys);
}

function* orderById({ ids, isNewest, rows: rowCount, newest }: ClientColumns): Steps<Order> {
  const { units, starts } = ids.layout();
  const rows = new Int32Array(newest.size);
  const values = new Float64Array(newest.size);
  const texts: number[] = [];
  let hasLeadingZeros = false;
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (row % STEP_ROWS === 0) yield;
    if (!isNewest[row]) continue;
    const value = wholeNumber(units, starts[row] as number, (starts[row + 1] as number) - 1);
    if (value < 0) texts.push(row);
    else {
      if (units[starts[row] as number] === ZERO) hasLeadingZeros = true;
      values[count] = value;
      rows[count++] = row;
    }
  }
  const numbers = rows.subarray(0, count);
  yield* createRadixSorter(count).byNumber(numbers, values.subarray(0, count));
  if (hasLeadingZeros) yield* untie(numbers, ids);
  const others = Int32Array.from(texts);
  yield* sortByText(others, ids, (unit) => unit);
  rows.set(others, count);
  return { rows, valued: rows.length };
}

/** A numeric id as a number; −1 for other ids. */
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

/** Ids of the same value, such as 7 and 007, are sorted by character. */
function* untie(rows: Int32Array, ids: Texts): Steps<void> {
  for (let first = 0; first < rows.length; ) {
    const value = Number(ids.at(rows[first] as number));
    let next = first + 1;
    while (next < rows.length && Number(ids.at(rows[next] as number)) === value) next++;
    if (next - first > 1) yield* sortByText(rows.subarray(first, next), ids, (unit) => unit);
    first = next;
  }
}

function* orderByName(byId: Int32Array, { names }: ClientColumns): Steps<Order> {
  const { starts } = names.layout();
  const rows = new Int32Array(byId.length);
  const nameless: number[] = [];
  let named = 0;
  for (let at = 0; at < byId.length; at++) {
    if (at % STEP_ROWS === 0) yield;
    const row = byId[at] as number;
    // The text of a nameless row is its final zero alone.
    if ((starts[row + 1] as number) - (starts[row] as number) === 1) nameless.push(row);
    else rows[named++] = row;
  }
  rows.set(nameless, named);
  const fold = letters();
  yield* sortByText(rows.subarray(0, named), names, (unit) => fold[unit] as number);
  return { rows, valued: named };
}
