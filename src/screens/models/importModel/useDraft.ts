import { useRef, useState } from 'react';
import type { ModelDraft, ModelListing } from '../../../../workers/data/models/models.api.ts';
import { ask } from '../../../data/connection.ts';

/** A model file on its way in: what was chosen, and what was read from it or why not. */
export type DraftState = {
  file: File | null;
  /** The names of its features, where they were given apart. */
  list: File | null;
  reading: boolean;
  draft: ModelDraft | null;
  /** The model once it has been kept; then it is no draft any more. */
  kept: ModelListing | null;
  error: Error | null;
  /** Grows with every draft, so that what was done with an earlier one is not taken for this one's. */
  turn: number;
};

const NOTHING: DraftState = { file: null, list: null, reading: false, draft: null, kept: null, error: null, turn: 0 };

export type DraftActions = {
  chooseFile: (file: File) => void;
  chooseList: (list: File) => void;
  keepAs: (name: string) => Promise<void>;
  clear: () => void;
};

/** What was chosen stays chosen when it is refused; the answer to an earlier choice is dropped. */
export function useDraft(): [DraftState, DraftActions] {
  const [state, setState] = useState<DraftState>(NOTHING);
  const turn = useRef(0);
  const read = (file: File, list: File | null) => {
    const mine = ++turn.current;
    setState({ ...NOTHING, file, list, reading: true, turn: mine });
    const settle = (answer: Partial<DraftState>) => {
      if (mine === turn.current) setState((last) => ({ ...last, ...answer, reading: false }));
    };
    ask((api) => api.models.openDraft(file, list)).then(
      (draft) => settle({ draft }),
      (error: Error) => settle({ error }),
    );
  };
  return [
    state,
    {
      chooseFile: (file) => read(file, null),
      chooseList: (list) => state.file && read(state.file, list),
      keepAs: async (name) => {
        const mine = turn.current;
        const kept = await ask((api) => api.models.importDraft(name));
        if (mine === turn.current) setState((last) => ({ ...last, kept }));
      },
      clear: () => setState({ ...NOTHING, turn: ++turn.current }),
    },
  ];
}
