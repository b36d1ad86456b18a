import { useRef, useState } from 'react';
import type { DraftChoices, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import type { ModelListing } from '../../../../workers/data/models/models.api.ts';
import { ask } from '../../../data/connection.ts';
import type { ModelRefusal } from './ModelProblemAlert.tsx';

/** A model file during its import: the choices, and what was read from it or why it was refused. */
export type DraftState = {
  file: File | null;
  /** The feature list, when it is a separate file. */
  list: File | null;
  reading: boolean;
  draft: ModelDraft | null;
  /** The model after saving. */
  saved: ModelListing | null;
  /** Why the file was not opened. */
  refusal: ModelRefusal | null;
  /** Increases with every draft, so that the later steps start fresh for a new draft. */
  turn: number;
};

const NOTHING: DraftState = {
  file: null,
  list: null,
  reading: false,
  draft: null,
  saved: null,
  refusal: null,
  turn: 0,
};

export type DraftActions = {
  chooseFile: (file: File) => void;
  chooseList: (list: File) => void;
  /** Returns the draft with these choices, or why they were refused. */
  choose: (choices: DraftChoices) => Promise<ModelDraft | ModelRefusal>;
  /** Returns why the name was refused; null when the model was saved. */
  saveAs: (name: string) => Promise<ModelRefusal | null>;
  clear: () => void;
};

/** Refused files stay chosen. The answer to an earlier choice is dropped. */
export function useDraft(): [DraftState, DraftActions] {
  const [state, setState] = useState<DraftState>(NOTHING);
  const turn = useRef(0);
  const read = (file: File, list: File | null) => {
    const mine = ++turn.current;
    setState({ ...NOTHING, file, list, reading: true, turn: mine });
    const settle = (answer: Partial<DraftState>) => {
      if (mine === turn.current) setState((last) => ({ ...last, ...answer, reading: false }));
    };
    ask((api) => api.modelImport.openFile(file, list)).then(
      (outcome) => settle('problem' in outcome ? { refusal: outcome } : { draft: outcome.value }),
      (error: Error) => settle({ refusal: { error } }),
    );
  };
  const choose = async (choices: DraftChoices): Promise<ModelDraft | ModelRefusal> => {
    const mine = turn.current;
    const outcome = await ask((api) => api.modelImport.choose(choices)).catch((error: Error) => ({ error }));
    if (!('value' in outcome)) return outcome;
    if (mine === turn.current) setState((last) => ({ ...last, draft: outcome.value }));
    return outcome.value;
  };
  const saveAs = async (name: string): Promise<ModelRefusal | null> => {
    const mine = turn.current;
    const outcome = await ask((api) => api.modelImport.save(name)).catch((error: Error) => ({ error }));
    if (!('value' in outcome)) return outcome;
    if (mine === turn.current) setState((last) => ({ ...last, saved: outcome.value }));
    return null;
  };
  return [
    state,
    {
      chooseFile: (file) => read(file, null),
      chooseList: (list) => state.file && read(state.file, list),
      choose,
      saveAs,
      clear: () => setState({ ...NOTHING, turn: ++turn.current }),
    },
  ];
}
