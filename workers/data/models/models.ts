import * as v from 'valibot';
import type { ModelEntry } from '../../../src/core/contract/modelIndex.ts';
import { failWith } from '../failures.ts';
import { underWriteLock } from '../jobs/locks.ts';
import { type ModelWorkers, openModelWorkers } from '../scoring/modelWorkers.ts';
import type { Database } from '../storage/database.ts';
import { openCountedCovers } from './countedCovers.ts';
import { openImportedModels } from './importedModels.ts';
import type { ModelRemoveProblem } from './models.api.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';
import { openShippedModels } from './shippedModels.ts';

/** The models that ship and those kept here; one of them is active. */
export type Models = ModelWorkers & {
  /**
   * The active model, checked; no worker is started. Every call looks which one it is, so that a tab cannot miss a switch in another.
   * @throws ModelMissing, ModelCorrupt
   */
  active(): Promise<OpenModel>;
  /** Its version, also when its file cannot be used; null when not even that can be told. */
  activeVersion(): Promise<string | null>;
  /** @throws ModelMissing, ModelCorrupt */
  get(version: string): Promise<OpenModel>;
  /** All that can be had: the shipped ones, then the kept ones, each in the order of their names. */
  list(): Promise<ModelFacts[]>;
  /** Names and versions that are taken, those of models that cannot be read among them. */
  taken(): Promise<{ name: string; version: string }[]>;
  /** @throws Busy, NotFound, ModelMissing, ModelCorrupt */
  activate(version: string): Promise<void>;
  keep(model: OpenModel): Promise<void>;
  /** @throws Refused, NotFound */
  remove(version: string): Promise<void>;
  /** Keeps counted covers beside the model, which can be explained from then on. */
  keepCovers(model: OpenModel, counted: { covers: Float32Array<ArrayBuffer>; rows: number }): Promise<ModelFacts>;
  /** Catches up with another tab: ends workers of other models than the active one, looks for counted covers anew. */
  refresh(): Promise<void>;
  /** Starts the active model's worker before it is needed. Whether it succeeds is for the card to find out. */
  warmUp(): void;
};

/** A shipped model is remembered by its name, so that an update of the site brings its new version. */
const Choice = v.union([v.object({ shipped: v.string() }), v.object({ kept: v.string() })]);
type Choice = v.InferOutput<typeof Choice>;

type Source = { version: string; entry: ModelEntry | null };

/** The active one, and one whose old forecasts are being looked at. */
const KEPT_OPEN = 2;

