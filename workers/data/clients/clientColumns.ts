import { HASH_WORDS } from '../../../src/core/clients/rowHash.ts';
import { grown } from '../../../src/core/machine/grown.ts';
import { createIdTable, type IdTable } from '../../../src/core/machine/idTable.ts';
import { createTexts, type Texts } from '../../../src/core/machine/texts/texts.ts';
import type { SmallColumns } from '../storage/records.ts';
import { createEligibilityIndex, type EligibilityIndex } from './eligibilityIndex.ts';

/**
 * One entry for each imported row, including a client's older rows. Arrays are longer than `rows` and are replaced when
 * they grow. A million clients with names take some 160 MB.
 */
export type ClientColumns = {
  rows: number;
  ids: Texts;
  /** Empty = no name. */
  names: Texts;
  incomes: Float32Array;
  /** Ends of the interval, NaN = none. */
  lows: Float32Array;
  highs: Float32Array;
  /** NaN = not known. */
  actualIncomes: Float64Array;
  /** Two words a row. */
  hashes: Uint32Array;
  /** 1 for the newest row of each client, which is the visible one. */
  isNewest: Uint8Array;
  /** The client's next older row, or −1. */
  previous: Int32Array;
  /** Position in `chunks`. */
  chunkOf: Int32Array;
  chunks: StoredChunk[];
  newest: IdTable;
  eligibility: EligibilityIndex;
};

/** A stored chunk, and the range of rows that it fills. */
export type StoredChunk = Pick<SmallColumns, 'importId' | 'index' | 'modelVersion'> & {
  firstRow: number;
  rows: number;
  hasHashes: boolean;
};

/** Some rows of a stored chunk, as ascending indexes into the columns; the chunk begins at `firstRow`. */
export type SelectedChunk = Pick<StoredChunk, 'importId' | 'index' | 'modelVersion' | 'firstRow'> & {
  rows: Int32Array;
};

export function createClientColumns(): ClientColumns {
  const ids = createTexts();
  const chunks: StoredChunk[] = [];
  return {
    rows: 0,
    ids,
    names: createTexts(),
    incomes: new Float32Array(),
    lows: new Float32Array(),
    highs: new Float32Array(),
    actualIncomes: new Float64Array(),
    hashes: new Uint32Array(),
    isNewest: new Uint8Array(),
    previous: new Int32Array(),
    chunkOf: new Int32Array(),
    chunks,
    newest: createIdTable(ids),
    eligibility: createEligibilityIndex(chunks),
  };
}

/** Adds a chunk; rows of a later import, or of a later line in the same import, hide earlier ones of the same id. */
export function appendChunk(columns: ClientColumns, added: SmallColumns): void {
  const { importId, index, modelVersion, ids, names } = added;
  const firstRow = columns.rows;
  const rows = firstRow + ids.length;
  growColumns(columns, rows);
  columns.rows = rows;
  const own = { importId, index, modelVersion, firstRow, rows: ids.length, hasHashes: added.hashes !== null };
  const chunk = columns.chunks.push(own) - 1;
  columns.chunkOf.fill(chunk, firstRow, rows);
  columns.isNewest.fill(1, firstRow, rows);
  columns.incomes.set(added.incomes, firstRow);
  fillFrom(columns.lows, firstRow, rows, added.interval?.p10);
  fillFrom(columns.highs, firstRow, rows, added.interval?.p90);
  fillFrom(columns.actualIncomes, firstRow, rows, added.actualIncomes);
  if (added.hashes) columns.hashes.set(added.hashes, firstRow * HASH_WORDS);
  columns.eligibility.reserve(rows);
  columns.ids.addAll(ids);
  columns.names.addAll(names ? names.map((name) => name ?? '') : ids.map(() => ''));
  const { isNewest, previous, chunkOf, chunks, newest } = columns;
  for (let at = 0, row = firstRow; row < rows; at++, row++) {
    const before = newest.put(ids[at] as string, row);
    if (before < 0) {
      previous[row] = -1;
      continue;
    }
    isNewest[before] = 0;
    const isSameImport = chunks[chunkOf[before] as number]?.importId === importId;
    previous[row] = isSameImport ? (previous[before] as number) : before;
  }
}

export function chunkAt({ chunks, chunkOf }: ClientColumns, row: number): StoredChunk | undefined {
  return chunks[chunkOf[row] ?? -1];
}

/**
 * Width of an interval as a share of the forecast; NaN without an interval, and where the forecast is not above zero.
 */
export function intervalShare(incomeRub: number, lowRub: number, highRub: number): number {
  return incomeRub > 0 ? Math.fround((highRub - lowRub) / incomeRub) : Number.NaN;
}

/** In columns of numbers NaN is a missing value. */
export function toKnown(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Grows the columns to hold this many rows in all. */
export function reserveRows(columns: ClientColumns, rows: number): void {
  columns.ids.reserve(rows);
  columns.names.reserve(rows);
  columns.newest.reserve(rows);
  growColumns(columns, rows);
}

function growColumns(columns: ClientColumns, rows: number): void {
  if (rows * HASH_WORDS > columns.hashes.length) columns.hashes = grown(columns.hashes, rows * HASH_WORDS);
  if (rows <= columns.incomes.length) return;
  columns.incomes = grown(columns.incomes, rows);
  columns.lows = grown(columns.lows, rows);
  columns.highs = grown(columns.highs, rows);
  columns.actualIncomes = grown(columns.actualIncomes, rows);
  columns.isNewest = grown(columns.isNewest, rows);
  columns.previous = grown(columns.previous, rows);
  columns.chunkOf = grown(columns.chunkOf, rows);
}

function fillFrom<T extends Float32Array | Float64Array>(
  column: T,
  firstRow: number,
  endRow: number,
  values: T | null | undefined,
): void {
  if (values) column.set(values, firstRow);
  else column.fill(Number.NaN, firstRow, endRow);
}
