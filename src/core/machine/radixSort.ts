import type { Steps } from './steps.ts';

// Hot loops: casts replace index checks.

/** Number of values after which a pause is worthwhile. */
const STEP_VALUES = 100_000;

/** Sorts in its own working memory, which every sort reuses. */
export type RadixSorter = {
  /**
   * Sorts rows and their keys by key, ascending, in place; rows of equal keys keep their order. Goes digit by digit
   * from the last to the first; digits that are the same everywhere need no pass, sorted keys need none at all.
   * @param keys 32 bits for each row, by its position in `rows`
   */
  byKey(rows: Int32Array, keys: Uint32Array): Steps<void>;
  /**
   * Sorts rows by a number for each, ascending, in place; rows of equal numbers keep their order, NaN comes last.
   * @param values one for each row, by its position in `rows`; unchanged
   */
  byNumber(rows: Int32Array, values: Float32Array | Float64Array): Steps<void>;
};

/**
 * @param capacity the most rows in one sort
 * @param bits of a digit: 11 make three passes, 8 make four, which is less work for few rows
 */
export function createRadixSorter(capacity: number, bits: 8 | 11 = 11): RadixSorter {
  const spareRows = new Int32Array(capacity);
  const spareKeys = new Uint32Array(capacity);
  const buckets = 1 << bits;
  const passes = Math.ceil(32 / bits);
  const counts = new Uint32Array(passes * buckets);

  function* byKey(rows: Int32Array, keys: Uint32Array): Steps<void> {
    if (isAscending(keys)) return;
    countDigits(keys, counts, bits);
    let [fromRows, toRows]: [Int32Array, Int32Array] = [rows, spareRows];
    let [fromKeys, toKeys]: [Uint32Array, Uint32Array] = [keys, spareKeys];
    for (let pass = 0; pass < passes; pass++) {
      yield;
      const starts = counts.subarray(pass * buckets, (pass + 1) * buckets);
      if (starts.includes(rows.length)) continue;
      toStarts(starts);
      moveByDigit(rows.length, pass * bits, { starts, fromRows, fromKeys, toRows, toKeys });
      [fromRows, toRows] = [toRows, fromRows];
      [fromKeys, toKeys] = [toKeys, fromKeys];
    }
    if (fromRows === rows) return;
    rows.set(spareRows.subarray(0, rows.length));
    keys.set(spareKeys.subarray(0, keys.length));
  }

  function* byDouble(rows: Int32Array, values: Float64Array): Steps<void> {
    const { low, high } = yield* keysOfDoubles(values);
    const places = new Int32Array(rows.length);
    for (let at = 0; at < places.length; at++) places[at] = at;
    yield* byKey(places, low);
    yield;
    for (let at = 0; at < places.length; at++) low[at] = high[places[at] as number] as number;
    yield* byKey(places, low);
    yield;
    for (let at = 0; at < places.length; at++) places[at] = rows[places[at] as number] as number;
    rows.set(places);
  }

  return {
    byKey,
    *byNumber(rows, values) {
      if (isAscending(values)) return;
      if (values instanceof Float32Array) yield* byKey(rows, keysOfFloats(values));
      else yield* byDouble(rows, values);
    },
  };
}

/** How often each digit has each value. */
function countDigits(keys: Uint32Array, counts: Uint32Array, bits: 8 | 11): void {
  counts.fill(0);
  const mask = (1 << bits) - 1;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    for (let shift = 0, from = 0; shift < 32; shift += bits, from += mask + 1) {
      const place = from + ((key >>> shift) & mask);
      counts[place] = (counts[place] as number) + 1;
    }
  }
}

type Move = {
  starts: Uint32Array;
  fromRows: Int32Array;
  fromKeys: Uint32Array;
  toRows: Int32Array;
  toKeys: Uint32Array;
};

function moveByDigit(length: number, shift: number, { starts, fromRows, fromKeys, toRows, toKeys }: Move): void {
  const mask = starts.length - 1;
  for (let at = 0; at < length; at++) {
    const key = fromKeys[at] as number;
    const digit = (key >>> shift) & mask;
    const to = starts[digit] as number;
    starts[digit] = to + 1;
    toKeys[to] = key;
    toRows[to] = fromRows[at] as number;
  }
}

function toStarts(counts: Uint32Array): void {
  let start = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit] as number;
    counts[digit] = start;
    start += count;
  }
}

function isAscending(values: Uint32Array | Float32Array | Float64Array): boolean {
  for (let at = 1; at < values.length; at++) {
    // Written so that NaN counts as out of order.
    if (!((values[at - 1] as number) <= (values[at] as number))) return false;
  }
  return true;
}

/** As signed words: the sign bit alone, and all bits, which sort last. */
const SIGN = -0x80000000;
const LAST = -1;

/**
 * The bits of numbers, converted so that they ascend with the numbers: the bits of negative numbers descend. All NaN
 * become one, and so do both zeros.
 */
function keysOfFloats(values: Float32Array): Uint32Array {
  const bits = new Int32Array(values.slice().buffer);
  for (let at = 0; at < bits.length; at++) {
    const word = bits[at] as number;
    const value = values[at] as number;
    if (value > 0) bits[at] = word ^ SIGN;
    else if (value < 0) bits[at] = ~word;
    else bits[at] = value === 0 ? SIGN : LAST;
  }
  return new Uint32Array(bits.buffer);
}

/** Works on signed words: numbers above 2³¹ would be doubles until the compiler has optimised the code. */
function* keysOfDoubles(values: Float64Array): Steps<{ low: Uint32Array; high: Uint32Array }> {
  const bits = new Int32Array(values.slice().buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    if (at % STEP_VALUES === 0) yield;
    const value = values[at] as number;
    const lower = bits[2 * at] as number;
    const upper = bits[2 * at + 1] as number;
    if (value > 0) {
      low[at] = lower;
      high[at] = upper ^ SIGN;
    } else if (value < 0) {
      low[at] = ~lower;
      high[at] = ~upper;
    } else {
      low[at] = value === 0 ? 0 : LAST;
      high[at] = value === 0 ? SIGN : LAST;
    }
  }
  return { low, high };
}
