import type { Language } from '../../../core/format.ts';

/** A share down to the millionth of a per cent: differences of float32 are that small. */
export function shareText(share: number, language: Language): string {
  const digits = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', digits).format(share);
}
