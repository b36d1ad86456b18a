import type { Cell } from '../cells/cell.ts';

/** Letters that nobody sees: zero-width and directional marks, soft hyphens. */
const INVISIBLE = /\p{Cf}/gu;

/** `="00501"`, by which a spreadsheet keeps an id from becoming a number. */
const FORMULA = /^="(.*)"$/s;

/** Quotes around an id that has none inside: those of `say "hi"` belong to it. */
const QUOTES_AROUND = /^"*([^"]*)"*$/;

/** A spreadsheet's or a program's `5,01E+02`. Without a sign and a fraction, `1e5` may be an id. */
const SCIENTIFIC = /^[+-]?(?:\d+[.,]\d*e[+-]?\d+|\d+e\+\d+)$/i;

const NINE = 0x39;
const ZERO = 0x30;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;

/** Whether a cell is an id that needs no second look: letters of ASCII, `-` and `_`, and a digit. */
export function isPlainId({ bytes, start, stop }: Cell): boolean {
  let hasDigit = false;
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= NINE) hasDigit = true;
    else if (byte !== DASH && byte !== UNDERSCORE) {
      const small = byte | 0x20;
      if (byte < 0x41 || small < 0x61 || small > 0x7a) return false;
    }
  }
  return hasDigit;
}

/** An id without what certainly does not belong to it: spaces and quotes around it, invisible letters, a formula. */
export function cleanId(text: string): string {
  const visible = text.replace(INVISIBLE, '').trim();
  const inner = FORMULA.exec(visible)?.[1]?.replaceAll('""', '"') ?? visible;
  const bare = (QUOTES_AROUND.exec(inner)?.[1] ?? inner).trim();
  return bare.replace(/^'(?=[\p{L}\p{N}])(.*?)'?$/su, '$1');
}

/** Whether a spreadsheet has made a number of the id, so that its digits are lost. */
export function isScientific(id: string): boolean {
  return SCIENTIFIC.test(id);
}
