import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { HASH_WORDS } from '../../../src/core/clients/rowHash.ts';
import { forecastColumns } from '../../runtime/columns.ts';
import { failWith } from '../failures.ts';
import type { Database } from './database.ts';
import { decodePayload, encodePayload, openPayload, type Payload } from './payload.ts';
import type { ChunkKey, ChunkRecord, ForecastSet, Scores, ScoresRecord, SmallColumns } from './records.ts';

/** A chunk of an import in its stored parts: the features, and what the list needs. */
export type EncodedChunk = { chunk: ChunkRecord; rows: ChunkRecord };

/** Earlier versions of the app stored the dates beside the ids, though the list does not need them. */
type ChunkFacts = Pick<ClientBlock, 'features' | 'dictionaries'> & { dates?: ClientBlock['dates'] };
/** The numbers of the payload are the hashes of the rows, then the actual incomes; absent flags mean neither. */
type RowsFacts = {
  ids: Joined;
  names: Joined | null;
  dates?: ClientBlock['dates'];
  hasHashes?: boolean;
  hasActual?: boolean;
};
/** An absent flag means incomes only. */
type ScoresFacts = { hasInterval?: boolean };

type ChunkPlace = { importId: number; index: number };

/** @param hashes of its rows, by `hashRows` */
export async function encodeChunk(
  { importId, index }: ChunkPlace,
  block: ClientBlock,
  hashes: Uint32Array<ArrayBuffer>,
): Promise<EncodedChunk> {
  const { ids, names, dates, features, dictionaries, values, actualIncomes } = block;
  const key = { importId, index };
  const facts: RowsFacts = {
    ids: join(ids),
    names: names && join(names),
    hasHashes: true,
    hasActual: Boolean(actualIncomes),
  };
  const beside = new Uint8Array(hashes.byteLength + (actualIncomes?.byteLength ?? 0));
  beside.set(new Uint8Array(hashes.buffer, hashes.byteOffset, hashes.byteLength));
  if (actualIncomes) {
    beside.set(
      new Uint8Array(actualIncomes.buffer, actualIncomes.byteOffset, actualIncomes.byteLength),
      hashes.byteLength,
    );
  }
  return {
    chunk: { ...key, sealed: await encodePayload({ features, dictionaries, dates } satisfies ChunkFacts, values) },
    rows: { ...key, sealed: await encodePayload(facts, beside) },
  };
}

/**
 * One text with a line for each item, or the texts themselves if one contains a line end. JSON of a million short
 * strings would take seconds, since the parser interns each of them.
 */
type Joined = string | readonly (string | null)[];

function join(texts: readonly (string | null)[]): Joined {
  return texts.length === 0 || texts.some((text) => text?.includes('\n')) ? texts : texts.join('\n');
}

/** An empty line is null: no name. */
function parted(joined: Joined): (string | null)[] {
  return typeof joined === 'string' ? joined.split('\n').map((text) => text || null) : [...joined];
}

type Rows = Pick<ClientBlock, 'ids' | 'names'> & {
  dates: ClientBlock['dates'];
  hashes: Uint32Array | null;
  actualIncomes: Float64Array<ArrayBuffer> | null;
};

export async function decodeRows(payload: Payload): Promise<Rows> {
  const { facts, numbers } = await decodePayload<RowsFacts>(payload);
  const ids = parted(facts.ids).map((id) => id ?? '');
  const hashWords = facts.hasHashes ? ids.length * HASH_WORDS : 0;
  return {
    ids,
    names: facts.names === null ? null : parted(facts.names),
    dates: facts.dates ?? null,
    hashes: facts.hasHashes ? new Uint32Array(numbers, 0, hashWords) : null,
    actualIncomes: facts.hasActual ? new Float64Array(numbers, hashWords * 4) : null,
  };
}

/** One model's forecasts of a chunk: all incomes, then all p10, then all p90 when the model has them. */
export async function encodeScores(
  { importId, index }: ChunkPlace,
  modelVersion: string,
  scores: Scores,
): Promise<ScoresRecord> {
  const columns = forecastColumns(scores);
  const rows = scores.income.length;
  const numbers = new Float32Array(rows * columns.length);
  columns.forEach((column, at) => {
    numbers.set(column, at * rows);
  });
  const facts: ScoresFacts = { hasInterval: scores.interval !== null };
  return { importId, index, modelVersion, sealed: await encodePayload(facts, numbers) };
}

