import type { Segment } from '../../src/core/segments.ts';
import type { ClientsFilter, ClientsPage, ClientsQuery, IncomeInterval } from '../data.api.ts';
import type { Scores } from './chunks.ts';
import { createClientList } from './clientList.ts';
import type { SelectedChunk } from './selection.ts';

/**
 * The clients of all ready imports in memory, without their features: parallel columns with one entry for each imported
 * row, the older rows of a client included. The newest row of a client is the one that is seen; `previous` leads to the
 * older ones. Segments are not stored: they follow from the income and can be edited.
 */
export type ClientIndex = {
  /** Clients, not rows. */
  readonly size: number;
  /** Grows with each chunk that is added. */
  readonly edition: number;
  /** Adds a chunk; rows of a later import, or of a later line in the same import, hide earlier ones of the same id. */
  append(chunk: SmallColumns): void;
  has(clientId: string): boolean;
  /** Where the client's rows lie, newest first; empty when there is no such client. */
  places(clientId: string): Place[];
  /** Clients by the model version that made the forecast which is seen. */
  countByVersion(): Map<string, number>;
  /** Share of clients with a lower income, 0…1. */
  percentile(incomeRub: number): number;
  page(query: ClientsQuery, segments: readonly Segment[]): ClientsPage;
  /** Where a client stands among those that the filter leaves, −1 when it is not among them. */
  position(clientId: string, filter: ClientsFilter, segments: readonly Segment[]): number;
  /** The rows that are seen of these segments' clients (none = everyone's), in the order of ids. */
  rowsOf(segmentIds: string[], segments: readonly Segment[]): Int32Array;
  /** The forecasts of rows, roubles. */
  incomesOf(rows: Int32Array): Float32Array<ArrayBuffer>;
  /** Where rows are stored; they must ascend. */
  chunksOf(rows: Int32Array): SelectedChunk[];
};

export type SmallColumns = {
  importId: number;
  index: number;
  modelVersion: string;
  ids: readonly string[];
  names: readonly (string | null)[] | null;
  incomes: Float32Array;
  interval: Scores['interval'];
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

/** Columns that the list searches and sorts by; texts in lower case beside those that are shown. */
export type ListColumns = {
  ids: string[];
  lowerIds: string[];
  names: (string | null)[];
  lowerNames: string[];
  incomes: number[];
  intervalOf(row: number): IncomeInterval | null;
};

/** Where rows come from: `chunkOf` a row, and the row of the same client in the import before, or -1. */
type Origins = {
  chunks: (Pick<SmallColumns, 'importId' | 'index' | 'modelVersion' | 'interval'> & { firstRow: number })[];
  chunkOf: number[];
  previous: number[];
};

export function createClientIndex(): ClientIndex {
  const origins: Origins = { chunks: [], chunkOf: [], previous: [] };
  const columns: ListColumns = {
    ...{ ids: [], lowerIds: [], names: [], lowerNames: [], incomes: [] },
    intervalOf: (row) => intervalOf(row, origins),
  };
  const newest = new Map<string, number>();
  let list = createClientList(columns, newest);

  return {
    get size() {
      return newest.size;
    },
    get edition() {
      return origins.chunks.length;
    },
    append(chunk) {
      append(chunk, { columns, origins, newest });
      list = createClientList(columns, newest);
    },
    has: (clientId) => newest.has(clientId),
    places: (clientId) => placesFrom(newest.get(clientId) ?? -1, columns, origins),
    countByVersion() {
      const counts = new Map<string, number>();
      for (const row of newest.values()) {
        const version = chunkAt(row, origins)?.modelVersion ?? '';
        counts.set(version, (counts.get(version) ?? 0) + 1);
      }
      return counts;
    },
    percentile(incomeRub) {
      let lower = 0;
      for (const row of newest.values()) if ((columns.incomes[row] ?? 0) < incomeRub) lower++;
      return newest.size === 0 ? 0 : lower / newest.size;
    },
    page: (query, segments) => list.page(query, segments),
    position: (clientId, filter, segments) => list.position(clientId, filter, segments),
    rowsOf: (segmentIds, segments) => list.rowsOf(segmentIds, segments),
    incomesOf: (rows) => Float32Array.from(rows, (row) => columns.incomes[row] ?? Number.NaN),
    chunksOf: (rows) => chunksOf(rows, origins),
  };
}

type Index = { columns: ListColumns; origins: Origins; newest: Map<string, number> };

function append(added: SmallColumns, { columns, origins, newest }: Index): void {
  const { importId, index, modelVersion, ids, names, incomes, interval } = added;
  const { chunks, chunkOf, previous } = origins;
  const chunk = chunks.push({ importId, index, modelVersion, interval, firstRow: columns.ids.length }) - 1;
  for (const [row, id] of ids.entries()) {
    // A file's empty name is no name.
    const name = names?.[row] || null;
    const before = newest.get(id);
    const isSameImport = before !== undefined && chunks[chunkOf[before] ?? 0]?.importId === importId;
    previous.push((isSameImport ? previous[before] : before) ?? -1);
    newest.set(id, columns.ids.length);
    columns.ids.push(id);
    columns.lowerIds.push(id.toLowerCase());
    columns.names.push(name);
    columns.lowerNames.push(name?.toLowerCase() ?? '');
    columns.incomes.push(incomes[row] ?? Number.NaN);
    chunkOf.push(chunk);
  }
}

function chunkAt(row: number, { chunks, chunkOf }: Origins): Origins['chunks'][number] | undefined {
  return chunks[chunkOf[row] ?? -1];
}

function intervalOf(row: number, origins: Origins): IncomeInterval | null {
  const { interval, firstRow } = chunkAt(row, origins) ?? { interval: null, firstRow: 0 };
  return toInterval(interval, row - firstRow);
}

/** The interval of one row of a chunk. */
export function toInterval(interval: Scores['interval'], row: number): IncomeInterval | null {
  const [lowRub, highRub] = [interval?.p10[row], interval?.p90[row]];
  return lowRub === undefined || highRub === undefined ? null : { lowRub, highRub };
}

function placesFrom(newestRow: number, { names, incomes, intervalOf }: ListColumns, origins: Origins): Place[] {
  const { previous } = origins;
  const found: Place[] = [];
  for (let row = newestRow; row >= 0; row = previous[row] ?? -1) {
    const chunk = chunkAt(row, origins);
    if (!chunk) break;
    const { importId, index, firstRow, modelVersion } = chunk;
    found.push({
      ...{ importId, index, row: row - firstRow, name: names[row] ?? null },
      ...{ incomeRub: incomes[row] ?? 0, interval: intervalOf(row), modelVersion },
    });
  }
  return found;
}

function chunksOf(rows: Int32Array, { chunks, chunkOf }: Origins): SelectedChunk[] {
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
