import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import { NO_FILTER } from '../../../src/core/clients/clientsFilter.ts';
import type { IncomeInterval } from '../../../src/core/explain/explanation.ts';
import type { Steps } from '../../../src/core/machine/steps.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import type { Scores, SmallColumns } from '../storage/records.ts';
import type { SelectedChunk } from './clientColumns.ts';
import {
  appendChunk,
  type ClientColumns,
  chunkAt,
  createClientColumns,
  reserveRows,
  type StoredChunk,
} from './clientColumns.ts';
import { createClientList, intervalOf } from './clientList.ts';
import type { ClientRow, ClientsPage, ClientsQuery } from './clients.api.ts';
import type { EligibilityIndex } from './eligibilityIndex.ts';
import type { OfferSettings } from './rowFilter.ts';

/**
 * The clients of all ready imports in memory, without their features: parallel columns with one entry for each imported
 * row, including a client's older rows. The newest row of a client is the visible one; `previous` points to the older
 * ones. Segments are not stored, since they follow from the income and can be edited.
 */
export type ClientIndex = {
  /** Clients, not rows. */
  readonly size: number;
  /** Grows with each chunk that is added. */
  readonly revision: number;
  /** Allocates this many rows in all when the number is known beforehand, which is faster than growing step by step. */
  reserve(rows: number): void;
  /** Adds a chunk; rows of a later import, or of a later line in the same import, hide earlier ones of the same id. */
  append(chunk: SmallColumns): void;
  has(clientId: string): boolean;
  /** The client's rows, newest first; empty when there is no such client. */
  places(clientId: string): Place[];
  /** The facts of a client's newest row; null when there is no such client. Called once for each imported row. */
  known(clientId: string): KnownClient | null;
  /** How many visible forecasts each model version made. */
  countByVersion(): Map<string, number>;
  /** Share of clients with a lower income, 0…1. */
  percentile(incomeRub: number): number;
  page(query: ClientsQuery, offerSettings: OfferSettings): ClientsPage;
  /** The client's position in the filtered list; −1 when the filter excludes the client. */
  position(clientId: string, filter: ClientsFilter, offerSettings: OfferSettings): number;
  /**
   * The visible rows that match a filter, in its order; without a filter all visible rows, in the order of ids.
   */
  rowsOf(filter: Partial<ClientsFilter>, offerSettings: OfferSettings): Int32Array;
  /** Makes the orders that no query has asked for yet, for the current clients. */
  ordersAhead(): Steps<void>;
  /** A row as the list shows it. */
  row(row: number, offerSettings: OfferSettings): ClientRow;
  /** The forecasts of rows, roubles. */
  incomesOf(rows: Int32Array): Float32Array<ArrayBuffer>;
  /** Where rows are stored; they must ascend. */
  chunksOf(rows: Int32Array): SelectedChunk[];
  /** All chunks in the order of adding; `isVisible`: whether any of its rows is visible. */
  chunks(): (StoredChunk & { isVisible: boolean })[];
  /** Share of the clients whose eligibility for these products is known, 0…1. */
  productsKnown(products: readonly Product[]): number;
  /** Eligibility of the clients; `keepEligibilityCurrent` fills it in. */
  readonly eligibility: EligibilityIndex;
};

/** One row of one import. */
export type Place = {
  importId: number;
  index: number;
  row: number;
  name: string | null;
  incomeRub: number;
  interval: IncomeInterval | null;
  /** Of the model that made the forecast. */
  modelVersion: string;
};

/** The facts of a client's newest row that are compared with a new row to detect changes. */
export type KnownClient = {
  /** Both words of `hashRows`; null for imports of earlier versions of the app. */
  hash0: number | null;
  hash1: number | null;
  modelVersion: string;
  incomeRub: number;
  interval: IncomeInterval | null;
  /** NaN = not known. */
  actualIncomeRub: number;
};

