import * as v from 'valibot';
import type { Database } from '../storage/database.ts';

/**
 * The model that the user has made active. A shipped one is stored by its name, so that an update of the site brings
 * its new version.
 */
export type ActiveChoice = { shippedName: string } | { importedVersion: string };

/** The choice as stored on disk; the first versions of the app said `kept` for imported models. */
const StoredChoice = v.union([v.object({ shipped: v.string() }), v.object({ kept: v.string() })]);

/** Null = the site's own choice. */
export async function loadActiveChoice({ settings }: Database): Promise<ActiveChoice | null> {
  const stored = v.safeParse(StoredChoice, (await settings.get('activeModel'))?.value);
  if (!stored.success) return null;
  const choice = stored.output;
  return 'kept' in choice ? { importedVersion: choice.kept } : { shippedName: choice.shipped };
}

export async function saveActiveChoice({ settings }: Database, choice: ActiveChoice): Promise<void> {
  const value: v.InferInput<typeof StoredChoice> =
    'shippedName' in choice ? { shipped: choice.shippedName } : { kept: choice.importedVersion };
  await settings.put({ key: 'activeModel', value });
}