export function openModels(appUrl: string, database: Database): Models {
  const shipped = openShippedModels(appUrl);
  const kept = openImportedModels(database);
  const counted = openCountedCovers(database);
  const workers = openModelWorkers();
  const opened = new Map<string, Promise<OpenModel>>();
  const shippedFacts = new Map<string, ModelFacts>();
  let warmVersion: string | null = null;

  async function activeSource(): Promise<Source> {
    const choice = await readChoice(database);
    if (choice && 'kept' in choice) return { version: choice.kept, entry: null };
    const { active, models } = await shipped.index();
    const name = choice?.shipped ?? active;
    const entry = models.find((model) => model.name === name);
    if (!entry) throw failWith('ModelMissing', `the model "${name}" does not ship with the app any more`);
    return { version: entry.version, entry };
  }

  async function find(version: string): Promise<Source | null> {
    const index = await shipped.index().catch(() => null);
    const entry = index?.models.find((model) => model.version === version);
    if (entry) return { version, entry };
    return (await kept.has(version)) ? { version, entry: null } : null;
  }

  function open({ version, entry }: Source): Promise<OpenModel> {
    const key = entry?.sha256 ?? version;
    const model = opened.get(key) ?? (entry ? shipped.open(entry) : kept.open(version)).then(counted.addTo);
    opened.delete(key);
    opened.set(key, model);
    model.catch(() => opened.delete(key));
    for (const oldest of opened.keys()) {
      if (opened.size <= KEPT_OPEN) break;
      opened.delete(oldest);
    }
    return model;
  }

  /** Covers may have been counted since, or counted anew. */
  async function forgetUncovered(): Promise<void> {
    for (const [key, model] of [...opened]) {
      const facts = await model.then(
        (open) => open.facts,
        () => null,
      );
      if (facts && (!facts.isExplainable || facts.countedRows !== null)) opened.delete(key);
    }
  }

  async function factsOf(entry: ModelEntry): Promise<ModelFacts[]> {
    const known = shippedFacts.get(entry.sha256);
    if (known) return [known];
    try {
      const { facts: found } = await (opened.get(entry.sha256) ?? shipped.open(entry));
      // What was counted for it is added when it is asked for.
      const facts = found.countedRows === null ? found : { ...found, isExplainable: false, countedRows: null };
      shippedFacts.set(entry.sha256, facts);
      return [facts];
    } catch {
      // A model that cannot be had cannot be made active.
      return [];
    }
  }

  const active = async () => open(await activeSource());

  return {
    ...workers,
    active,
    activeVersion: () =>
      activeSource().then(
        ({ version }) => version,
        () => null,
      ),
    async get(version) {
      const source = await find(version);
      if (!source) throw failWith('ModelMissing', `the model ${version} neither ships with the app nor is kept here`);
      return open(source);
    },
    async list() {
      const index = await shipped.index().catch(() => null);
      const facts: ModelFacts[] = [];
      for (const entry of index?.models ?? []) facts.push(...(await factsOf(entry)));
      return counted.addToFacts([...facts.sort(byName), ...(await kept.list()).sort(byName)]);
    },
    async taken() {
      const index = await shipped.index().catch(() => null);
      return [...(index?.models ?? []), ...(await kept.list())].map(({ name, version }) => ({ name, version }));
    },
    async activate(version) {
      const source = await find(version);
      if (!source) throw failWith('NotFound', `model ${version}`);
      await open(source);
      const value: Choice = source.entry ? { shipped: source.entry.name } : { kept: version };
      await underWriteLock(() =>
        database.transaction('rw', [database.settings, database.models], async () => {
          if (!source.entry && !(await kept.has(version))) throw failWith('NotFound', `model ${version}`);
          await database.settings.put({ key: 'activeModel', value });
        }),
      );
      workers.retireOthers(version);
    },
    keep: kept.add,
    async remove(version) {
      if ((await activeSource().catch(() => null))?.version === version) throw refuse({ kind: 'active' });
      const source = await find(version);
      if (!source) throw failWith('NotFound', `model ${version}`);
      if (source.entry) throw refuse({ kind: 'shipped' });
      await database.transaction('rw', [database.settings, database.models, database.covers], async () => {
        // Another tab may have activated it meanwhile.
        const choice = await readChoice(database);
        if (choice && 'kept' in choice && choice.kept === version) throw refuse({ kind: 'active' });
        await database.models.delete(version);
        await database.covers.delete(version);
      });
      opened.delete(version);
    },
    async keepCovers(model, covers) {
      await counted.keep(model, covers);
      await forgetUncovered();
      const source = await find(model.facts.version);
      if (!source) throw failWith('NotFound', `model ${model.facts.version}`);
      return (await open(source)).facts;
    },
    async refresh() {
      await forgetUncovered();
      const source = await activeSource().catch(() => null);
      if (source) workers.retireOthers(source.version);
    },
    warmUp() {
      const start = async () => {
        const model = await active();
        if (warmVersion === model.facts.version) return;
        warmVersion = model.facts.version;
        await workers.use(model, async () => {});
      };
      start().catch(() => {});
    },
  };
}

/** What staff have chosen; null = the site's own choice. */
async function readChoice({ settings }: Database): Promise<Choice | null> {
  const stored = v.safeParse(Choice, (await settings.get('activeModel'))?.value);
  return stored.success ? stored.output : null;
}

function refuse(problem: ModelRemoveProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}

function byName(a: ModelFacts, b: ModelFacts): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
