import type { Language } from '../../../core/format.ts';

/** A share in per cent with two significant digits, since differences of float32 are tiny. */
export function shareText(share: number, language: Language): string {
  const digits = { style: 'percent', maximumSignificantDigits: 2 } as const;
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', digits).format(share);
}
