import { sha256Of } from '../../runtime/sha256.ts';
import { failWith } from '../failures.ts';
import type { ModelKeepProblem, ModelsApi } from '../models/models.api.ts';
import type { Models } from '../models/models.ts';
import { type ModelFacts, openModel } from '../models/openModel.ts';
import { checkDraft } from './checkModel.ts';
import { type Draft, readDraft } from './draft.ts';

/** The model file that is being brought along: opened, checked, kept. There is one at a time. */
export type Drafts = {
  open: ModelsApi['openDraft'];
  check: ModelsApi['checkDraft'];
  keep(name: string): Promise<ModelFacts>;
};

/** The contract's own rule, and no longer than a name is in a list. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

export function openDrafts(models: Models): Drafts {
  let draft: Draft | null = null;
  let calls = 0;

  function opened(): Draft {
    if (draft) return draft;
    throw refuse({ kind: 'no-draft' });
  }

  return {
    async open(file, featureList) {
      draft = null;
      const call = ++calls;
      const known = await models.active().then(
        ({ contract }) => contract,
        () => null,
      );
      const read = await readDraft(file, featureList, known);
      // A later call may have been faster.
      if (call === calls) draft = read;
      return { ...read.shown, name: freeName(read.ownName.slice(0, 40), await models.taken()) };
    },
    check: async (rows, column) => checkDraft(opened(), rows, column),
    async keep(name) {
      const kept = opened();
      if (!NAME.test(name)) throw refuse({ kind: 'bad-name' });
      for (const other of await models.taken()) {
        if (other.version === kept.version) throw refuse({ kind: 'version-taken', name: other.name });
        if (other.name === name) throw refuse({ kind: 'name-taken', name });
      }
      const bytes = kept.fileNamed(name);
      // Read back as it will be read for use, so that nothing is kept that cannot be.
      const expected = { name, version: kept.version, origin: 'kept', sha256: await sha256Of(bytes) } as const;
      const model = await openModel(bytes, expected);
      await models.keep(model);
      if (draft === kept) draft = null;
      return model.facts;
    },
  };
}

/** The name, or the first of `name-2`, `name-3`, … that no model has. */
function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((model) => model.name));
  for (let number = 2, free = name; ; number++) {
    if (!names.has(free)) return free;
    free = `${name.slice(0, 35)}-${number}`;
  }
}

function refuse(problem: ModelKeepProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}
