import { at } from '../../../src/core/machine/at.ts';
import { type Segment, segmentFor } from '../../../src/core/offers/segments.ts';
import { type EncodedEntry, encodeEntry, type NewEntry } from '../log/log.ts';
import type { DuplicateRows } from './duplicateRows.ts';

/** A chunk of an import that has been scored and stored; `incomes` in the order of `ids`. */
export type ScoredChunk = {
  index: number;
  /** Position of its first row in the whole import, from 0. */
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
  duplicates: DuplicateRows;
  segments: readonly Segment[];
};

/**
 * One log entry for the requests of a chunk; null when it has none. Replaced rows are not requests, since nobody sees
 * their forecast; nor are rows with a taken-over forecast, since it was made before.
 */
function toBatchEntry(chunk: ScoredChunk, batch: Batch): NewEntry | null {
  const { source, importId, modelVersion, duplicates, segments } = batch;
  const { encodeMs: encode, predictMs: predict } = chunk;
  const rows = chunk.ids
    .map((_, row) => row)
    .filter((row) => !chunk.isUnchanged?.[row] && !duplicates.isReplaced(chunk.firstRow + row));
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
    clientIds: rows.map((row) => at(chunk.ids, row)),
  };
}

/** The entries of chunks in order, ready to be stored. */
export function encodeBatchEntries(chunks: readonly ScoredChunk[], batch: Batch): Promise<EncodedEntry[]> {
  return Promise.all(
    chunks
      .map((chunk) => toBatchEntry(chunk, batch))
      .filter((entry) => entry !== null)
      .map(encodeEntry),
  );
}
