import { FORMULA_START } from '../cells/formula.ts';

/** How numbers and texts are written in the app's CSV files. */

/** Decimal digits that a float32 always preserves, and those that always distinguish it from its neighbours. */
const KEPT_DIGITS = 6;
const ENOUGH_DIGITS = 9;

/** Within these limits, powers of ten up to 10^22, which are exact, do the rounding. */
const SMALLEST_FAST = 1e-9;
const LARGEST_FAST = 1e15;
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The shortest decimal that reads back as the same float32: `Math.fround(toShortDecimal(x)) === x` for every finite
 * float32 x.
 */
export function toShortDecimal(float32: number): number {
  if (float32 === 0) return float32;
  // Most numbers need eight or nine digits: fewer are tried only where eight are enough.
  const eight = roundTo(float32, ENOUGH_DIGITS - 1);
  if (Math.fround(eight) !== float32) return roundTo(float32, ENOUGH_DIGITS);
  for (let digits = KEPT_DIGITS; digits < ENOUGH_DIGITS - 1; digits++) {
    const short = roundTo(float32, digits);
    if (Math.fround(short) === float32) return short;
  }
  return eight;
}

/** The nearest decimal with this many digits. */
function roundTo(value: number, digits: number): number {
  const size = Math.abs(value);
  if (size < SMALLEST_FAST || size >= LARGEST_FAST) return Number(value.toPrecision(digits));
  const places = digits - 1 - Math.floor(Math.log10(size));
  const power = POWERS[Math.abs(places)] ?? 1;
  return places < 0 ? Math.round(value / power) * power : Math.round(value * power) / power;
}

/** A text as a cell of a file with semicolons, or another delimiter; every CSV reader reads back the same text. */
export function toCell(text: string, delimiter = ';'): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

/** A foreign text as a cell that no spreadsheet takes for a formula. */
export function toSafeCell(text: string, delimiter = ';'): string {
  return toCell(FORMULA_START.test(text) && !NUMBER.test(text) ? `'${text}` : text, delimiter);
}
