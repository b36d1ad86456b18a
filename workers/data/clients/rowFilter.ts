import type { Product } from '../../../src/core/offers/offers.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
import { type ClientColumns, intervalShare } from './clientColumns.ts';
import type { ClientsFilter } from './clients.api.ts';

/** What staff have set: segments in order of income. */
export type OfferSettings = { segments: readonly Segment[]; products: readonly Product[] };

/** What narrows the list, without its order and its text. */
export type RowFilter = Omit<ClientsFilter, 'search' | 'sort' | 'descending'>;

/**
 * Which rows a filter leaves: 1 = it does. `count` of them; `segmentCounts`: without the filter by segment, by its
 * position.
 */
export type Matches = { marks: Uint8Array; count: number; segmentCounts: number[] };

/**
 * Narrows the rows that are seen, one condition after the other: each looks only at those that the ones before it left.
 * @param found the rows that a text has found; null = no text
 * @param bands the segment of each row, by `bandsOf`
 */
export function matchRows(
  columns: ClientColumns,
  { filter, found, bands }: { filter: RowFilter; found: Uint8Array | null; bands: Uint16Array },
  { segments, products }: OfferSettings,
): Matches {
  let rows = seenRows(columns, found);
  if (filter.importId !== null) rows = keepImport(rows, columns, filter.importId);
  rows = keepIncomes(rows, columns, filter.minIncomeRub, filter.maxIncomeRub);
  rows = keepIntervals(rows, columns, filter);
  if (filter.hasActualIncome !== null) rows = keepActual(rows, columns, filter.hasActualIncome);
  if (filter.productId !== null) {
    const position = products.findIndex(({ id }) => id === filter.productId);
    const product = products[position];
    if (!product?.active) rows = rows.subarray(0, 0);
    else rows = keepEligibility(rows, columns, { product, position, segments, products, bands });
  }
  const segmentCounts = countBands(rows, bands, segments.length);
  if (filter.segmentIds.length > 0) rows = keepSegments(rows, bands, { segments, segmentIds: filter.segmentIds });
  const marks = new Uint8Array(columns.rows);
  for (let at = 0; at < rows.length; at++) marks[rows[at] as number] = 1;
  return { marks, count: rows.length, segmentCounts };
}

/** The segment of each row, by its position. */
export function bandsOf({ incomes, rows }: ClientColumns, segments: readonly Segment[]): Uint16Array {
  const from = Float64Array.from(segments, ({ fromRub }) => fromRub);
  const bands = new Uint16Array(rows);
  for (let row = 0; row < rows; row++) {
    const income = incomes[row] as number;
    // As `segmentIndex` does; a call for each of a million rows would take longer than all the rest.
    let band = from.length - 1;
    while (band > 0 && income < (from[band] as number)) band--;
    bands[row] = band;
  }
  return bands;
}

// Each row is written where the next one belongs that stays: no branch, of which a processor could guess only half
// rightly.

function seenRows({ seen, rows: rowCount }: ClientColumns, found: Uint8Array | null): Int32Array {
  const rows = new Int32Array(rowCount);
  let kept = 0;
  for (let row = 0; row < rowCount; row++) {
    rows[kept] = row;
    kept += found ? (seen[row] as number) & (found[row] as number) : (seen[row] as number);
  }
  return rows.subarray(0, kept);
}

function keepIncomes(rows: Int32Array, { incomes }: ClientColumns, min: number | null, max: number | null): Int32Array {
  if (min === null && max === null) return rows;
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  let kept = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const income = incomes[row] as number;
    rows[kept] = row;
    kept += Number(income >= low) & Number(income <= high);
  }
  return rows.subarray(0, kept);
}

function keepIntervals(rows: Int32Array, { incomes, lows, highs }: ClientColumns, filter: RowFilter): Int32Array {
  const { minIntervalShare: min, maxIntervalShare: max } = filter;
  if (min === null && max === null) return rows;
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  let kept = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const share = intervalShare(incomes[row] as number, lows[row] as number, highs[row] as number);
    rows[kept] = row;
    kept += Number(share >= low) & Number(share <= high);
  }
  return rows.subarray(0, kept);
}

function keepImport(rows: Int32Array, { chunks, chunkOf }: ClientColumns, importId: number): Int32Array {
  return keepGroups(
    rows,
    chunkOf,
    Uint8Array.from(chunks, (chunk) => Number(chunk.importId === importId)),
  );
}

function keepActual(rows: Int32Array, { actualIncomes }: ClientColumns, isKnown: boolean): Int32Array {
  let kept = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    rows[kept] = row;
    kept += Number(Number.isNaN(actualIncomes[row]) !== isKnown);
  }
  return rows.subarray(0, kept);
}

/** What the forecast decides is looked at here, what the client's values decide has been worked out. */
function keepEligibility(
  rows: Int32Array,
  columns: ClientColumns,
  {
    product,
    position,
    segments,
    products,
    bands,
  }: OfferSettings & { product: Product; position: number; bands: Uint16Array },
): Int32Array {
  const { minIncomeRub, maxIncomeRub, segments: segmentIds, rules } = product;
  let left = keepIncomes(rows, columns, minIncomeRub, maxIncomeRub);
  if (segmentIds.length > 0) left = keepSegments(left, bands, { segments, segmentIds });
  if (rules.length === 0) return left;
  const eligibility = columns.eligibility.layout(products);
  if (!eligibility) return left.subarray(0, 0);
  const { bits, words } = eligibility;
  const [word, bit] = [position >> 5, position % 32];
  let kept = 0;
  for (let at = 0; at < left.length; at++) {
    const row = left[at] as number;
    left[kept] = row;
    kept += ((bits[row * words + word] as number) >>> bit) & 1;
  }
  return left.subarray(0, kept);
}

function keepSegments(
  rows: Int32Array,
  bands: Uint16Array,
  { segments, segmentIds }: { segments: readonly Segment[]; segmentIds: readonly string[] },
): Int32Array {
  return keepGroups(
    rows,
    bands,
    Uint8Array.from(segments, ({ id }) => Number(segmentIds.includes(id))),
  );
}

/** Keeps the rows of the wanted groups. @param groupOf of each row, by its position in `isWanted` */
function keepGroups(rows: Int32Array, groupOf: Int32Array | Uint16Array, isWanted: Uint8Array): Int32Array {
  let kept = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    rows[kept] = row;
    kept += isWanted[groupOf[row] as number] as number;
  }
  return rows.subarray(0, kept);
}

function countBands(rows: Int32Array, bands: Uint16Array, count: number): number[] {
  const counts = new Int32Array(count);
  for (let at = 0; at < rows.length; at++) {
    const band = bands[rows[at] as number] as number;
    counts[band] = (counts[band] as number) + 1;
  }
  return [...counts];
}
