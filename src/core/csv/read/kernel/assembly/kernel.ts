import { endOfUtf8, markBytes } from './bytes';
import { endOfCell, isSimple } from './cells';
import { CELL_WORDS, COLUMN_BYTES, UNUSED } from './layout';
import { readMissing, readNumber } from './numbers';

export { powersOfFive } from './decimal';

const QUOTE: u8 = 0x22;

/** First address that the caller may use. */
export function workSpace(): usize {
  return __heap_base;
}

let columns: usize = 0;
let width: i32 = 0;
let numbers: usize = 0;
let cells: usize = 0;
let bytes: usize = 0;
let delimiter: u8 = 0;

/** Sets the addresses of all areas, in the layout of layout.ts. */
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

/** Marks line ends and quotes among `bytes[from…to)`, with a bit for each byte; `from` is a multiple of 32. */
export function mark(from: usize, to: usize, marks: usize): void {
  markBytes(bytes + from, bytes + to, marks + (from >> 3));
}

/** Where the whole characters of UTF-8 end among `bytes[from…to)`. */
export function skipUtf8(from: usize, to: usize): usize {
  return endOfUtf8(bytes + from, bytes + to) - bytes;
}

/**
 * Reads the record `bytes[from…to)`. Plain numbers go to `numbers`; every other cell of a column that is not unused is
 * described at `cells`; the count of these goes in front of them.
 * @returns the number of cells in the record
 */
export function readRecord(from: usize, to: usize): i32 {
  const stop = bytes + to;
  const after = load<u8>(stop);
  // A delimiter for the last cell to end with.
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
      cell += CELL_WORDS * 4;
    }
    column += COLUMN_BYTES;
    at = end + 1;
  }
  for (; at <= stop; field++) at = endOfCell(at, stop, delimiters) + 1;
  store<i32>(cells - 4, <i32>(cell - cells) / (CELL_WORDS * 4));
  store<u8>(stop, after);
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

/** The same number for the same bytes, and seldom for others. */
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
