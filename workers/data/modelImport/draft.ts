import type { Contract } from '../../../src/core/contract/contract.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import type { DraftChoices, ModelDraft, ModelDraftProblem } from './modelImport.api.ts';

/** A model file that has been opened and not yet saved. */
export type Draft = {
  /** Everything but the suggested name. */
  shown: Omit<ModelDraft, 'name'>;
  /** The name in the file, or one made from the file's name. */
  ownName: string;
  version: string;
  contract: Contract;
  /** The trees of the forecast; all those of the file, of which the first may count. */
  allTrees: TreeEnsemble;
  /** The same file with other choices. A file of this app leaves nothing to choose. @throws ModelFileError */
  choose(choices: DraftChoices): Promise<Outcome<Draft, ModelDraftProblem>>;
  /** The file as stored under a name. A file of this app is stored unchanged. */
  fileNamed(name: string): Uint8Array<ArrayBuffer>;
};
