import { useRef, useState } from 'react';
import type { ModelCheck, ModelCheckProblem } from '../../../../workers/data/models/models.api.ts';
import { ask } from '../../../data/connection.ts';
import { refusalOf } from '../../../parts/refusal.ts';

/** A file of one's own rows, its columns, and what the comparison with one of them said. */
export type CheckState = {
  rows: File | null;
  /** Of the file's header; empty until it has been read. */
  columns: string[];
  column: string | null;
  busy: boolean;
  check: ModelCheck | null;
  error: Error | null;
};

const NOTHING: CheckState = { rows: null, columns: [], column: null, busy: false, check: null, error: null };

/** How columns of predictions are usually called, the likeliest first. */
const LIKELY = [/^(pred|prediction|predict|forecast|score|yhat|y_pred)/i, /pred|forecast|прогноз/i, /^target$/i];

export type CheckActions = {
  chooseRows: (rows: File) => void;
  chooseColumn: (column: string | null) => void;
  compare: () => void;
};

/** Compares the opened model with a column of the user's file. */
export function useCheck(): [CheckState, CheckActions] {
  const [state, setState] = useState<CheckState>(NOTHING);
  const turn = useRef(0);
  const run = (rows: File, column: string, settle: (answer: Pick<CheckState, 'check' | 'error'>) => void) => {
    const mine = ++turn.current;
    ask((api) => api.models.checkDraft(rows, column)).then(
      (check) => mine === turn.current && settle({ check, error: null }),
      (error: Error) => mine === turn.current && settle({ check: null, error }),
    );
  };
  const chooseRows = (rows: File) => {
    setState({ ...NOTHING, rows, busy: true });
    // No column has no name: the refusal tells which there are.
    run(rows, '', ({ check, error }) => {
      const problem = refusalOf<ModelCheckProblem>(error);
      const columns = problem?.kind === 'no-column' ? problem.columns : [];
      const known = problem?.kind === 'no-column';
      setState({ ...NOTHING, rows, check, columns, column: likeliest(columns), error: known ? null : error });
    });
  };
  const compare = () => {
    const { rows, column } = state;
    if (!rows || column === null) return;
    setState((last) => ({ ...last, busy: true, check: null, error: null }));
    run(rows, column, (answer) => setState((last) => ({ ...last, ...answer, busy: false })));
  };
  const chooseColumn = (column: string | null) => setState((last) => ({ ...last, column, check: null, error: null }));
  return [state, { chooseRows, chooseColumn, compare }];
}

function likeliest(columns: string[]): string | null {
  for (const pattern of LIKELY) {
    const found = columns.find((column) => pattern.test(column));
    if (found !== undefined) return found;
  }
  return null;
}
