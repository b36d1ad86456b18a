import { type ChunkKey, type Database, type FitsRecord, ofImport } from '../storage/database.ts';
import { seal, unseal } from '../storage/seal.ts';

/** Which products fit a chunk's clients by their values: the words of `fitsOf`, and the `fitsKey` by which they were found. */
export type StoredFits = { index: number; key: string; bits: Uint32Array<ArrayBuffer> };

export async function sealFits(
  { importId, index }: { importId: number; index: number },
  key: string,
  bits: Uint32Array<ArrayBuffer>,
): Promise<FitsRecord> {
  return { importId, index, rulesKey: key, sealed: await seal({}, bits) };
}

export async function readFits({ fits }: Database, [importId, index]: ChunkKey): Promise<StoredFits | null> {
  const record = await fits.get([importId, index]);
  return record ? toStored(record) : null;
}

/** Those of all chunks of an import. */
export async function readFitsOfImport({ fits }: Database, importId: number): Promise<StoredFits[]> {
  return Promise.all((await ofImport(fits, importId).toArray()).map(toStored));
}

/** Stores them unless their import has gone meanwhile. */
export async function saveFits(database: Database, record: FitsRecord): Promise<void> {
  const { imports, fits } = database;
  await database.transaction('rw', [imports, fits], async () => {
    if ((await imports.get(record.importId))?.state === 'ready') await fits.put(record);
  });
}

async function toStored({ index, rulesKey, sealed }: FitsRecord): Promise<StoredFits> {
  return { index, key: rulesKey, bits: new Uint32Array((await unseal(sealed)).numbers) };
}
