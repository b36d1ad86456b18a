/** One comma before each three digits: how English groups thousands, and how Russian writes a decimal fraction. */
const GROUPED_BY_COMMAS = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;
/** Two and more groups cannot be a decimal fraction in any language. */
const GROUPED = /^-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})+$/;
/** Beyond this a 32-bit float, with which the model computes, has no finite value. */
const LARGEST = 3.4e38;

/**
 * A number as people type it in the page's language: `50 000`, `50 000,5`, `₽50,000` (in English), `0.125`. null =
 * empty, NaN = no number, or one beyond what the model can take.
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

/**
 * A number for a field that `readNumber` reads back to the same value: groups by narrow spaces, decimal point or comma.
 */
export function toNumberText(value: number | null, language: string): string {
  if (value === null) return '';
  if (!Number.isFinite(value)) return String(value);
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return fraction === undefined ? grouped : `${grouped}${language === 'ru' ? ',' : '.'}${fraction}`;
}
