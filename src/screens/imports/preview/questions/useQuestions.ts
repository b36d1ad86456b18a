import { useState } from 'react';
import type { Doubt, ImportPreview } from '../../../../../workers/data/imports/imports.api.ts';

import { shownDoubts } from './doubts.ts';

const NONE: Doubt[] = [];

/** The doubts about a file to show. An answered one stays until its answer is taken back. */
export function useQuestions(preview: ImportPreview | null): Doubt[] {
  const [shown, setShown] = useState<{ doubts: Doubt[]; of: ImportPreview | null }>({ doubts: NONE, of: null });
  if (!preview || preview === shown.of) return shown.doubts;
  const doubts = shownDoubts(shown.doubts, preview.doubts, preview.choices);
  setShown({ doubts, of: preview });
  return doubts;
}
