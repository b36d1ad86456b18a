import type { ClientsFilter, ClientsSort } from '../../../src/core/clients/clientsFilter.ts';
import type { Steps } from '../../../src/core/machine/steps.ts';
import { markBeginnings, markParts } from '../../../src/core/machine/texts/textSearch.ts';
import { type Segment, segmentFor } from '../../../src/core/offers/segments.ts';
import { type ClientColumns, toKnown } from './clientColumns.ts';
import { createOrders } from './clientOrder.ts';
import type { ClientRow, ClientsPage, ClientsQuery } from './clients.api.ts';
import { type Listing, placeIn, rowsIn } from './listing.ts';
import { bandsOf, type Matches, matchRows, type OfferSettings, type RowFilter } from './rowFilter.ts';

/** The list that the user searches, filters, sorts and pages through. A change of the clients needs a new list. */
export type ClientList = {
  page(query: ClientsQuery, offerSettings: OfferSettings): ClientsPage;
  position(clientId: string, filter: ClientsFilter, offerSettings: OfferSettings): number;
  /** All rows that match a filter, in the filter's order. */
  rowsOf(filter: ClientsFilter, offerSettings: OfferSettings): Int32Array;
  row(row: number, offerSettings: OfferSettings): ClientRow;
  percentile(incomeRub: number): number;
  /** Makes the orders that no query has asked for yet. */
  ordersAhead(): Steps<void>;
};

/**
 * Caches results while they are valid: the orders, the segments, and the rows matched by the last text and the last
 * filter, since turning a page asks for the same rows again.
 */
export function createClientList(columns: ClientColumns): ClientList {
  const orders = createOrders(columns);
  const find = lastOf((search: string) => findRows(search, columns));
  const divide = lastOf((_key: string, segments: readonly Segment[]) => bandsOf(columns, segments));
  const narrow = lastOf((_key: string, filter: ClientsFilter, offerSettings: OfferSettings) =>
    match(filter, offerSettings, find(filter.search.trim())),
  );

  function match(filter: ClientsFilter, offerSettings: OfferSettings, found: Uint8Array | null): Matches {
    const bands = divide(JSON.stringify(offerSettings.segments), offerSettings.segments);
    return matchRows(columns, { filter, found, bands }, offerSettings);
  }

  function ask(filter: ClientsFilter, offerSettings: OfferSettings): Listing {
    const { sort, descending, search, ...rowFilter } = filter;
    const key = JSON.stringify([search.trim(), rowFilter, dependsOn(rowFilter, offerSettings)]);
    return { order: orders.by(keyOf(sort)), descending, matches: narrow(key, filter, offerSettings) };
  }

  /** What an answer depends on besides the filter: segments, and products when the filter names one. */
  function dependsOn({ productId }: RowFilter, { segments, products }: OfferSettings): unknown[] {
    return productId === null ? [segments] : [segments, products, columns.eligibility.revision];
  }

  function row(at: number, { segments }: OfferSettings): ClientRow {
    const { ids, names, incomes, actualIncomes, lows, highs } = columns;
    const incomeRub = incomes[at] as number;
    return {
      id: ids.at(at),
      name: names.at(at) || null,
      incomeRub,
      interval: intervalOf(lows[at], highs[at]),
      segmentId: segmentFor(segments, incomeRub).id,
      actualIncomeRub: toKnown(actualIncomes[at]),
    };
  }

  return {
    page({ offset, limit, ...filter }, offerSettings) {
      const listing = ask(filter, offerSettings);
      const { count, segmentCounts } = listing.matches;
      return {
        rows: Array.from(rowsIn(listing, offset, offset + limit), (at) => row(at, offerSettings)),
        matched: count,
        total: columns.newest.size,
        segmentCounts: Object.fromEntries(offerSettings.segments.map(({ id }, at) => [id, segmentCounts[at] ?? 0])),
        productsKnown: isJudged(filter, offerSettings)
          ? columns.eligibility.share(offerSettings.products, columns.isNewest)
          : 1,
      };
    },
    position(clientId, filter, offerSettings) {
      const at = columns.newest.rowOf(clientId);
      return at < 0 ? -1 : placeIn(ask(filter, offerSettings), at);
    },
    // Bypasses the cache, which belongs to the list on the screen.
    rowsOf(filter, offerSettings) {
      const { sort, descending, search } = filter;
      const matches = match(filter, offerSettings, findRows(search.trim(), columns));
      return rowsIn({ order: orders.by(keyOf(sort)), descending, matches }, 0, matches.count);
    },
    row,
    percentile: (incomeRub) => shareBelow(incomeRub, columns.incomes, orders.by('income').rows),
    ordersAhead: orders.ahead,
  };
}

/** Share of the rows with a lower value, 0…1. @param rows in the order of their values */
function shareBelow(value: number, values: Float32Array, rows: Int32Array): number {
  let [below, notBelow] = [0, rows.length];
  while (below < notBelow) {
    const middle = (below + notBelow) >> 1;
    if ((values[rows[middle] as number] as number) < value) below = middle + 1;
    else notBelow = middle;
  }
  return rows.length === 0 ? 0 : below / rows.length;
}

/** Whether eligibility decides who is on a page. */
function isJudged({ productId }: RowFilter, { products }: OfferSettings): boolean {
  return products.some(({ id, active, rules }) => id === productId && active && rules.length > 0);
}

/** A higher segment is a higher income, so both orders are one. */
function keyOf(sort: ClientsSort) {
  return sort === 'segment' ? 'income' : sort;
}

/** The rows that match a text; null = no text. */
function findRows(search: string, { ids, names, rows }: ClientColumns): Uint8Array | null {
  if (search === '') return null;
  const found = new Uint8Array(rows);
  markBeginnings(ids, search, found);
  markParts(names, search, found);
  return found;
}

/** The ends of an interval, null for none. */
export function intervalOf(lowRub: number | undefined, highRub: number | undefined) {
  if (lowRub === undefined || highRub === undefined || Number.isNaN(lowRub) || Number.isNaN(highRub)) return null;
  return { lowRub, highRub };
}

/** Remembers the last result, by the first argument. */
function lastOf<Args extends [string, ...unknown[]], Result>(make: (...args: Args) => Result) {
  let last: { key: string; result: Result } | null = null;
  return (...args: Args): Result => {
    if (last?.key !== args[0]) last = { key: args[0], result: make(...args) };
    return last.result;
  };
}
