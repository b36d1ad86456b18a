import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import type { Segment } from '../../../src/core/offers/segments.ts';
import { type ClientColumns, intervalShare } from './clientColumns.ts';

/** Settings made by staff: segments in order of income, and products. */
export type OfferSettings = { segments: readonly Segment[]; products: readonly Product[] };

/** A filter without its order and its text. */
export type RowFilter = Omit<ClientsFilter, 'search' | 'sort' | 'descending'>;

/**
 * The rows that match a filter: 1 = matches. `count`: how many; `segmentCounts`: how many each segment would have
 * without the filter by segment.
 */
export type Matches = { marks: Uint8Array; count: number; segmentCounts: number[] };

/**
 * Applies the conditions one after the other to the visible rows. Each condition looks only at rows that are left.
 * @param found the rows that match a text; null = no text
 * @param bands the segment of each row, by `bandsOf`
 */
export function matchRows(
  columns: ClientColumns,
  { filter, found, bands }: { filter: RowFilter; found: Uint8Array | null; bands: Uint16Array },
  { segments, products }: OfferSettings,
): Matches {
  let rows = visibleRows(columns, found);
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
    // Inlined `segmentIndex`: a call for each of a million rows would take longer than all the rest.
    let band = from.length - 1;
    while (band > 0 && income < (from[band] as number)) band--;
    bands[row] = band;
  }
  return bands;
}

/**
 * Branch-free: every row is written, and the cursor advances only for kept rows. A branch would be mispredicted too
 * often.
 */
function visibleRows({ isNewest, rows: rowCount }: ClientColumns, found: Uint8Array | null): Int32Array {
  const rows = new Int32Array(rowCount);
  let kept = 0;
  for (let row = 0; row < rowCount; row++) {
    rows[kept] = row;
    kept += found ? (isNewest[row] as number) & (found[row] as number) : (isNewest[row] as number);
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

/** Conditions on income and segment are checked here; the eligibility index has those on values. */
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

/** Keeps the rows of the chosen groups. @param groupOf each row's index into `isWanted` */
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
