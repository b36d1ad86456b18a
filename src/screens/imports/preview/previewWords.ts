import type { PreviewColumn } from '../../../../workers/data/imports/imports.api.ts';
import type { ColumnUse, ImportChoices } from '../../../core/csv/choices.ts';
import { encodingName } from '../../../core/csv/report.ts';
import { makeVisible } from '../../../core/visibleText.ts';
import type { useWords, Words } from '../../../i18n/i18n.ts';
import type { FeatureTitles } from './columns/featureTitles.ts';

type InWords = Pick<ReturnType<typeof useWords>, 't' | 'format'>;

/** The name of a column as it is shown; one without a name is called by its position. */
export function columnName(name: string, position: number, { t, format }: InWords): string {
  if (name === '') return t('imports.preview.columns.noName', { position: format.integer(position + 1) });
  return makeVisible(name);
}

/** What a column is used for, in words. */
export function textOfUse(use: ColumnUse, titles: FeatureTitles, t: Words): string {
  if (use.kind !== 'feature') return t(`imports.preview.uses.${use.kind}`);
  return titles.get(use.feature)?.title ?? use.feature;
}

/** How the model reads a column, when that is worth saying: not for numbers that are numbers. */
export function kindOfUse(column: PreviewColumn, titles: FeatureTitles, { t, format }: InWords): string | null {
  const kind = column.use.kind === 'feature' ? titles.get(column.use.feature)?.kind : undefined;
  if (!kind) return null;
  if (kind.kind === 'category') {
    const { length } = kind.categories;
    return t('imports.preview.kinds.category', { count: length, shown: format.integer(length) });
  }
  if (column.type === 'text' && column.unreadable > 0) return t(`imports.preview.noCodes.${kind.kind}`);
  return kind.kind === 'number' ? null : t(`imports.preview.kinds.${kind.kind}`);
}

export function signName(sign: ',' | '.', t: Words): string {
  return t(sign === ',' ? 'imports.preview.signs.comma' : 'imports.preview.signs.point');
}

const DELIMITERS = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' } as const;

/** Choices one by one, in words. @param nameOf the shown name of a column */
export function choiceTexts(
  choices: ImportChoices,
  nameOf: (column: number) => string,
  { titles, words }: { titles: FeatureTitles; words: InWords },
): string[] {
  const { t, format } = words;
  const { encoding, delimiter, preambleRecords, decimal, badRowLimit } = choices;
  const of = (field: string, value: string) => `${field}: ${value}`;
  return [
    encoding && of(t('imports.preview.encoding'), encodingName(encoding)),
    delimiter && of(t('imports.preview.delimiter'), t(`imports.report.schema.${DELIMITERS[delimiter]}`)),
    preambleRecords !== null && of(t('imports.preview.preamble'), format.integer(preambleRecords)),
    decimal && of(t('imports.preview.decimal'), signName(decimal, t)),
    ...byColumn(choices.uses).map(([column, use]) => of(nameOf(column), textOfUse(use, titles, t))),
    ...byColumn(choices.decimals).map(([column, sign]) =>
      of(t('imports.preview.columns.decimalOf', { column: nameOf(column) }), signName(sign, t)),
    ),
    ...byColumn(choices.categories).flatMap(([column, levels]) =>
      Object.entries(levels).map(([text, level]) => of(nameOf(column), `${makeVisible(text)} → ${makeVisible(level)}`)),
    ),
    badRowLimit !== null && of(t('imports.preview.limitShare'), format.percent(badRowLimit)),
  ].filter((text) => text !== null && text !== false);
}

function byColumn<T>(values: Record<number, T>): [number, T][] {
  return Object.entries(values).map(([column, value]) => [Number(column), value]);
}
