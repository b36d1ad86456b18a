import type { ClientBlock } from '../../src/core/clientBlock.ts';
import type { ImportRecord } from '../data.api.ts';
import type { Place, SmallColumns } from './clients.ts';
import { type ChunkRecord, type Database, ofImport, type ScoresRecord } from './database.ts';
import { failWith } from './failures.ts';
import { seal, unseal } from './seal.ts';

/** A chunk of an import in its three stored parts: the features, what the list needs, and one model's forecasts. */
export type SealedChunk = { chunk: ChunkRecord; rows: ChunkRecord; scores: ScoresRecord };

type ChunkFacts = Pick<ClientBlock, 'features' | 'dictionaries'>;
type RowsFacts = Pick<ClientBlock, 'ids' | 'names' | 'dates'>;

/** How many chunks are kept for the cards of neighbouring clients; one of 5,000 × 222 takes 9 MB. */
const KEPT_CHUNKS = 3;

export type ChunkKeeper = { readRow(place: Place, id: string): Promise<ClientBlock> };

export async function sealChunk(
  { importId, index }: { importId: number; index: number },
  block: ClientBlock,
  scores: { modelVersion: string; income: Float32Array },
): Promise<SealedChunk> {
  const { ids, names, dates, features, dictionaries, values } = block;
  const key = { importId, index };
  const { modelVersion, income } = scores;
  return {
    chunk: { ...key, sealed: await seal({ features, dictionaries } satisfies ChunkFacts, values) },
    rows: { ...key, sealed: await seal({ ids, names, dates } satisfies RowsFacts) },
    scores: { ...key, modelVersion, sealed: await seal({}, new Float32Array(income)) },
  };
}

/** What the list needs of an import, chunk by chunk in the order of the file. */
export async function readSmallColumns(database: Database, record: ImportRecord): Promise<SmallColumns[]> {
  const [rows, scores] = await database.transaction('r', [database.rows, database.scores], () =>
    Promise.all([ofImport(database.rows, record.id).toArray(), ofImport(database.scores, record.id).toArray()]),
  );
  const ofVersion = new Map(scores.filter((s) => s.modelVersion === record.modelVersion).map((s) => [s.index, s]));
  return Promise.all(
    rows.map(async ({ importId, index, sealed }) => {
      const stored = ofVersion.get(index);
      if (!stored) throw failWith('StorageBlocked', `import ${importId}: chunk ${index} has lost its forecasts`);
      const [{ facts }, { numbers }] = await Promise.all([unseal<RowsFacts>(sealed), unseal(stored.sealed)]);
      return { importId, index, ids: facts.ids, names: facts.names, incomes: new Float32Array(numbers) };
    }),
  );
}

/** Reads single clients out of stored chunks and keeps the chunks used last. */
export function openChunkKeeper(database: Database): ChunkKeeper {
  const kept = new Map<string, Promise<ClientBlock>>();

  function load(importId: number, index: number): Promise<ClientBlock> {
    const key = `${importId}/${index}`;
    const block = kept.get(key) ?? readChunk(database, importId, index);
    kept.delete(key);
    kept.set(key, block);
    block.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_CHUNKS) break;
      kept.delete(oldest);
    }
    return block;
  }

  return {
    async readRow({ importId, index, row }, id) {
      const { ids, names, dates, features, dictionaries, values } = await load(importId, index);
      if (ids[row] !== id)
        throw failWith('StorageBlocked', `import ${importId}: chunk ${index} is not the one written`);
      return {
        rows: 1,
        ids: [id],
        names: names && [names[row] ?? null],
        dates: dates && [dates[row] ?? null],
        features,
        dictionaries,
        values: values.slice(row * features.length, (row + 1) * features.length),
      };
    },
  };
}

async function readChunk(database: Database, importId: number, index: number): Promise<ClientBlock> {
  const [chunk, rows] = await database.transaction('r', [database.chunks, database.rows], () =>
    Promise.all([database.chunks.get([importId, index]), database.rows.get([importId, index])]),
  );
  if (!chunk || !rows) throw failWith('NotFound', `import ${importId} has no chunk ${index}`);
  const [features, small] = await Promise.all([unseal<ChunkFacts>(chunk.sealed), unseal<RowsFacts>(rows.sealed)]);
  return {
    ...small.facts,
    ...features.facts,
    rows: small.facts.ids.length,
    values: new Float64Array(features.numbers),
  };
}
