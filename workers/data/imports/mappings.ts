import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';

/** Number of remembered headers; the least recently used one is forgotten first. */
const REMEMBERED = 100;

/** The choices of earlier imports of files with one header. */
export type Remembered = {
  choices: ImportChoices;
  /** The columns to which the choices refer; null when an earlier version of the app stored them. */
  columns: string[] | null;
  usedAt: number;
  /** The imports that ended well with them, the last one last; empty when an earlier version of the app stored them. */
  importIds: number[];
};

/** Earlier versions of the app stored neither the columns nor the later choices. */
type StoredChoices = Partial<ImportChoices> & { columns?: string[] };

/** The key under which choices for a header are stored. */
export function keyOfHeader(header: readonly string[]): Promise<string> {
  return sha256Of(new TextEncoder().encode(JSON.stringify(header)));
}

/** The choices for the last file with this header; null when there were none, or everything was left to the guesses. */
export async function rememberedChoices({ mappings }: Database, header: string | null): Promise<Remembered | null> {
  const stored = header === null ? undefined : await mappings.get(header);
  if (!stored) return null;
  const { columns = null, ...choices } = (await decodePayload<StoredChoices>(stored.sealed)).facts;
  const { usedAt, importIds = [] } = stored;
  return { choices: completeChoices(choices), columns, usedAt, importIds };
}

/**
 * Remembers the choices of an import that has ended well; choices that are all guesses are forgotten. Imports with the
 * same choices are remembered together.
 */
export async function rememberChoices(
  database: Database,
  header: string | null,
  { choices, columns, importId }: Pick<Remembered, 'choices'> & { columns: readonly string[]; importId: number },
): Promise<void> {
  if (header === null) return;
  const { mappings } = database;
  if (sameChoices(choices, NO_CHOICES)) return forgetChoices(database, header);
  const before = await rememberedChoices(database, header);
  const earlier = before && sameChoices(before.choices, choices) ? before.importIds : [];
  const importIds = [...earlier.filter((id) => id !== importId), importId];
  const sealed = await encodePayload({ ...choices, columns });
  await mappings.put({ header, usedAt: Date.now(), importIds, sealed });
  const oldest = (await mappings.toArray()).sort((a, b) => b.usedAt - a.usedAt).slice(REMEMBERED);
  await mappings.bulkDelete(oldest.map((mapping) => mapping.header));
}

export function forgetChoices({ mappings }: Database, header: string): Promise<void> {
  return mappings.delete(header);
}

/** Forgets the choices that only this import has confirmed. Call it in the transaction that removes the import. */
export async function forgetChoicesOf({ mappings }: Database, importId: number): Promise<void> {
  for (const mapping of await mappings.toArray()) {
    const { importIds = [] } = mapping;
    const others = importIds.filter((id) => id !== importId);
    if (others.length === importIds.length) continue;
    if (others.length === 0) await mappings.delete(mapping.header);
    else await mappings.put({ ...mapping, importIds: others });
  }
}

/** Choices of an earlier version of the app, with the later fields left to the guesses. */
export function completeChoices(choices: Partial<ImportChoices>): ImportChoices {
  return { ...NO_CHOICES, ...choices };
}

export function sameChoices(one: ImportChoices, other: ImportChoices): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** Lists the fields in a fixed order; keys that are positions are always in order. */
function inOrder(choices: ImportChoices) {
  const { encoding, delimiter, preambleRecords, uses, decimal, decimals, categories, badRowLimit } = choices;
  const levels = Object.entries(categories).map(([column, texts]) => [column, Object.entries(texts).sort()]);
  const byColumn = [Object.entries(uses), Object.entries(decimals), levels];
  return [encoding, delimiter, preambleRecords, decimal, badRowLimit, ...byColumn];
}
