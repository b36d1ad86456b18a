import { at } from '../../../src/core/machine/at.ts';
import { type Segment, segmentFor } from '../../../src/core/offers/segments.ts';
import { type EncodedEntry, encodeEntry, type NewEntry } from '../log/log.ts';
import type { LastRows } from './lastRows.ts';

/** A chunk of an import that has been scored and stored; `incomes` in the order of `ids`. */
export type ScoredChunk = {
  index: number;
  /** Number of its first row, counted from 0 over the whole import. */
  firstRow: number;
  at: number;
  ids: readonly string[];
  incomes: Float32Array;
  /** A 1 for each row whose forecast was taken over from an earlier import; null when there is none. */
  isUnchanged: Uint8Array | null;
  /** Roubles, NaN = not known; null when the file has none. */
  actualIncomes: Float64Array | null;
  encodeMs: number;
  predictMs: number;
};

type Batch = Pick<NewEntry, 'source' | 'importId' | 'modelVersion'> & {
  lastRows: LastRows;
  segments: readonly Segment[];
};

/**
 * One log entry for a chunk. No request are a row that a later one replaced, since its forecast was never seen, and one whose forecast was
 * made before; null when there is no other.
 */
function batchEntry(chunk: ScoredChunk, batch: Batch): NewEntry | null {
  const { source, importId, modelVersion, lastRows, segments } = batch;
  const { encodeMs: encode, predictMs: predict } = chunk;
  const rows = chunk.ids
    .map((_, row) => row)
    .filter((row) => !chunk.isUnchanged?.[row] && !lastRows.isReplaced(chunk.firstRow + row));
  if (rows.length === 0) return null;
  const counts = new Map<string, number>();
  for (const row of rows) {
    const { id } = segmentFor(segments, at(chunk.incomes, row));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    at: chunk.at,
    kind: 'batch',
    requests: rows.length,
    clientId: null,
    source,
    isSimulation: false,
    status: 'ok',
    failure: null,
    incomeRub: null,
    interval: null,
    segmentId: null,
    segments: Object.fromEntries(counts),
    importId,
    modelVersion,
    latencyMs: encode + predict,
    predictMs: predict,
    latency: { encode, predict, explain: 0, total: encode + predict },
    inputs: null,
    changes: [],
    clientIds: rows.map((row) => chunk.ids[row] ?? ''),
  };
}

/** The entries of chunks in their order, ready to be stored. */
export function encodeBatchEntries(chunks: readonly ScoredChunk[], batch: Batch): Promise<EncodedEntry[]> {
  return Promise.all(
    chunks
      .map((chunk) => batchEntry(chunk, batch))
      .filter((entry) => entry !== null)
      .map(encodeEntry),
  );
}
