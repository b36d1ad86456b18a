import type { ModelEntry } from '../../../src/core/contract/modelIndex.ts';
import { createRecent } from '../../../src/core/machine/recent.ts';
import type { ModelSource } from './modelSources.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';

/** The most recently used models, whose files have been read and checked. */
export type OpenedModels = {
  /** @throws ModelMissing, ModelCorrupt */
  open(source: ModelSource): Promise<OpenModel>;
  /**
   * The facts in a shipped model's file, without the covers that were counted here. @throws ModelMissing, ModelCorrupt
   */
  factsOf(entry: ModelEntry): Promise<ModelFacts>;
  forget(source: ModelSource): void;
  /** Forgets models whose file has no covers: their covers may have been counted since. */
  forgetUncovered(): Promise<void>;
};

/** The active model, and one whose old forecasts are being viewed. */
const MAX_OPENED = 2;

/** @param read opens a model's file, with the covers that were counted for it */
export function createOpenedModels(read: (source: ModelSource) => Promise<OpenModel>): OpenedModels {
  const opened = createRecent<OpenModel>(MAX_OPENED);
  // The facts of a shipped file take little room, so they outlive its opened model.
  const shippedFacts = new Map<string, ModelFacts>();

  return {
    open: (source) => opened.get(keyOf(source), () => read(source)),
    async factsOf(entry) {
      const loaded = shippedFacts.get(entry.sha256);
      if (loaded) return loaded;
      const source = { version: entry.version, entry };
      const { facts } = await (opened.peek(keyOf(source)) ?? read(source));
      const ofFile = facts.countedRows === null ? facts : { ...facts, isExplainable: false, countedRows: null };
      shippedFacts.set(entry.sha256, ofFile);
      return ofFile;
    },
    forget: (source) => opened.forget(keyOf(source)),
    async forgetUncovered() {
      for (const key of opened.keys()) {
        const facts = await opened.peek(key)?.then(
          (model) => model.facts,
          () => null,
        );
        if (facts && (!facts.isExplainable || facts.countedRows !== null)) opened.forget(key);
      }
    },
  };
}

/** The key is the SHA-256, because an update of the site may bring another file of the same version. */
function keyOf({ version, entry }: ModelSource): string {
  return entry?.sha256 ?? version;
}
