import { useCallback, useState } from 'react';
import type { ImportPreview } from '../../../../workers/data/imports/imports.api.ts';
import { type ImportChoices, NO_CHOICES } from '../../../core/csv/choices.ts';
import { type QueryState, useQuery } from '../../../data/useQuery.ts';
import { useSettled } from '../../../ui/useSettled.ts';

export type PreviewQuestion = {
  answer: [QueryState<ImportPreview>, () => void];
  /** The present choices, which the answer may not include yet; null before the first answer. */
  choices: ImportChoices | null;
  choose: (change: (choices: ImportChoices) => ImportChoices) => void;
};

/** Previews the import of a file, and again after every change of choices. @param first choices to begin with */
export function usePreview(file: File, first: ImportChoices | null): PreviewQuestion {
  const [chosen, setChosen] = useState(first);
  const settled = useSettled(chosen);
  const answer = useQuery((api) => api.imports.preview(file, settled), [file, settled]);
  const [loaded] = answer;
  const choices = chosen ?? (loaded.state === 'ready' ? loaded.value.choices : null);
  const choose = useCallback<PreviewQuestion['choose']>(
    (change) => setChosen((now) => change(now ?? choices ?? NO_CHOICES)),
    [choices],
  );
  return { answer, choices, choose };
}
