import type { ImportFailure } from '../../../workers/data/storage/importRecord.api.ts';
import { encodingName, type NotCsv } from '../../core/csv/report.ts';
import { type Format, formatIn, type Language } from '../../core/format.ts';
import { makeVisible } from '../../core/visibleText.ts';
import type { Words } from '../../i18n/i18n.ts';

type FileFailure = Exclude<ImportFailure, { kind: 'machinery' }>;

/** Says why a whole CSV file cannot be used, and what to do about it. */
export function fileProblemWords(failure: FileFailure, t: Words, language: Language): { what: string; todo: string } {
  const key = failure.kind === 'not-csv' ? (`not-csv-${failure.why}` as const) : failure.kind;
  const values = valuesOf(failure, formatIn(language));
  return { what: t(`imports.problem.${key}.what`, values), todo: t(`imports.problem.${key}.todo`) };
}

function valuesOf(failure: FileFailure, { integer, percent }: Format): Record<string, string> {
  switch (failure.kind) {
    case 'unclosed-quote':
    case 'row-too-long':
      return { line: integer(failure.line) };
    case 'encoding':
      return { line: integer(failure.line), encoding: encodingName(failure.encoding) };
    case 'no-clients':
      return { rejected: integer(failure.rejected) };
    case 'ids-lost':
      return { column: makeVisible(failure.column), value: makeVisible(failure.value) };
    case 'number-signs':
      return {
        line: integer(failure.line),
        column: makeVisible(failure.column),
        value: makeVisible(failure.value),
        sign: failure.readAs,
      };
    case 'not-csv':
      return notCsvValues(failure);
    case 'never-a-feature':
      return { column: makeVisible(failure.column) };
    case 'too-many-bad-rows':
      return {
        read: integer(failure.read),
        rejected: integer(failure.rejected),
        limit: percent(failure.limit),
        lines: failure.lines.map((line) => integer(line)).join(', '),
      };
    default:
      return {};
  }
}

function notCsvValues(file: NotCsv): Record<string, string> {
  if ('name' in file) return { name: file.name };
  return 'sign' in file ? { sign: makeVisible(file.sign) } : {};
}
