import { segmentIndex } from '../../../src/core/segments.ts';
import type { ClientRow, ClientsFilter, ClientsPage, ClientsQuery, ClientsSort } from '../../clients.api.ts';
import type { ClientColumns } from './clientColumns.ts';
import { type Matches, matchRows, type Narrowing, type Offering } from './clientMatches.ts';
import { createOrders, type Order } from './clientOrder.ts';
import { markBeginnings, markParts } from './textSearch.ts';

/** The list that people search, filter, sort and page through. Made anew when the clients change. */
export type ClientList = {
  page(query: ClientsQuery, offering: Offering): ClientsPage;
  position(clientId: string, filter: ClientsFilter, offering: Offering): number;
  /** All rows that a filter leaves, in its order. */
  rowsOf(filter: ClientsFilter, offering: Offering): Int32Array;
  row(row: number, offering: Offering): ClientRow;
};

/** Everyone, by id. */
export const EVERYONE: ClientsFilter = {
  ...{ search: '', segmentIds: [], minIncomeRub: null, maxIncomeRub: null, minIntervalShare: null },
  ...{ maxIntervalShare: null, importId: null, productId: null, hasActualIncome: null, sort: 'id', descending: false },
};

type Answer = { rows: Int32Array; matches: Matches };

/**
 * What was worked out is kept while it serves: the orders, the rows that the last text found, the rows that the last filter left, the
 * answer to the last question, since turning a page asks it again.
 */
export function createClientList(columns: ClientColumns): ClientList {
  const orderBy = createOrders(columns);
  const find = lastOf((search: string) => findRows(search, columns));
  const narrow = lastOf((key: string, narrowing: Narrowing, offering: Offering) => {
    const [search = ''] = JSON.parse(key) as string[];
    return matchRows(columns, { filter: narrowing, found: search === '' ? null : find(search) }, offering);
  });
  const answer = lastOf((_key: string, filter: ClientsFilter, offering: Offering) => answerTo(filter, offering));

  function answerTo({ search, sort, descending, ...narrowing }: ClientsFilter, offering: Offering): Answer {
    const key = JSON.stringify([search.trim(), narrowing, dependsOn(narrowing, offering)]);
    const matches = narrow(key, narrowing, offering);
    return { rows: inOrder(orderBy(keyOf(sort)), descending, matches), matches };
  }

  /** What else an answer follows from. */
  function dependsOn({ productId }: Narrowing, { segments, products }: Offering): unknown[] {
    return productId === null ? [segments] : [segments, products, columns.fits.edition];
  }

  function ask(filter: ClientsFilter, offering: Offering): Answer {
    return answer(JSON.stringify([filter, dependsOn(filter, offering)]), filter, offering);
  }

  function row(at: number, { segments }: Offering): ClientRow {
    const { ids, names, incomes, actualIncomes, lows, highs } = columns;
    const incomeRub = incomes[at] as number;
    return {
      ...{ id: ids.at(at), name: names.at(at) || null, incomeRub },
      interval: intervalOf(lows[at], highs[at]),
      segmentId: segments[segmentIndex(segments, incomeRub)]?.id ?? '',
      actualIncomeRub: toKnown(actualIncomes[at]),
    };
  }

  return {
    page({ offset, limit, ...filter }, offering) {
      const { rows, matches } = ask(filter, offering);
      return {
        rows: Array.from(rows.subarray(offset, offset + limit), (at) => row(at, offering)),
        matched: rows.length,
        total: columns.newest.size,
        segmentCounts: Object.fromEntries(offering.segments.map(({ id }, at) => [id, matches.segmentCounts[at] ?? 0])),
        productsKnown: isJudged(filter, offering) ? columns.fits.share(offering.products, columns.seen) : 1,
      };
    },
    position(clientId, filter, offering) {
      const at = columns.newest.rowOf(clientId);
      return at < 0 ? -1 : ask(filter, offering).rows.indexOf(at);
    },
    // Not through `ask`: the list on the screen keeps what it has worked out.
    rowsOf({ search, sort, descending, ...filter }, offering) {
      const text = search.trim();
      const found = text === '' ? null : findRows(text, columns);
      return inOrder(orderBy(keyOf(sort)), descending, matchRows(columns, { filter, found }, offering));
    },
    row,
  };
}

/** Whether the clients' values decide who is on a page. */
function isJudged({ productId }: Narrowing, { products }: Offering): boolean {
  return products.some(({ id, active, rules }) => id === productId && active && rules.length > 0);
}

/** A higher segment is a higher income, so both orders are one. */
function keyOf(sort: ClientsSort) {
  return sort === 'segment' ? 'income' : sort;
}

function findRows(search: string, { ids, names, rows }: ClientColumns): Uint8Array {
  const found = new Uint8Array(rows);
  markBeginnings(ids, search, found);
  markParts(names, search, found);
  return found;
}

/** The marked rows in order. Those with nothing to sort by come last, turned round or not. */
function inOrder({ rows, valued }: Order, descending: boolean, { marks, count }: Matches): Int32Array {
  // One more than there are: every row is written where the next marked one belongs.
  const found = new Int32Array(count + 1);
  let next = 0;
  const take = (from: number, to: number, step: 1 | -1) => {
    for (let at = from; at !== to; at += step) {
      const row = rows[at] as number;
      found[next] = row;
      next += marks[row] as number;
    }
  };
  if (descending) take(valued - 1, -1, -1);
  else take(0, valued, 1);
  take(valued, rows.length, 1);
  return found.subarray(0, count);
}

/** The ends of an interval, null for none. */
export function intervalOf(lowRub: number | undefined, highRub: number | undefined) {
  if (lowRub === undefined || highRub === undefined || Number.isNaN(lowRub) || Number.isNaN(highRub)) return null;
  return { lowRub, highRub };
}

function toKnown(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Remembers the last result, by the first argument. */
function lastOf<Args extends [string, ...unknown[]], Result>(make: (...args: Args) => Result) {
  let last: { key: string; result: Result } | null = null;
  return (...args: Args): Result => {
    if (last?.key !== args[0]) last = { key: args[0], result: make(...args) };
    return last.result;
  };
}
