import { type Segment, segmentIndex } from '../../src/core/segments.ts';
import type { ClientsFilter, ClientsPage, ClientsQuery, ClientsSort } from '../data.api.ts';
import { type SortKey, sortRows, turnRows } from './clientOrder.ts';
import type { ListColumns } from './clients.ts';

/** The list that people search, filter, sort and page through. Made anew when the clients change. */
export type ClientList = {
  page(query: ClientsQuery, segments: readonly Segment[]): ClientsPage;
  position(clientId: string, filter: ClientsFilter, segments: readonly Segment[]): number;
  /** The rows of these segments' clients, in the order of ids. */
  rowsOf(segmentIds: string[], segments: readonly Segment[]): Int32Array;
};

const EVERYONE: Omit<ClientsFilter, 'segmentIds'> = {
  ...{ search: '', minIncomeRub: null, maxIncomeRub: null },
  ...{ sort: 'id', descending: false },
};

type Matches = { rows: Int32Array; segmentCounts: Record<string, number> };

/**
 * What was worked out is kept while it serves: the orders, the rows that the last text found, the answer to the last
 * question, since turning a page asks it again.
 *
 * @param newest the row to show of each client
 */
export function createClientList(columns: ListColumns, newest: ReadonlyMap<string, number>): ClientList {
  const orders = new Map<SortKey, Int32Array>();
  let lastSearch: { search: string; found: Uint8Array } | null = null;
  let lastMatches: { question: string; matches: Matches } | null = null;

  /** All clients in the order asked for. A higher segment is a higher income, so both orders are one. */
  function inOrder(sort: ClientsSort, descending: boolean): Int32Array {
    const by = sort === 'segment' ? 'income' : sort;
    const ascending = orders.get(by) ?? sortRows(Int32Array.from(newest.values()), columns, by);
    orders.set(by, ascending);
    return descending ? turnRows(ascending, columns, by) : ascending;
  }

  /** Marks the rows that a text finds; null = all. Goes row by row, since texts met in another order are slow to reach. */
  function find(search: string): Uint8Array | null {
    if (search === '') return null;
    if (lastSearch?.search === search) return lastSearch.found;
    const { lowerIds, lowerNames } = columns;
    const found = new Uint8Array(lowerIds.length);
    for (let row = 0; row < found.length; row++) {
      if (lowerIds[row]?.startsWith(search) || lowerNames[row]?.includes(search)) found[row] = 1;
    }
    lastSearch = { search, found };
    return found;
  }

  function match(filter: ClientsFilter, segments: readonly Segment[]): Matches {
    const found = find(filter.search.trim().toLowerCase());
    const min = filter.minIncomeRub ?? Number.NEGATIVE_INFINITY;
    const max = filter.maxIncomeRub ?? Number.POSITIVE_INFINITY;
    const wanted = segments.map(({ id }) => filter.segmentIds.length === 0 || filter.segmentIds.includes(id));
    const counts = new Array<number>(segments.length).fill(0);
    const rows = new Int32Array(newest.size);
    let matched = 0;
    for (const row of inOrder(filter.sort, filter.descending)) {
      const income = columns.incomes[row] ?? 0;
      if (income < min || income > max || (found && !found[row])) continue;
      const segment = segmentIndex(segments, income);
      counts[segment] = (counts[segment] ?? 0) + 1;
      if (wanted[segment]) rows[matched++] = row;
    }
    const segmentCounts = Object.fromEntries(segments.map(({ id }, segment) => [id, counts[segment] ?? 0]));
    return { rows: rows.subarray(0, matched), segmentCounts };
  }

  function matchesOf(filter: ClientsFilter, segments: readonly Segment[]): Matches {
    const question = JSON.stringify([filter, segments]);
    if (lastMatches?.question !== question) lastMatches = { question, matches: match(filter, segments) };
    return lastMatches.matches;
  }

  return {
    page({ offset, limit, ...filter }, segments) {
      const { rows, segmentCounts } = matchesOf(filter, segments);
      const { ids, names, incomes, intervalOf } = columns;
      const shown = Array.from(rows.subarray(offset, offset + limit), (row) => {
        const incomeRub = incomes[row] ?? 0;
        const segmentId = segments[segmentIndex(segments, incomeRub)]?.id ?? '';
        return { id: ids[row] ?? '', name: names[row] ?? null, incomeRub, interval: intervalOf(row), segmentId };
      });
      return { rows: shown, matched: rows.length, total: newest.size, segmentCounts };
    },
    position(clientId, filter, segments) {
      const row = newest.get(clientId);
      return row === undefined ? -1 : matchesOf(filter, segments).rows.indexOf(row);
    },
    // Not `matchesOf`: the list on the screen keeps what it has worked out.
    rowsOf: (segmentIds, segments) => match({ ...EVERYONE, segmentIds }, segments).rows,
  };
}
