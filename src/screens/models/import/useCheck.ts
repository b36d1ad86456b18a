import { useRef, useState } from 'react';
import type { ModelCheck, ModelDraft } from '../../../../workers/data/modelImport/modelImport.api.ts';
import { ask } from '../../../data/connection.ts';
import type { ModelRefusal } from './ModelProblemAlert.tsx';

/** A file of the user's own rows, its columns, and the result of comparing one of them. */
export type CheckState = {
  rows: File | null;
  /** Columns of the file's header; empty until it is read. */
  columns: string[];
  column: string | null;
  busy: boolean;
  check: ModelCheck | null;
  /** The draft that was checked, or not: with other choices the answer may be another. */
  draft: ModelDraft | null;
  /** Whether it was compared although features are absent. */
  isPartial: boolean;
  refusal: ModelRefusal | null;
};

const NOTHING: CheckState = {
  rows: null,
  columns: [],
  column: null,
  busy: false,
  check: null,
  draft: null,
  isPartial: false,
  refusal: null,
};

/** Usual names of prediction columns, most likely first. A column of actual incomes is none. */
const LIKELY = [/^(pred|prediction|predict|forecast|score|yhat|y_pred)/i, /pred|forecast|прогноз/i];

export type CheckActions = {
  chooseRows: (rows: File) => void;
  chooseColumn: (column: string | null) => void;
  /** @param isPartial compare although features are absent */
  compare: (draft: ModelDraft, isPartial?: boolean) => void;
};

/** Compares the opened model with a column of the user's file. */
export function useCheck(features: ModelDraft['features']): [CheckState, CheckActions] {
  const [state, setState] = useState<CheckState>(NOTHING);
  const turn = useRef(0);
  /** Applies an answer, unless a newer question has been asked. */
  const settle = (answer: Promise<Partial<CheckState>>) => {
    const mine = ++turn.current;
    answer
      .catch((error: Error): Partial<CheckState> => ({ refusal: { error } }))
      .then((changes) => mine === turn.current && setState((last) => ({ ...last, ...changes, busy: false })));
  };
  const chooseRows = (rows: File) => {
    setState({ ...NOTHING, rows, busy: true });
    settle(
      ask((api) => api.modelImport.listColumns(rows)).then((outcome) =>
        'problem' in outcome
          ? { refusal: outcome }
          : { columns: outcome.value, column: likeliest(outcome.value, features) },
      ),
    );
  };
  const compare = (draft: ModelDraft, isPartial = false) => {
    const { rows, column } = state;
    if (!rows || column === null) return;
    setState((last) => ({ ...last, busy: true, check: null, draft, isPartial, refusal: null }));
    settle(
      ask((api) => api.modelImport.check(rows, column, isPartial)).then((outcome) =>
        'problem' in outcome ? { refusal: outcome } : { check: outcome.value },
      ),
    );
  };
  const chooseColumn = (column: string | null) => setState((last) => ({ ...last, column, check: null, refusal: null }));
  return [state, { chooseRows, chooseColumn, compare }];
}

/** A feature of the model is no prediction, whatever its name. */
function likeliest(columns: string[], features: ModelDraft['features']): string | null {
  const names = new Set(features.map(({ name }) => name));
  for (const pattern of LIKELY) {
    const match = columns.find((column) => pattern.test(column) && !names.has(column));
    if (match !== undefined) return match;
  }
  return null;
}
