import type { ClientsCsvOptions } from '../../../../workers/data/exports/exports.api.ts';
import { EXPORT_COLUMNS, type ExportColumn } from '../../../core/clients/exportColumns.ts';
import type { Words } from '../../../i18n/i18n.ts';

/** The options in the dialog; the header follows from them. */
export type ExportChoices = Omit<ClientsCsvOptions, 'header' | 'language'>;

/** The format that spreadsheets of a language open without conversion. */
export function defaultChoices(language: 'ru' | 'en'): ExportChoices {
  const columns: ExportColumn[] = ['name', 'forecast', 'interval', 'segment', 'offers'];
  const spelling =
    language === 'ru' ? ({ delimiter: ';', decimal: ',' } as const) : ({ delimiter: ',', decimal: '.' } as const);
  return { columns, isSubmission: false, ...spelling, hasMark: true };
}

/** A submission has a fixed format, since programs read it. */
export const SUBMISSION = { isSubmission: true, delimiter: ';', decimal: '.', hasMark: false } as const;

export function toOptions(choices: ExportChoices, t: Words, language: 'ru' | 'en'): ClientsCsvOptions {
  if (choices.isSubmission) return { ...choices, language, header: ['id', 'target'] };
  const columns = EXPORT_COLUMNS.filter((column) => choices.columns.includes(column));
  const titles = columns.flatMap((column) =>
    column === 'interval'
      ? [t('clientsExport.header.low'), t('clientsExport.header.high')]
      : [t(`clientsExport.header.${column}`)],
  );
  return { ...choices, columns, language, header: ['id', ...titles] };
}
