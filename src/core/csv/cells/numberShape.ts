/** What stands around the digits of a number: signs, brackets, currencies, quotes. */

/** The digits of a number with their separators, and what stood around them. */
export type NumberShape = {
  /** Digits, commas, points, and a space or an apostrophe for those that group; perhaps an exponent. */
  body: string;
  isNegative: boolean;
  hasPercent: boolean;
  currency: string | null;
};

/** Zero-width and formatting characters, which nobody sees. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** No-break, thin and other spaces; a line end is none. */
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const APOSTROPHES = /[’ʼ‘´`′]/g;
const MINUSES = /[−–—‐‑‒﹣－]/g;

/** Quotes left around a cell, and what makes a spreadsheet show a number as text. */
const QUOTED = /^(?:="([^"]*)"|"([^"]*)"|“([^”]*)”|«([^»]*)»|'([^']*)')$/;

const CURRENCIES: readonly [string, string][] = [
  ['RUB', String.raw`₽|руб(?:лей|ля|ль|\.)?|р\.?|rub|rur`],
  ['USD', String.raw`\$|usd`],
  ['EUR', '€|eur'],
];
const CURRENCY = CURRENCIES.map(([, words]) => `(${words})`).join('|');
const BEFORE = new RegExp(`^([+-]?) ?(?:${CURRENCY}) ?(?=[-+(\\d.,])`, 'i');
const BEHIND = new RegExp(`(?<=[-)\\d.,]) ?(?:${CURRENCY})$`, 'i');

/** Nearly every cell: nothing stands around the number but a sign. */
const BARE = /^([+-]?)([.,]?\d[\d.,' \u00a0\u2009\u202f]*(?:e[+-]?\d+)?)$/i;
const BODY = /^[\d.,](?:[\d.,' ]*[\d.,])?(?:e[+-]?\d+)?$/i;

/** The text without invisible characters and outer spaces. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}

/** The shape of a number in a trimmed text with nothing around it but a sign; null for other texts. */
export function bareNumber(text: string): NumberShape | null {
  const bare = BARE.exec(text);
  if (!bare) return null;
  const body = (bare[2] ?? '').replace(/[\u00a0\u2009\u202f]/g, ' ');
  return { body, isNegative: bare[1] === '-', hasPercent: false, currency: null };
}

/** The shape of a number in a visible text; null for other texts. The body's separators are not checked. */
export function shapeOf(text: string): NumberShape | null {
  const plain = withoutQuotes(text).replace(SPACES, ' ').replace(APOSTROPHES, "'").replace(MINUSES, '-').trim();
  const { rest: amount, currency } = withoutCurrency(plain);
  const { rest, isNegative } = withoutSign(amount);
  if (isNegative === null) return null;
  const hasPercent = rest.endsWith('%');
  const body = hasPercent ? rest.slice(0, -1).trimEnd() : rest;
  return BODY.test(body) && !(hasPercent && currency) ? { body, isNegative, hasPercent, currency } : null;
}

function withoutQuotes(text: string): string {
  const quoted = QUOTED.exec(text);
  if (quoted) return (quoted[1] ?? quoted[2] ?? quoted[3] ?? quoted[4] ?? quoted[5] ?? '').trim();
  return /^'[-+]?\d/.test(text) ? text.slice(1) : text;
}

/** The sign before a currency stays before the number. */
function withoutCurrency(text: string): { rest: string; currency: string | null } {
  const before = BEFORE.exec(text);
  const found = before ?? BEHIND.exec(text);
  if (!found) return { rest: text, currency: null };
  const groups = found.slice(before ? 2 : 1);
  const currency = CURRENCIES[groups.findIndex((group) => group !== undefined)]?.[0] ?? null;
  const rest = before ? `${before[1] ?? ''}${text.slice(before[0].length)}` : text.slice(0, found.index);
  return { rest, currency };
}

/** `isNegative` is null when there are several signs. A number in brackets, or with a minus behind it, is negative. */
function withoutSign(text: string): { rest: string; isNegative: boolean | null } {
  const bracketed = /^\( ?(.*?) ?\)$/.exec(text);
  if (bracketed) {
    const { rest } = withoutCurrency(bracketed[1] ?? '');
    return { rest, isNegative: /[-+(]/.test(rest.replace(/e[-+]/i, '')) ? null : true };
  }
  const rest = text.replace(/^[+-] ?/, '').replace(/(?<=[\d.,])-$/, '');
  const signs = /^[+-]/.test(text) && text.endsWith('-');
  return { rest, isNegative: signs ? null : text.startsWith('-') || text.endsWith('-') };
}
