import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Database } from '../storage/database.ts';
import { decodePayload, encodePayload } from '../storage/payload.ts';

/** Number of remembered headers; the least recently used one is forgotten first. */
const REMEMBERED = 100;

/** The key under which choices for a header are stored. */
export function keyOfHeader(header: readonly string[]): Promise<string> {
  return sha256Of(new TextEncoder().encode(JSON.stringify(header)));
}

/** The choices for the last file with this header; null when there were none, or everything was left to the guesses. */
export async function rememberedChoices({ mappings }: Database, header: string | null): Promise<ImportChoices | null> {
  const stored = header === null ? undefined : await mappings.get(header);
  return stored ? { ...NO_CHOICES, ...(await decodePayload<ImportChoices>(stored.sealed)).facts } : null;
}

/** Remembers the choices for a header; choices that are all guesses are forgotten. */
export async function rememberChoices(
  { mappings }: Database,
  header: string | null,
  choices: ImportChoices,
): Promise<void> {
  if (header === null) return;
  if (sameChoices(choices, NO_CHOICES)) {
    await mappings.delete(header);
    return;
  }
  await mappings.put({ header, usedAt: Date.now(), sealed: await encodePayload(choices) });
  const oldest = (await mappings.toArray()).sort((a, b) => b.usedAt - a.usedAt).slice(REMEMBERED);
  await mappings.bulkDelete(oldest.map((mapping) => mapping.header));
}

export function sameChoices(one: ImportChoices, other: ImportChoices): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

/** Lists the fields in a fixed order; numeric keys are always in order. */
function inOrder(choices: ImportChoices) {
  const { encoding, delimiter, preambleRecords, decimal, badRowLimit } = choices;
  const byColumn = [choices.uses, choices.decimals, choices.categories].map((of) => Object.entries(of));
  return [encoding, delimiter, preambleRecords, decimal, badRowLimit, ...byColumn];
}
