import { CR, LF, QUOTE } from '../cells/bytes.ts';
import { Cell } from '../cells/cell.ts';

/** Cells are only counted here. */
const cell = new Cell();

type Range = { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number };

/** Whether a cell of a record begins with a quote that is a letter. */
export function hasStrayQuote({ bytes, start, stop }: Range, delimiter: number): boolean {
  if (!bytes.subarray(start, stop).includes(QUOTE)) return false;
  for (let at = start; at <= stop; at = cell.after + 1) {
    cell.read(bytes, at, stop, delimiter);
    if (cell.hasStrayQuote) return true;
  }
  return false;
}

/**
 * Whether a record of several lines is in truth several rows, between a stray quote in the first one and another in the
 * last one: these two are as wide as the table, and so are half of all lines. Of a record that is no row itself, one
 * line as wide as the table is enough.
 */
export function isRowByRow({ bytes, start, stop }: Range, delimiter: number, width: number): boolean {
  let lines = 0;
  let rows = 0;
  let [isFirstRow, isRow] = [false, false];
  for (let from = start; from <= stop; ) {
    const end = lineEnd(bytes, from, stop);
    if (end > from) {
      isRow = countCells({ bytes, start: from, stop: end }, delimiter) === width;
      if (lines++ === 0) isFirstRow = isRow;
      if (isRow) rows++;
    }
    from = end + 1;
  }
  if (isFirstRow && isRow && lines > 1 && rows * 2 >= lines) return true;
  return rows > 0 && countCells({ bytes, start, stop }, delimiter) !== width;
}

function lineEnd(bytes: Uint8Array, from: number, stop: number): number {
  let at = from;
  while (at < stop && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

function countCells({ bytes, start, stop }: Range, delimiter: number): number {
  let cells = 0;
  for (let at = start; at <= stop; at = cell.after + 1) {
    cell.read(bytes, at, stop, delimiter);
    cells++;
  }
  return cells;
}
