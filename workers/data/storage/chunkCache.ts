import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { failWith } from '../failures.ts';
import { type OpenChunk, openChunk } from './chunks.ts';
import type { Database } from './database.ts';

/** How many chunks stay open, without their values, for the cards of neighbouring clients. */
const CACHED_CHUNKS = 8;

/** A client's row in a stored chunk. */
export type StoredRow = { importId: number; index: number; row: number };

export type ChunkCache = { readRow(stored: StoredRow, id: string): Promise<ClientBlock> };

/** Reads single clients from stored chunks and keeps the most recently used chunks open. */
export function createChunkCache(database: Database): ChunkCache {
  const cached = new Map<string, Promise<OpenChunk>>();

  function open(importId: number, index: number): Promise<OpenChunk> {
    const key = `${importId}/${index}`;
    const chunk = cached.get(key) ?? openChunk(database, importId, index);
    cached.delete(key);
    cached.set(key, chunk);
    chunk.catch(() => cached.delete(key));
    for (const oldest of cached.keys()) {
      if (cached.size <= CACHED_CHUNKS) break;
      cached.delete(oldest);
    }
    return chunk;
  }

  return {
    async readRow({ importId, index, row }, id) {
      const { ids, names, dates, actualIncomes, features, dictionaries, valuesOf } = await open(importId, index);
      if (ids[row] !== id)
        throw failWith('StorageBlocked', `import ${importId}: chunk ${index} is not the one written`);
      return {
        rows: 1,
        ids: [id],
        names: names && [names[row] ?? null],
        dates: dates && [dates[row] ?? null],
        actualIncomes: actualIncomes ? actualIncomes.slice(row, row + 1) : null,
        features,
        dictionaries,
        values: await valuesOf(row),
      };
    },
  };
}
