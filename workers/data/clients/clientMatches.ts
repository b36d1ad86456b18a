import type { Product } from '../../../src/core/offers.ts';
import type { Segment } from '../../../src/core/segments.ts';
import type { ClientsFilter } from '../../clients.api.ts';
import { type ClientColumns, intervalShare } from './clientColumns.ts';

/** What staff have set: segments in order of income. */
export type Offering = { segments: readonly Segment[]; products: readonly Product[] };

/** What narrows the list, without its order and its text. */
export type Narrowing = Omit<ClientsFilter, 'search' | 'sort' | 'descending'>;

/** Which rows a filter leaves: 1 = it does. `count` of them; `segmentCounts`: without the filter by segment, by its position. */
export type Matches = { marks: Uint8Array; count: number; segmentCounts: number[] };

/**
 * Narrows the rows that are seen, one condition after the other, each in one pass in the order of memory.
 * @param found the rows that a text has found; null = no text
 */
export function matchRows(
  columns: ClientColumns,
  { filter, found }: { filter: Narrowing; found: Uint8Array | null },
  { segments, products }: Offering,
): Matches {
  const marks = columns.seen.slice(0, columns.rows);
  if (found) for (let row = 0; row < marks.length; row++) marks[row] = (marks[row] as number) & (found[row] as number);
  keepIncomes(marks, columns, filter.minIncomeRub, filter.maxIncomeRub);
  keepIntervals(marks, columns, filter);
  if (filter.importId !== null) keepImport(marks, columns, filter.importId);
  if (filter.hasActualIncome !== null) keepActual(marks, columns, filter.hasActualIncome);
  if (filter.productId !== null) {
    const position = products.findIndex(({ id }) => id === filter.productId);
    const product = products[position];
    if (product?.active) keepFits(marks, columns, { product, position, segments, products });
    else marks.fill(0);
  }
  return keepSegments(marks, columns, { segments, segmentIds: filter.segmentIds });
}

function keepIncomes(marks: Uint8Array, { incomes }: ClientColumns, min: number | null, max: number | null): void {
  if (min === null && max === null) return;
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  for (let row = 0; row < marks.length; row++) {
    const income = incomes[row] as number;
    if (!(income >= low && income <= high)) marks[row] = 0;
  }
}

function keepIntervals(marks: Uint8Array, { incomes, lows, highs }: ClientColumns, filter: Narrowing): void {
  const { minIntervalShare: min, maxIntervalShare: max } = filter;
  if (min === null && max === null) return;
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  for (let row = 0; row < marks.length; row++) {
    const share = intervalShare(incomes[row] as number, lows[row] as number, highs[row] as number);
    if (!(share >= low && share <= high)) marks[row] = 0;
  }
}

function keepImport(marks: Uint8Array, { chunks }: ClientColumns, importId: number): void {
  for (const chunk of chunks) {
    if (chunk.importId !== importId) marks.fill(0, chunk.firstRow, chunk.firstRow + chunk.rows);
  }
}

function keepActual(marks: Uint8Array, { actualIncomes }: ClientColumns, isKnown: boolean): void {
  for (let row = 0; row < marks.length; row++) {
    if (Number.isNaN(actualIncomes[row]) === isKnown) marks[row] = 0;
  }
}

/** What the forecast decides is looked at here, what the client's values decide has been worked out. */
function keepFits(
  marks: Uint8Array,
  columns: ClientColumns,
  { product, position, segments, products }: Offering & { product: Product; position: number },
): void {
  keepIncomes(marks, columns, product.minIncomeRub, product.maxIncomeRub);
  if (product.segments.length > 0) keepSegments(marks, columns, { segments, segmentIds: product.segments });
  if (product.rules.length === 0) return;
  const fits = columns.fits.layout(products);
  if (!fits) {
    marks.fill(0);
    return;
  }
  const { bits, words } = fits;
  const bit = 1 << (position % 32);
  for (let row = 0, at = position >> 5; row < marks.length; row++, at += words) {
    if (((bits[at] as number) & bit) === 0) marks[row] = 0;
  }
}

function keepSegments(
  marks: Uint8Array,
  { incomes }: ClientColumns,
  { segments, segmentIds }: { segments: readonly Segment[]; segmentIds: readonly string[] },
): Matches {
  const wanted = Uint8Array.from(segments, ({ id }) => Number(segmentIds.length === 0 || segmentIds.includes(id)));
  const from = Float64Array.from(segments, ({ fromRub }) => fromRub);
  const counts = new Float64Array(segments.length);
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] === 0) continue;
    const income = incomes[row] as number;
    // As `segmentIndex` does; a call for each of a million rows would take longer than all the rest.
    let segment = from.length - 1;
    while (segment > 0 && income < (from[segment] as number)) segment--;
    counts[segment] = (counts[segment] as number) + 1;
    marks[row] = wanted[segment] as number;
  }
  const segmentCounts = [...counts];
  return { marks, count: segmentCounts.reduce((sum, count, at) => sum + (wanted[at] ? count : 0), 0), segmentCounts };
}
