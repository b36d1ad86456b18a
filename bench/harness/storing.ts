import type { ClientBlock } from '../../src/core/clients/clientBlock.ts';
import { hashRows } from '../../src/core/clients/rowHash.ts';
import { encodeChunk } from '../../workers/data/storage/chunks.ts';

/** Seconds spent storing the blocks as the app's chunks, and as one record per row. */
export type Storing = { chunks: number; records: number };

/** Stores each block both ways, one after the other, in a temporary database. */
export async function openStoring() {
  const name = 'bench-storing';
  await settled(indexedDB.deleteDatabase(name));
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('chunks', { keyPath: ['importId', 'index'] });
    opening.result.createObjectStore('rows', { keyPath: ['importId', 'index'] });
    opening.result.createObjectStore('records', { keyPath: 'id' });
  };
  const database = await settled(opening);
  const seconds: Storing = { chunks: 0, records: 0 };
  let index = 0;

  async function store(tables: string[], add: (transaction: IDBTransaction) => void): Promise<void> {
    const transaction = database.transaction(tables, 'readwrite', { durability: 'relaxed' });
    add(transaction);
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }
  return {
    seconds,
    async add(block: ClientBlock): Promise<void> {
      const started = performance.now();
      const { chunk, rows } = await encodeChunk({ importId: 1, index: index++ }, block, hashRows(block));
      await store(['chunks', 'rows'], (transaction) => {
        transaction.objectStore('chunks').add(chunk);
        transaction.objectStore('rows').add(rows);
      });
      const half = performance.now();
      const width = block.features.length;
      await store(['records'], (transaction) => {
        const records = transaction.objectStore('records');
        block.ids.forEach((id, row) => {
          records.put({ id, values: block.values.slice(row * width, (row + 1) * width) });
        });
      });
      seconds.chunks += (half - started) / 1e3;
      seconds.records += (performance.now() - half) / 1e3;
    },
    close() {
      database.close();
      indexedDB.deleteDatabase(name);
    },
  };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
