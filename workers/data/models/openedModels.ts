import type { ModelEntry } from '../../../src/core/contract/modelIndex.ts';
import { createRecent } from '../../../src/core/machine/recent.ts';
import type { ModelSource } from './modelSources.ts';
import type { ModelFacts, OpenModel } from './openModel.ts';

/** Models whose files have been read and checked, the ones used last. */
export type OpenedModels = {
  /** @throws ModelMissing, ModelCorrupt */
  open(source: ModelSource): Promise<OpenModel>;
  /**
   * What a shipped model's file says of itself, without the covers that were counted here. @throws ModelMissing,
   * ModelCorrupt
   */
  factsOf(entry: ModelEntry): Promise<ModelFacts>;
  forget(source: ModelSource): void;
  /** Covers may have been counted since, or counted anew: such models are opened again. */
  forgetUncovered(): Promise<void>;
};

/** The active one, and one whose old forecasts are being looked at. */
const MAX_OPENED = 2;

/** @param read opens a model's file, with the covers that were counted for it */
export function createOpenedModels(read: (source: ModelSource) => Promise<OpenModel>): OpenedModels {
  const opened = createRecent<OpenModel>(MAX_OPENED);
  // The facts of a shipped file take little room, so they stay when the model itself does not.
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

/** An update of the site may bring another file of the same version. */
function keyOf({ version, entry }: ModelSource): string {
  return entry?.sha256 ?? version;
}
