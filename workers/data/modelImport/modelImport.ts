import type { Outcome } from '../../../src/core/outcome.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Models } from '../models/models.ts';
import { type ModelFacts, openModel } from '../models/openModel.ts';
import { checkDraft, listColumns } from './checkDraft.ts';
import type { ModelCheckProblem, ModelImportApi, ModelSaveProblem } from './modelImport.api.ts';
import { type Draft, readDraft } from './readDraft.ts';

/** The model file that is being imported, if there is one. */
export type ModelImport = Pick<ModelImportApi, 'openFile' | 'listColumns' | 'check'> & {
  save(name: string): Promise<Outcome<ModelFacts, ModelSaveProblem>>;
};

/** The contract's rule for names, limited to the length that fits a list. */
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const NAME_LENGTH = 40;
const NO_DRAFT = { problem: { kind: 'no-draft' } } as const;

export function openModelImport(models: Models): ModelImport {
  let draft: Draft | null = null;
  let calls = 0;

  function withDraft<Value>(use: (opened: Draft) => Promise<Outcome<Value, ModelCheckProblem>>) {
    return draft ? use(draft) : Promise.resolve(NO_DRAFT);
  }

  return {
    async openFile(file, featureList) {
      draft = null;
      const call = ++calls;
      const dictionary = await models.active().then(
        ({ contract }) => contract,
        () => null,
      );
      const outcome = await readDraft(file, { featureList, dictionary });
      if ('problem' in outcome) return outcome;
      const { shown, ownName } = outcome.value;
      // A later call may have finished first.
      if (call === calls) draft = outcome.value;
      return { value: { ...shown, name: freeName(ownName.slice(0, NAME_LENGTH), await models.listTaken()) } };
    },
    listColumns: (rows) => withDraft((opened) => listColumns(opened, rows)),
    check: (rows, column) => withDraft((opened) => checkDraft(opened, rows, column)),
    async save(name) {
      const opened = draft;
      if (!opened) return NO_DRAFT;
      const problem = nameProblem(name, opened, await models.listTaken());
      if (problem) return { problem };
      const model = await readBack(opened, name);
      await models.add(model);
      if (draft === opened) draft = null;
      return { value: model.facts };
    },
  };
}

function nameProblem(
  name: string,
  { version }: Draft,
  taken: readonly { name: string; version: string }[],
): ModelSaveProblem | null {
  if (!NAME.test(name)) return { kind: 'bad-name' };
  for (const other of taken) {
    if (other.version === version) return { kind: 'version-taken', name: other.name };
    if (other.name === name) return { kind: 'name-taken', name };
  }
  return null;
}

/** The file as it will be stored, read back as it will be read for use: an unusable file is never stored. */
async function readBack({ version, fileNamed }: Draft, name: string) {
  const bytes = fileNamed(name);
  return openModel(bytes, { name, version, origin: 'imported', sha256: await sha256Of(bytes) });
}

/** The name, or the first of `name-2`, `name-3`, … that no model has. */
function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((model) => model.name));
  for (let number = 2, free = name; ; number++) {
    if (!names.has(free)) return free;
    free = `${name.slice(0, NAME_LENGTH - 5)}-${number}`;
  }
}
