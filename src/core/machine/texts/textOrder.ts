import { createRadixSorter } from '../radixSort.ts';
import type { Steps } from '../steps.ts';
import type { Texts } from './texts.ts';

// Hot loops: casts replace index checks.

/** Fewer rows are sorted by insertion. */
const RADIX_FROM = 24;
/** For more rows the first keys are prepared, row by row in memory order. */
const PREPARED_FROM = 10_000;
const PREPARED_KEYS = 4;
const STEP_ROWS = 100_000;

/**
 * Sorts rows by their texts in place, unit by unit in the order of `rankOf`; rows of equal texts keep their order. As
 * many units as fit are packed into one key of 32 bits, five of them for an alphabet like the Russian one; rows with
 * equal keys are then sorted by their next units.
 * @param rankOf what a unit counts as
 */
export function* sortByText(rows: Int32Array, texts: Texts, rankOf: (unit: number) => number): Steps<void> {
  const packing = packUnits(texts, rankOf);
  const { bits, perKey } = packing;
  // The last rank of a key is zero when the text ends within the key: no unit follows.
  const lastRank = 2 ** bits - 1;
  const sorter = createRadixSorter(rows.length, 8);
  const allKeys = new Uint32Array(rows.length);
  const prepared = rows.length < PREPARED_FROM ? [] : yield* prepareKeys(texts.layout().rows, packing);
  // Runs still to be sorted: parts of `rows` whose texts are equal up to a unit.
  const runs = [{ from: 0, to: rows.length, depth: 0 }];
  for (let run = runs.pop(); run; run = runs.pop()) {
    const { from, to, depth } = run;
    const part = rows.subarray(from, to);
    if (part.length < RADIX_FROM) {
      insertInOrder(part, depth, packing);
      continue;
    }
    const keys = allKeys.subarray(from, to);
    const keysOfRows = prepared[depth / perKey];
    if (keysOfRows) gatherKeys(keys, part, keysOfRows);
    else fillKeys(keys, part, depth, packing);
    yield* sorter.byKey(part, keys);
    for (let first = 0; first < keys.length; ) {
      const key = keys[first] as number;
      let next = first + 1;
      while (next < keys.length && keys[next] === key) next++;
      if (next - first > 1 && (key & lastRank) !== 0) {
        runs.push({ from: from + first, to: from + next, depth: depth + perKey });
      }
      first = next;
    }
  }
}

/** Texts as ranks: the occurring units, numbered from 1 in order, and how many such numbers fit in a key. */
type Packing = { units: Uint16Array; starts: Uint32Array; ranks: Uint16Array; bits: number; perKey: number };

function packUnits(texts: Texts, rankOf: (unit: number) => number): Packing {
  const { alphabet } = texts;
  const occurring = new Set<number>();
  for (let unit = 1; unit < alphabet.length; unit++) if (alphabet[unit]) occurring.add(rankOf(unit));
  const numbers = new Map([...occurring].sort((a, b) => a - b).map((rank, at) => [rank, at + 1]));
  const ranks = new Uint16Array(alphabet.length);
  for (let unit = 1; unit < alphabet.length; unit++)
    if (alphabet[unit]) ranks[unit] = numbers.get(rankOf(unit)) as number;
  const bits = Math.max(1, 32 - Math.clz32(numbers.size));
  const { units, starts } = texts.layout();
  return { units, starts, ranks, bits, perKey: Math.floor(32 / bits) };
}

function fillKeys(keys: Uint32Array, rows: Int32Array, depth: number, packing: Packing): void {
  const { starts } = packing;
  for (let at = 0; at < rows.length; at++) keys[at] = keyAt((starts[rows[at] as number] as number) + depth, packing);
}

function gatherKeys(keys: Uint32Array, rows: Int32Array, keysOfRows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) keys[at] = keysOfRows[rows[at] as number] as number;
}

/** The first keys of every row. */
function* prepareKeys(rows: number, packing: Packing): Steps<Uint32Array[]> {
  const { starts, perKey } = packing;
  const prepared = Array.from({ length: PREPARED_KEYS }, () => new Uint32Array(rows));
  for (let row = 0; row < rows; row++) {
    if (row % STEP_ROWS === 0) yield;
    const end = (starts[row + 1] as number) - 1;
    let unit = starts[row] as number;
    for (let place = 0; place < PREPARED_KEYS && unit < end; place++, unit += perKey) {
      (prepared[place] as Uint32Array)[row] = keyAt(unit, packing);
    }
  }
  return prepared;
}

/** The key of the units from `from` on, as many as fit; zeros after the end of the text. */
function keyAt(from: number, { units, ranks, bits, perKey }: Packing): number {
  const keyBits = perKey * bits;
  let key = 0;
  let filled = 0;
  for (let unit = from; filled < keyBits; unit++, filled += bits) {
    const rank = ranks[units[unit] as number] as number;
    if (rank === 0) return key << (keyBits - filled);
    key = (key << bits) | rank;
  }
  return key;
}

/** Insertion sort, for few rows. */
function insertInOrder(rows: Int32Array, depth: number, packing: Packing): void {
  for (let at = 1; at < rows.length; at++) {
    const row = rows[at] as number;
    let place = at;
    for (; place > 0 && compareFrom(rows[place - 1] as number, row, depth, packing) > 0; place--) {
      rows[place] = rows[place - 1] as number;
    }
    rows[place] = row;
  }
}

function compareFrom(a: number, b: number, depth: number, { units, starts, ranks }: Packing): number {
  let x = (starts[a] as number) + depth;
  let y = (starts[b] as number) + depth;
  for (;;) {
    const unitA = units[x++] as number;
    const difference = (ranks[unitA] as number) - (ranks[units[y++] as number] as number);
    if (difference !== 0 || unitA === 0) return difference;
  }
}