export async function decodeScores(payload: Payload): Promise<Scores> {
  const { facts, numbers } = await decodePayload<ScoresFacts>(payload);
  const columns = new Float32Array(numbers);
  if (!facts.hasInterval) return { income: columns, interval: null };
  const rows = columns.length / 3;
  const [income, p10, p90] = [0, 1, 2].map((at) => columns.subarray(at * rows, (at + 1) * rows));
  return { income: income ?? columns, interval: p10 && p90 ? { p10, p90 } : null };
}

/** Number of chunks read at once: their texts take more memory than what is kept of them. */
const READ_AT_ONCE = 16;

/** What the list needs of an import, chunk by chunk in the order of the file, with the forecasts of one set. */
export async function* readSmallColumns(database: Database, set: ForecastSet): AsyncGenerator<SmallColumns> {
  let next = readPortion(database, set, 0);
  for (let first = READ_AT_ONCE; ; first += READ_AT_ONCE) {
    const portion = await next;
    if (portion.length === 0) return;
    next = readPortion(database, set, first);
    // The read may fail before the caller waits for it.
    next.catch(() => {});
    yield* portion;
  }
}

async function readPortion(
  database: Database,
  { importId, modelVersion }: ForecastSet,
  first: number,
): Promise<SmallColumns[]> {
  const [rows, scores] = await database.transaction('r', [database.rows, database.scores], async () => {
    const end: ChunkKey = [importId, first + READ_AT_ONCE];
    const chunks = await database.rows.where(':id').between([importId, first], end).toArray();
    return [chunks, await database.scores.bulkGet(chunks.map(({ index }) => [importId, index, modelVersion]))] as const;
  });
  return Promise.all(rows.map((row, at) => decodeSmallColumns(row, scores[at], modelVersion)));
}

async function decodeSmallColumns(
  { importId, index, sealed }: ChunkRecord,
  stored: ScoresRecord | undefined,
  modelVersion: string,
): Promise<SmallColumns> {
  if (!stored) throw failWith('StorageBlocked', `import ${importId}: chunk ${index} has lost its forecasts`);
  const [{ ids, names, hashes, actualIncomes }, { income, interval }] = await Promise.all([
    decodeRows(sealed),
    decodeScores(stored.sealed),
  ]);
  return { importId, index, modelVersion, ids, names, hashes, actualIncomes, incomes: income, interval };
}

export async function readChunk(database: Database, importId: number, index: number): Promise<ClientBlock> {
  const { chunk, rows } = await readRecords(database, importId, index);
  const [features, { ids, names, dates, actualIncomes }] = await Promise.all([
    decodePayload<ChunkFacts>(chunk),
    decodeRows(rows),
  ]);
  return {
    ...features.facts,
    ids,
    names,
    dates: features.facts.dates ?? dates,
    actualIncomes,
    rows: ids.length,
    values: new Float64Array(features.numbers),
  };
}

/** A chunk opened for reading single clients. */
export type OpenChunk = Rows &
  Omit<ChunkFacts, 'dates'> & { valuesOf(row: number): Promise<Float64Array<ArrayBuffer>> };

export async function openChunk(database: Database, importId: number, index: number): Promise<OpenChunk> {
  const records = await readRecords(database, importId, index);
  const [{ facts, read }, rows] = await Promise.all([openPayload<ChunkFacts>(records.chunk), decodeRows(records.rows)]);
  const rowBytes = facts.features.length * Float64Array.BYTES_PER_ELEMENT;
  return {
    ...rows,
    ...facts,
    dates: facts.dates ?? rows.dates,
    valuesOf: async (row) => new Float64Array(await read(row * rowBytes, (row + 1) * rowBytes)),
  };
}

async function readRecords(
  database: Database,
  importId: number,
  index: number,
): Promise<{ chunk: Payload; rows: Payload }> {
  const [chunk, rows] = await database.transaction('r', [database.chunks, database.rows], () =>
    Promise.all([database.chunks.get([importId, index]), database.rows.get([importId, index])]),
  );
  if (!chunk || !rows) throw failWith('NotFound', `import ${importId} has no chunk ${index}`);
  return { chunk: chunk.sealed, rows: rows.sealed };
}
