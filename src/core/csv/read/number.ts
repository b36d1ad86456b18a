import type { DecimalSign } from '../detect/plan.ts';
import { COMMA, MINUS, PLUS, POINT } from './bytes.ts';
import { divideDecimal, POWERS_OF_TEN } from './decimal.ts';
import { endOfNan, isMissing } from './missing.ts';

/** What a cell gives that is neither a finite number nor missing. Missing is NaN. */
export const UNREADABLE = Number.POSITIVE_INFINITY;

/** Longer cells are no numbers. */
const MAX_NUMBER_BYTES = 1000;

const NO_BYTE = -1;
const ZERO = 0x30;
const LETTER_N = 0x6e;

/**
 * Reads the cells of a record that hold a plain decimal number (`-12`, `0,5`, `1234.5678`), nothing, `nan` or `None`:
 * nearly every cell of a bank's file. No strings are made, and the values go straight to an array, since a double that a
 * function returns costs an allocation.
 */
export class NumberScanner {
  readonly #delimiter: number;
  /** The one of comma and point that is no decimal sign here. */
  readonly #refused: number;
  /** Where the nearest float64 goes, NaN for missing. */
  values = new Float64Array(1);

  constructor(delimiter: number, decimal: DecimalSign = 'auto') {
    this.#delimiter = delimiter;
    this.#refused = decimal === ',' ? POINT : decimal === '.' ? COMMA : NO_BYTE;
  }

  /**
   * Reads the cell that begins at `start` and ends at the delimiter or at `stop`, into `values[to]`.
   * @returns where the cell ends; −1 when it holds something that needs `parseNumber`
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
    if (
      at < stop &&
      (bytes[at] === POINT || bytes[at] === COMMA) &&
      bytes[at] !== delimiter &&
      bytes[at] !== this.#refused
    ) {
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

  /** The same for up to 18 significant digits, which is what printed averages have. */
  #scanLong(bytes: Uint8Array, start: number, stop: number, to: number): number {
    const sign = bytes[start];
    const first = sign === MINUS || sign === PLUS ? start + 1 : start;
    let at = first;
    let point = -1;
    // Nine digits in each part, the zeros before them not counted.
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
      } else if ((byte === COMMA || byte === POINT) && byte !== this.#refused && point < 0) {
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

/** Where a number stands, and how it is read. */
export type NumberCell = { bytes: Uint8Array; start: number; stop: number };

/**
 * The number in a cell: NaN when the cell says that there is none, `UNREADABLE` when it holds anything else. Equal to
 * `Number(text)` for everything that JavaScript prints.
 */
export function parseNumber(cell: NumberCell, decoder: TextDecoder, decimal: DecimalSign = 'auto'): number {
  const { bytes, start, stop } = cell;
  const scanner = SCANNERS[decimal];
  if (scanner.scan(bytes, start, stop, 0) >= 0) return scanner.values[0] as number;
  if (stop - start > MAX_NUMBER_BYTES) return UNREADABLE;
  return parseNumberText(decoder.decode(bytes.subarray(start, stop)), decimal);
}

/** Plain numbers by their decimal sign, and such as have no sign but the other one, which groups thousands. */
const PLAIN: Record<DecimalSign, RegExp> = { auto: plain('[.,]'), ',': plain(','), '.': plain('[.]') };
const GROUPED = { ',': /^[+-]?[1-9]\d{0,2}\.\d{3}$/, '.': /^[+-]?[1-9]\d{0,2},\d{3}$/ };
const BY_SPACES: Record<DecimalSign, RegExp> = { auto: bySpaces('[.,]'), ',': bySpaces(','), '.': bySpaces('[.]') };
const BY_POINTS = /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})$/;
const BY_COMMAS = /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})$/;

function plain(sign: string): RegExp {
  return new RegExp(String.raw`^[+-]?(?:\d+${sign}?\d*|${sign}\d+)(?:e[+-]?\d+)?$`, 'i');
}

function bySpaces(sign: string): RegExp {
  return new RegExp(String.raw`^[+-]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:${sign}\d*)?$`);
}

/**
 * Numbers as people and programs write them: `1 234,56` with any space, `1.234,56`, `1,234.56`, `1e-3`. A single comma
 * or point is the decimal sign, so `1,234` is 1.234: these are Russian files; where the decimal sign is known, a single
 * one of the other kind groups thousands, and `1,23` is unreadable. Two different signs: the last one is the decimal
 * sign. One sign more than once (`1.234.567`) only groups. Thousands are groups of exactly three.
 */
export function parseNumberText(cell: string, decimal: DecimalSign = 'auto'): number {
  const text = cell.trim();
  if (isMissing(text)) return Number.NaN;
  if (PLAIN[decimal].test(text)) return finite(text.replace(',', '.'));
  if (BY_SPACES[decimal].test(text)) return finite(text.replace(/\s/g, '').replace(',', '.'));
  if (decimal !== 'auto' && GROUPED[decimal].test(text)) return finite(text.replace(/[.,]/, ''));
  if (BY_POINTS.test(text)) return finite(text.replaceAll('.', '').replace(',', '.'));
  if (BY_COMMAS.test(text)) return finite(text.replaceAll(',', ''));
  return UNREADABLE;
}

function finite(text: string): number {
  const value = Number(text);
  return Number.isFinite(value) ? value : UNREADABLE;
}

/** 1 and 0 for the words that flags are written with, `UNREADABLE` for any other text. */
export function parseFlagWord(cell: string): number {
  const word = cell.trim().toLowerCase();
  if (word === 'true' || word === 'да') return 1;
  if (word === 'false' || word === 'нет') return 0;
  return UNREADABLE;
}
