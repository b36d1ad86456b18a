/** A comma before every three digits: a thousands separator in English, a decimal comma in Russian. */
const GROUPED_BY_COMMAS = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;
/** Two or more groups cannot be a decimal fraction in any language. */
const GROUPED = /^-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})+$/;
/** The model computes in 32-bit floats, which are infinite beyond this. */
const LARGEST = 3.4e38;

/**
 * Reads a number in the notation of the page's language: `50 000`, `50 000,5`, `₽50,000` (in English), `0.125`. Returns
 * null for an empty text, NaN for a text that is not a number or exceeds what the model can take.
 */
export function readNumber(text: string, language = document.documentElement.lang): number | null {
  const bare = text.replace(/[\s\u00a0\u202f₽]/g, '').replace('−', '-');
  if (bare === '') return null;
  const plain = withoutGroups(bare, language).replace(',', '.');
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Math.abs(number) <= LARGEST ? number : Number.NaN;
}

function withoutGroups(text: string, language: string): string {
  if (GROUPED.test(text)) return text.replace(/[.,]/g, '');
  return language === 'en' && GROUPED_BY_COMMAS.test(text) ? text.replaceAll(',', '') : text;
}

/** Formats a number so that `readNumber` reads the same value: groups by narrow spaces, decimal point or comma. */
export function toNumberText(value: number | null, language: string): string {
  if (value === null) return '';
  if (!Number.isFinite(value)) return String(value);
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}${language === 'ru' ? ',' : '.'}${fraction}`;
}
