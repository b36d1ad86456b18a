/** How the result is spelled. */

/** Digits that a float32 always keeps. */
const KEPT_DIGITS = 6;
/** Digits that always tell a float32 from its neighbours. */
const ENOUGH_DIGITS = 9;

/** The shortest decimal that a float32 is read back from: `Math.fround(toShortDecimal(x)) === x` for every finite float32 x. */
export function toShortDecimal(float32: number): number {
  for (let digits = KEPT_DIGITS; digits < ENOUGH_DIGITS; digits++) {
    const short = Number(float32.toPrecision(digits));
    if (Math.fround(short) === float32) return short;
  }
  return Number(float32.toPrecision(ENOUGH_DIGITS));
}

/** A text as a cell of a file with semicolons; every reader of CSV reads back the same text. */
export function toCell(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet takes for a formula. Titles come from a model file, which anyone may have made. */
const FORMULA_START = /^[=+\-@\t\r\n\0]/;

/** `title: ±roubles`, with kopecks. */
export function toReasonCell(title: string, rub: number): string {
  const text = `${title}: ${rub < 0 ? '-' : '+'}${Math.abs(rub).toFixed(2)}`;
  return toCell(FORMULA_START.test(text) ? `'${text}` : text);
}