export function createClientIndex(): ClientIndex {
  const columns = createClientColumns();
  let list = createClientList(columns);
  let expected = 0;

  return {
    get size() {
      return columns.newest.size;
    },
    get revision() {
      return columns.chunks.length;
    },
    reserve(rows) {
      expected = rows;
    },
    append(chunk) {
      appendChunk(columns, chunk);
      // The first chunk is a sample of the lengths of ids and names.
      if (expected > columns.rows) reserveRows(columns, expected);
      expected = 0;
      list = createClientList(columns);
    },
    has: (clientId) => columns.newest.rowOf(clientId) >= 0,
    places: (clientId) => placesFrom(columns.newest.rowOf(clientId), columns),
    known: (clientId) => knownAt(columns.newest.rowOf(clientId), columns),
    countByVersion() {
      const counts = new Map<string, number>();
      for (const chunk of columns.chunks) {
        const visible = countVisible(chunk, columns);
        if (visible > 0) counts.set(chunk.modelVersion, (counts.get(chunk.modelVersion) ?? 0) + visible);
      }
      return counts;
    },
    percentile: (incomeRub) => list.percentile(incomeRub),
    page: (query, offerSettings) => list.page(query, offerSettings),
    position: (clientId, filter, offerSettings) => list.position(clientId, filter, offerSettings),
    rowsOf: (filter, offerSettings) =>
      list.rowsOf({ ...NO_FILTER, sort: 'id', descending: false, ...filter }, offerSettings),
    ordersAhead: () => list.ordersAhead(),
    row: (row, offerSettings) => list.row(row, offerSettings),
    incomesOf: (rows) => Float32Array.from(rows, (row) => columns.incomes[row] as number),
    chunksOf: (rows) => chunksOf(rows, columns),
    chunks: () => columns.chunks.map((chunk) => ({ ...chunk, isVisible: countVisible(chunk, columns) > 0 })),
    productsKnown: (products) => columns.eligibility.share(products, columns.isNewest),
    eligibility: columns.eligibility,
  };
}

/** The interval of one row of a chunk. */
export function toInterval(interval: Scores['interval'], row: number): IncomeInterval | null {
  return intervalOf(interval?.p10[row], interval?.p90[row]);
}

function countVisible({ firstRow, rows }: StoredChunk, { isNewest }: ClientColumns): number {
  let count = 0;
  for (let row = firstRow; row < firstRow + rows; row++) count += isNewest[row] as number;
  return count;
}

function knownAt(row: number, columns: ClientColumns): KnownClient | null {
  const chunk = chunkAt(columns, row);
  if (!chunk) return null;
  const { hashes, incomes, lows, highs, actualIncomes } = columns;
  return {
    hash0: chunk.hasHashes ? (hashes[2 * row] as number) : null,
    hash1: chunk.hasHashes ? (hashes[2 * row + 1] as number) : null,
    modelVersion: chunk.modelVersion,
    incomeRub: incomes[row] as number,
    interval: intervalOf(lows[row], highs[row]),
    actualIncomeRub: actualIncomes[row] as number,
  };
}

function placesFrom(newestRow: number, columns: ClientColumns): Place[] {
  const { previous, names, incomes, lows, highs } = columns;
  const found: Place[] = [];
  for (let row = newestRow; row >= 0; row = previous[row] as number) {
    const chunk = chunkAt(columns, row);
    if (!chunk) break;
    const { importId, index, firstRow, modelVersion } = chunk;
    found.push({
      importId,
      index,
      row: row - firstRow,
      name: names.at(row) || null,
      incomeRub: incomes[row] as number,
      interval: intervalOf(lows[row], highs[row]),
      modelVersion,
    });
  }
  return found;
}

function chunksOf(rows: Int32Array, { chunks, chunkOf }: ClientColumns): SelectedChunk[] {
  const found: SelectedChunk[] = [];
  for (let first = 0; first < rows.length; ) {
    const at = chunkOf[rows[first] as number] ?? -1;
    const chunk = chunks[at];
    if (!chunk) break;
    let next = first + 1;
    while (next < rows.length && chunkOf[rows[next] as number] === at) next++;
    const { importId, index, modelVersion, firstRow } = chunk;
    found.push({ importId, index, modelVersion, firstRow, rows: rows.subarray(first, next) });
    first = next;
  }
  return found;
}
