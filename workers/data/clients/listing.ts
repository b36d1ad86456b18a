import type { Order } from './clientOrder.ts';
import type { Matches } from './rowFilter.ts';

/** The filtered rows in an order. Pages walk the rows instead of copying them: a page needs only 100 of a million. */
export type Listing = { order: Order; descending: boolean; matches: Matches };

/** The rows between two positions, the end excluded, as far as they exist. Walks from the nearer end. */
export function rowsIn(listing: Listing, from: number, to: number): Int32Array {
  const { marks, count } = listing.matches;
  const { rows } = listing.order;
  const turned = turnedIn(listing);
  const end = Math.min(to, count);
  const found = new Int32Array(Math.max(0, end - from));
  const isForward = from <= count - end;
  const step = isForward ? 1 : -1;
  let place = isForward ? 0 : rows.length - 1;
  let next = isForward ? 0 : found.length - 1;
  let [toSkip, toTake] = [isForward ? from : count - end, found.length];
  if (toTake === 0) return found;
  for (; toSkip > 0; place += step) {
    toSkip -= marks[rows[place < turned ? turned - 1 - place : place] as number] as number;
  }
  for (; toTake > 0; place += step) {
    const row = rows[place < turned ? turned - 1 - place : place] as number;
    const mark = marks[row] as number;
    // Branch-free: every row is written, and the cursor advances only for marked rows.
    found[next] = row;
    next += step * mark;
    toTake -= mark;
  }
  return found;
}

/** The position of a row; −1 when the filter excludes it. */
export function placeIn(listing: Listing, row: number): number {
  const { marks } = listing.matches;
  if (!marks[row]) return -1;
  const { rows } = listing.order;
  const turned = turnedIn(listing);
  let before = 0;
  for (let place = 0; place < rows.length; place++) {
    const other = rows[place < turned ? turned - 1 - place : place] as number;
    if (other === row) return before;
    before += marks[other] as number;
  }
  return -1;
}

/** Number of reversed rows: rows without a value stay last in both directions. */
function turnedIn({ order, descending }: Listing): number {
  return descending ? order.valued : 0;
}
