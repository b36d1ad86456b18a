import { type Database, ofImport } from './database.ts';
import { decodePayload, encodePayload } from './payload.ts';
import type { ChunkKey, EligibilityRecord } from './records.ts';

/**
 * The eligibility of a chunk's clients: the bit words of `eligibilityOf`, and the `eligibilityKey` of their rules.
 */
export type StoredEligibility = { index: number; key: string; bits: Uint32Array<ArrayBuffer> };

export async function encodeEligibility(
  { importId, index }: { importId: number; index: number },
  key: string,
  bits: Uint32Array<ArrayBuffer>,
): Promise<EligibilityRecord> {
  return { importId, index, rulesKey: key, sealed: await encodePayload({}, bits) };
}

export async function readEligibility(
  { eligibility }: Database,
  [importId, index]: ChunkKey,
): Promise<StoredEligibility | null> {
  const record = await eligibility.get([importId, index]);
  return record ? toStored(record) : null;
}

/** The eligibility of all chunks of an import. */
export async function readEligibilityOfImport(
  { eligibility }: Database,
  importId: number,
): Promise<StoredEligibility[]> {
  return Promise.all((await ofImport(eligibility, importId).toArray()).map(toStored));
}

/** Stores eligibility unless its import was removed meanwhile. */
export async function saveEligibility(database: Database, record: EligibilityRecord): Promise<void> {
  const { imports, eligibility } = database;
  await database.transaction('rw', [imports, eligibility], async () => {
    if ((await imports.get(record.importId))?.state === 'ready') await eligibility.put(record);
  });
}

async function toStored({ index, rulesKey, sealed }: EligibilityRecord): Promise<StoredEligibility> {
  return { index, key: rulesKey, bits: new Uint32Array((await decodePayload(sealed)).numbers) };
}
