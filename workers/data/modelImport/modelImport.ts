import type { Outcome } from '../../../src/core/outcome.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Models } from '../models/models.ts';
import { type ModelFacts, openModel } from '../models/openModel.ts';
import { checkDraft } from './checkDraft.ts';
import { listColumns } from './checkPlan.ts';
import type { Draft } from './draft.ts';
import type { ModelDraft, ModelImportApi, ModelSaveProblem } from './modelImport.api.ts';
import { freeName, isModelName, toModelName } from './modelNames.ts';
import { readDraft } from './readDraft.ts';

/** The model file that is being imported, if there is one. */
export type ModelImport = Omit<ModelImportApi, 'save'> & {
  save(name: string): Promise<Outcome<ModelFacts, ModelSaveProblem>>;
};

const NO_DRAFT = { problem: { kind: 'no-draft' } } as const;

export function openModelImport(models: Models): ModelImport {
  let draft: Draft | null = null;
  let calls = 0;

  function withDraft<Answer>(use: (opened: Draft) => Promise<Answer>): Promise<Answer | typeof NO_DRAFT> {
    return draft ? use(draft) : Promise.resolve(NO_DRAFT);
  }

  /** Makes it the draft, unless a later call has finished first. */
  async function accept(opened: Draft, call: number): Promise<{ value: ModelDraft }> {
    if (call === calls) draft = opened;
    return { value: { ...opened.shown, name: freeName(opened.ownName, await models.listTaken()) } };
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
      return 'problem' in outcome ? outcome : accept(outcome.value, call);
    },
    choose(choices) {
      const call = ++calls;
      return withDraft(async (opened) => {
        const outcome = await opened.choose(choices);
        return 'problem' in outcome ? outcome : accept(outcome.value, call);
      });
    },
    listColumns: (rows) => withDraft((opened) => listColumns(opened, rows)),
    check: (rows, column, isPartial) => withDraft((opened) => checkDraft(opened, { rows, column, isPartial })),
    save: (name) =>
      withDraft(async (opened) => {
        const problem = nameProblem(name, opened, await models.listTaken());
        if (problem) return { problem };
        const model = await readBack(opened, name);
        await models.add(model);
        if (draft === opened) draft = null;
        return { value: model.facts };
      }),
  };
}

function nameProblem(
  name: string,
  { version }: Draft,
  taken: readonly { name: string; version: string }[],
): ModelSaveProblem | null {
  const same = taken.find((other) => other.version === version);
  const free = freeName(toModelName(name), taken);
  if (!isModelName(name)) return { kind: 'bad-name', free };
  if (same) return { kind: 'version-taken', name: same.name };
  return taken.some((other) => other.name === name) ? { kind: 'name-taken', name, free } : null;
}

/** The file as it will be stored, read back as it will be read for use: an unusable file is never stored. */
async function readBack({ version, fileNamed }: Draft, name: string) {
  const bytes = fileNamed(name);
  return openModel(bytes, { name, version, origin: 'imported', sha256: await sha256Of(bytes) });
}
