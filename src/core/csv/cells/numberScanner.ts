/** Numbers in bytes. Hot: index accesses are cast, since the loops check their bounds. */
import type { DecimalSign } from '../importPlan.ts';
import { COMMA, MINUS, PLUS, POINT } from './bytes.ts';
import { divideDecimal, POWERS_OF_TEN } from './decimal.ts';
import { endOfNan, UNREADABLE } from './missing.ts';

const NO_BYTE = -1;
const ZERO = 0x30;
const LETTER_N = 0x6e;

const SIGNS: Record<DecimalSign, number> = { auto: NO_BYTE, ',': COMMA, '.': POINT };

/**
 * Reads the cells of a record that are a plain number (`-12`, and `0,5` where the comma is known to be the decimal
 * sign), empty, `nan` or `None`: nearly every cell of a bank's file. It makes no strings, and writes values straight
 * into an array, since a double that a function returns costs an allocation.
 */
export class NumberScanner {
  readonly #delimiter: number;
  readonly #sign: number;
  /** Receives the nearest float64, NaN for missing. */
  values = new Float64Array(1);

  constructor(delimiter: number, decimal: DecimalSign = 'auto') {
    this.#delimiter = delimiter;
    this.#sign = SIGNS[decimal];
  }

  /**
   * Reads the cell from `start` to the delimiter or `stop` into `values[to]`.
   * @returns end of the cell; −1 when the cell needs `readNumberText`
   */
  scan(bytes: Uint8Array, start: number, stop: number, to: number): number {
    const delimiter = this.#delimiter;
    const sign = start < stop ? (bytes[start] as number) : delimiter;
    if (sign === delimiter) {
      this.values[to] = Number.NaN;
      return start;
    }
    if ((sign | 0x20) === LETTER_N) {
      const end = endOfNan(bytes, start, stop);
      this.values[to] = Number.NaN;
      return end === stop || bytes[end] === delimiter ? end : -1;
    }
    const first = sign === MINUS || sign === PLUS ? start + 1 : start;
    let at = first;
    // Nine digits fit a small integer.
    let integer = 0;
    for (const limit = Math.min(stop, at + 9); at < limit; at++) {
      const digit = (bytes[at] as number) ^ ZERO;
      if (digit > 9) break;
      integer = (integer * 10 + digit) | 0;
    }
    let digits = at - first;
    let scale = 0;
    if (at < stop && bytes[at] === this.#sign && this.#sign !== delimiter) {
      const fraction = ++at;
      for (const limit = Math.min(stop, at + 9 - digits); at < limit; at++) {
        const digit = (bytes[at] as number) ^ ZERO;
        if (digit > 9) break;
        integer = (integer * 10 + digit) | 0;
      }
      scale = at - fraction;
      digits += scale;
    }
    if (digits === 0 || (at < stop && bytes[at] !== delimiter)) return this.#scanLong(bytes, start, stop, to);
    const value = integer / (POWERS_OF_TEN[scale] as number);
    this.values[to] = sign === MINUS ? -value : value;
    return at;
  }

  /** The same for up to 18 significant digits, as printed averages have. */
  #scanLong(bytes: Uint8Array, start: number, stop: number, to: number): number {
    const sign = bytes[start];
    const first = sign === MINUS || sign === PLUS ? start + 1 : start;
    let at = first;
    let point = -1;
    // Nine digits in each part, without the leading zeros.
    let head = 0;
    let tail = 0;
    let digits = 0;
    for (; at < stop; at++) {
      const byte = bytes[at] as number;
      const digit = byte ^ ZERO;
      if (digit <= 9) {
        if (digits < 9) head = (head * 10 + digit) | 0;
        else if (digits < 18) tail = (tail * 10 + digit) | 0;
        else return -1;
        if (head !== 0) digits++;
      } else if (byte === this.#delimiter) {
        break;
      } else if (byte === this.#sign && point < 0) {
        point = at;
      } else {
        return -1;
      }
    }
    const scale = point < 0 ? 0 : at - point - 1;
    if (at - first === (point < 0 ? 0 : 1) || scale > 22) return -1;
    const tailDigits = digits > 9 ? digits - 9 : 0;
    // Up to 15 digits and the power of ten are exact, so one division rounds once (Clinger 1990).
    const value =
      tailDigits <= 6
        ? (head * (POWERS_OF_TEN[tailDigits] as number) + tail) / (POWERS_OF_TEN[scale] as number)
        : divideDecimal(head, tail, tailDigits, scale);
    if (Number.isNaN(value)) return -1;
    this.values[to] = sign === MINUS ? -value : value;
    return at;
  }
}

const SCANNERS: Record<DecimalSign, NumberScanner> = {
  auto: new NumberScanner(NO_BYTE),
  ',': new NumberScanner(NO_BYTE, ','),
  '.': new NumberScanner(NO_BYTE, '.'),
};

/** The plain number in a cell, with no sign but the given one; NaN for a missing value, `UNREADABLE` for the rest. */
export function plainNumber(cell: { bytes: Uint8Array; start: number; stop: number }, decimal: DecimalSign): number {
  const scanner = SCANNERS[decimal];
  return scanner.scan(cell.bytes, cell.start, cell.stop, 0) >= 0 ? (scanner.values[0] as number) : UNREADABLE;
}
