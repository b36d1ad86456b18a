import type { ModelEntry } from '../../../src/core/contract/modelIndex.ts';
import { failWith } from '../failures.ts';
import type { Database } from '../storage/database.ts';
import { loadActiveChoice } from './activeChoice.ts';
import type { ImportedModels } from './importedModels.ts';
import type { ShippedModels } from './shippedModels.ts';

/** Where a model's file is: at its entry in the site's index; without an entry, among the imported models. */
export type ModelSource = { version: string; entry: ModelEntry | null };

/** Which models there are, and which one is active; no file is opened. */
export type ModelSources = {
  /** Read at each call, so that a tab never misses a switch in another. @throws ModelMissing, ModelCorrupt */
  active(): Promise<ModelSource>;
  /** Null when there is no such model. */
  find(version: string): Promise<ModelSource | null>;
  /** The shipped models; none while the site's index cannot be read. */
  shipped(): Promise<readonly ModelEntry[]>;
};

export function openModelSources(
  database: Database,
  { shipped, imported }: { shipped: Pick<ShippedModels, 'index'>; imported: Pick<ImportedModels, 'has'> },
): ModelSources {
  const shippedEntries = () =>
    shipped.index().then(
      ({ models }) => models,
      () => [],
    );

  return {
    async active() {
      const choice = await loadActiveChoice(database);
      if (choice && 'importedVersion' in choice) return { version: choice.importedVersion, entry: null };
      const { active, models } = await shipped.index();
      const name = choice?.shippedName ?? active;
      const entry = models.find((model) => model.name === name);
      if (!entry) throw failWith('ModelMissing', `the model "${name}" does not ship with the app any more`);
      return { version: entry.version, entry };
    },
    async find(version) {
      const entry = (await shippedEntries()).find((model) => model.version === version);
      if (entry) return { version, entry };
      return (await imported.has(version)) ? { version, entry: null } : null;
    },
    shipped: shippedEntries,
  };
}
