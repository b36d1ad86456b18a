import { endOfUtf8, markBytes } from './bytes';
import { endOfCell, isSimple } from './cells';
import { readMissing, readNumber } from './numbers';

export { powersOfFive } from './decimal';

const QUOTE: u8 = 0x22;

/** Kinds of columns that are no numbers; a number's kind is its place in the row, in bytes. */
const UNUSED: i32 = -1;

/** First address that is free. */
export function workSpace(): usize {
  return __heap_base;
}

let columns: usize = 0;
let width: i32 = 0;
let numbers: usize = 0;
let cells: usize = 0;
let bytes: usize = 0;
let delimiter: u8 = 0;

/** Says where everything lies. A column is 8 bytes: its kind and its two decimal signs. */
export function open(
  columnsAt: usize,
  columnCount: i32,
  numbersAt: usize,
  cellsAt: usize,
  bytesAt: usize,
  delimiterByte: u8,
): void {
  columns = columnsAt;
  width = columnCount;
  numbers = numbersAt;
  cells = cellsAt;
  bytes = bytesAt;
  delimiter = delimiterByte;
}

/** Marks line ends and quotes between two places of the bytes, the first a multiple of 32. */
export function mark(from: usize, to: usize, marks: usize): void {
  markBytes(bytes + from, bytes + to, marks + (from >> 3));
}

/** Where whole characters of UTF-8 end between two places of the bytes. */
export function skipUtf8(from: usize, to: usize): usize {
  return endOfUtf8(bytes + from, bytes + to) - bytes;
}

/**
 * Reads the record between two places of the bytes. Plain numbers go to `numbers`; every other cell that somebody wants is put down at
 * `cells` in four words, its column, where it begins and ends, quotes included, and a number made of its bytes; their count goes in front of them.
 * @returns the number of cells in the record
 */
export function readRecord(from: usize, to: usize): i32 {
  const stop = bytes + to;
  const kept = load<u8>(stop);
  // So that every cell ends with a delimiter.
  store<u8>(stop, delimiter);
  const delimiters = i8x16.splat(delimiter);
  let cell = cells;
  let column = columns;
  let at = bytes + from;
  let field = 0;
  for (; at <= stop && field < width; field++) {
    const kind = load<i32>(column);
    const end = endOfCell(at, stop, delimiters);
    const isTaken = kind >= 0 ? readValue(at, end, column, numbers + kind) : kind == UNUSED;
    if (!isTaken) {
      store<i32>(cell, field);
      store<usize>(cell, at - bytes, 4);
      store<usize>(cell, end - bytes, 8);
      store<u32>(cell, hashOf(at, end), 12);
      cell += 16;
    }
    column += 8;
    at = end + 1;
  }
  for (; at <= stop; field++) at = endOfCell(at, stop, delimiters) + 1;
  store<i32>(cells - 4, <i32>(cell - cells) / 16);
  store<u8>(stop, kept);
  return field;
}

// @ts-expect-error: decorator
@inline
function readValue(start: usize, end: usize, column: usize, to: usize): bool {
  if (load<u8>(start) == QUOTE && isSimple(start, end)) {
    start++;
    end--;
  }
  return readNumber(start, end, column, to) || readMissing(start, end, to);
}

/** Alike for alike bytes, and seldom for others. */
function hashOf(at: usize, end: usize): u32 {
  let hash: u64 = (end - at) * 0x9e3779b97f4a7c15;
  for (; at + 8 <= end; at += 8) {
    hash = (hash ^ load<u64>(at)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  const rest = load<u64>(at) & (((<u64>1) << ((end - at) << 3)) - 1);
  hash = (hash ^ rest) * 0x9e3779b97f4a7c15;
  return <u32>(hash >> 32);
}
