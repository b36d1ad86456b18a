import type { ImportFailure } from '../../workers/data.api.ts';
import { formatIn, type Language } from '../core/format.ts';
import type { Words } from '../i18n/i18n.ts';

type FileFailure = Exclude<ImportFailure, { kind: 'machinery' }>;

/** What is wrong with a whole CSV file, and what to do about it. */
export function fileProblemWords(failure: FileFailure, t: Words, language: Language): { what: string; todo: string } {
  const key = failure.kind === 'not-csv' ? (`not-csv-${failure.why}` as const) : failure.kind;
  const line = 'line' in failure ? formatIn(language).integer(failure.line) : '';
  const encoding = 'encoding' in failure ? failure.encoding : '';
  return { what: t(`imports.problem.${key}.what`, { line, encoding }), todo: t(`imports.problem.${key}.todo`) };
}
