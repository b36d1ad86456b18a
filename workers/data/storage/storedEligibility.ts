import { type ChunkKey, type Database, type EligibilityRecord, ofImport } from './database.ts';
import { decodePayload, encodePayload } from './payload.ts';

/** Which products fit a chunk's clients by their values: the words of `eligibilityOf`, and the `eligibilityKey` by which they were found. */
export type StoredEligibility = { index: number; key: string; bits: Uint32Array<ArrayBuffer> };

export async function encodeEligibility(
  { importId, index }: { importId: number; index: number },
  key: string,
  bits: Uint32Array<ArrayBuffer>,
): Promise<EligibilityRecord> {
  return { importId, index, rulesKey: key, sealed: await encodePayload({}, bits) };
}

export async function readEligibility(
  { fits }: Database,
  [importId, index]: ChunkKey,
): Promise<StoredEligibility | null> {
  const record = await fits.get([importId, index]);
  return record ? toStored(record) : null;
}

/** Those of all chunks of an import. */
export async function readEligibilityOfImport({ fits }: Database, importId: number): Promise<StoredEligibility[]> {
  return Promise.all((await ofImport(fits, importId).toArray()).map(toStored));
}

/** Stores them unless their import has gone meanwhile. */
export async function saveEligibility(database: Database, record: EligibilityRecord): Promise<void> {
  const { imports, fits } = database;
  await database.transaction('rw', [imports, fits], async () => {
    if ((await imports.get(record.importId))?.state === 'ready') await fits.put(record);
  });
}

async function toStored({ index, rulesKey, sealed }: EligibilityRecord): Promise<StoredEligibility> {
  return { index, key: rulesKey, bits: new Uint32Array((await decodePayload(sealed)).numbers) };
}
