import type { IncomeInterval } from '../core/explain/explanation.ts';
import type { Format, Language } from '../core/format.ts';

/** `71 000–128 000`: for columns whose header names the unit. */
export function intervalText({ lowRub, highRub }: IncomeInterval, format: Format): string {
  return `${format.integer(lowRub)}–${format.integer(highRub)}`;
}

const THREE_DIGITS = { maximumSignificantDigits: 3 } as const;
const formats = { ru: makeFormats('ru-RU'), en: makeFormats('en-GB') };

/** `71–128 тыс.`, `0,14–1,2 млн`: below an exact number, where space is short. */
export function shortIntervalText({ lowRub, highRub }: IncomeInterval, language: Language): string {
  const { plain, compact } = formats[language];
  // The unit that the upper end gets after rounding.
  const unit = [1e6, 1e3].find((size) => highRub >= size * 0.9995) ?? 1;
  return `${plain.format(lowRub / unit)}–${compact.format(highRub)}`;
}

function makeFormats(locale: string) {
  return {
    plain: new Intl.NumberFormat(locale, THREE_DIGITS),
    compact: new Intl.NumberFormat(locale, { ...THREE_DIGITS, notation: 'compact' }),
  };
}
