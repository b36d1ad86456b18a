import type { Outcome } from '../../../src/core/outcome.ts';
import { failWith } from '../failures.ts';
import { underWriteLock } from '../jobs/locks.ts';
import type { Database } from '../storage/database.ts';
import { loadActiveChoice, saveActiveChoice } from './activeChoice.ts';
import { type ImportedModels, openImportedModels } from './importedModels.ts';
import { type ModelSource, type ModelSources, openModelSources } from './modelSources.ts';
import type { ModelRemoveProblem } from './models.api.ts';
import { createOpenedModels, type OpenedModels } from './openedModels.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';
import { openShippedModels } from './shippedModels.ts';
import { type Covers, openStoredCovers, type StoredCovers } from './storedCovers.ts';

/** The shipped and the imported models; one of them is active. */
export type Models = {
  /**
   * The active model, checked; no worker is started. Every call looks it up, so that a tab never misses a switch in
   * another.
   * @throws ModelMissing, ModelCorrupt
   */
  active(): Promise<OpenModel>;
  /** Version of the active model, even when its file is unusable; null when the version is unknown, too. */
  activeVersion(): Promise<string | null>;
  /** @throws ModelMissing, ModelCorrupt */
  get(version: string): Promise<OpenModel>;
  /** All usable models: the shipped ones, then the imported ones, each in the order of their names. */
  list(): Promise<ModelFacts[]>;
  /** Taken names and versions, including those of unreadable models. */
  listTaken(): Promise<{ name: string; version: string }[]>;
  /** @throws Busy, NotFound, ModelMissing, ModelCorrupt */
  activate(version: string): Promise<void>;
  /** Stores an imported model. */
  add(model: OpenModel): Promise<void>;
  /** @throws NotFound */
  remove(version: string): Promise<Outcome<void, ModelRemoveProblem>>;
  /** Stores counted covers beside the model, which can then be explained. @throws NotFound */
  saveCovers(model: OpenModel, counted: Covers): Promise<ModelFacts>;
  /** Catches up with another tab, which may have counted covers. */
  refresh(): Promise<void>;
};

type Parts = {
  database: Database;
  sources: ModelSources;
  imported: ImportedModels;
  covers: StoredCovers;
  opened: OpenedModels;
};

/** @param appUrl address of the page; the shipped models are beside it */
export function openModels(appUrl: string, database: Database): Models {
  const shipped = openShippedModels(appUrl);
  const imported = openImportedModels(database);
  const covers = openStoredCovers(database);
  const sources = openModelSources(database, { shipped, imported });
  const opened = createOpenedModels(({ entry, version }) =>
    (entry ? shipped.open(entry) : imported.open(version)).then(covers.addTo),
  );
  const parts: Parts = { database, sources, imported, covers, opened };

  return {
    active: async () => opened.open(await sources.active()),
    activeVersion: () =>
      sources.active().then(
        ({ version }) => version,
        () => null,
      ),
    async get(version) {
      const source = await sources.find(version);
      if (!source) throw failWith('ModelMissing', `the model ${version} neither ships with the app nor was imported`);
      return opened.open(source);
    },
    list: () => listFacts(parts),
    async listTaken() {
      const models = [...(await sources.shipped()), ...(await imported.list())];
      return models.map(({ name, version }) => ({ name, version }));
    },
    activate: (version) => activate(parts, version),
    add: imported.add,
    remove: (version) => remove(parts, version),
    async saveCovers(model, counted) {
      await covers.save(model, counted);
      await opened.forgetUncovered();
      return (await opened.open(await findOrFail(sources, model.facts.version))).facts;
    },
    refresh: opened.forgetUncovered,
  };
}

/** A shipped model that cannot be loaded cannot be made active, so it is left out. */
async function listFacts({ sources, imported, covers, opened }: Parts): Promise<ModelFacts[]> {
  const shipped: ModelFacts[] = [];
  for (const entry of await sources.shipped()) {
    const facts = await opened.factsOf(entry).catch(() => null);
    if (facts) shipped.push(facts);
  }
  return covers.addToFacts([...shipped.sort(compareNames), ...(await imported.list()).sort(compareNames)]);
}

async function activate({ database, sources, imported, opened }: Parts, version: string): Promise<void> {
  const source = await findOrFail(sources, version);
  await opened.open(source);
  const { entry } = source;
  await underWriteLock(() =>
    database.transaction('rw', [database.settings, database.models], async () => {
      // Another tab may have removed it meanwhile.
      if (!entry && !(await imported.has(version))) throw failWith('NotFound', `model ${version}`);
      await saveActiveChoice(database, entry ? { shippedName: entry.name } : { importedVersion: version });
    }),
  );
}

async function remove(
  { database, sources, opened }: Parts,
  version: string,
): Promise<Outcome<void, ModelRemoveProblem>> {
  if ((await sources.active().catch(() => null))?.version === version) return { problem: { kind: 'active' } };
  const source = await findOrFail(sources, version);
  if (source.entry) return { problem: { kind: 'shipped' } };
  const isRemoved = await database.transaction(
    'rw',
    [database.settings, database.models, database.covers],
    async () => {
      // Another tab may have activated it meanwhile.
      const choice = await loadActiveChoice(database);
      if (choice && 'importedVersion' in choice && choice.importedVersion === version) return false;
      await database.models.delete(version);
      await database.covers.delete(version);
      return true;
    },
  );
  if (!isRemoved) return { problem: { kind: 'active' } };
  opened.forget(source);
  return { value: undefined };
}

/** @throws NotFound */
async function findOrFail(sources: ModelSources, version: string): Promise<ModelSource> {
  const source = await sources.find(version);
  if (!source) throw failWith('NotFound', `model ${version}`);
  return source;
}

function compareNames(a: ModelFacts, b: ModelFacts): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
