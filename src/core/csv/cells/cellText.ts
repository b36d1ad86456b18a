import type { Cell } from './cell.ts';
import { isMissing } from './missing.ts';

/** A UTF-16 unit takes three bytes at most, in every encoding read here. */
const BYTES_PER_UNIT = 3;

/** Longest ASCII text that is built here without a decoder, which takes ten times as long to begin. */
const SHORT = 32;

export function trimmedText(cell: Cell, decoder: TextDecoder): string {
  return textOf(cell, decoder).trim();
}

function textOf({ bytes, start, stop }: Cell, decoder: TextDecoder): string {
  if (stop - start > SHORT) return decoder.decode(bytes.subarray(start, stop));
  let text = '';
  let all = 0;
  let at = start;
  for (; at + 4 <= stop; at += 4) {
    const [a, b, c, d] = [
      bytes[at] as number,
      bytes[at + 1] as number,
      bytes[at + 2] as number,
      bytes[at + 3] as number,
    ];
    all |= a | b | c | d;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; at < stop; at++) {
    const byte = bytes[at] as number;
    all |= byte;
    text += String.fromCharCode(byte);
  }
  return all < 0x80 ? text : decoder.decode(bytes.subarray(start, stop));
}

/** True when the cell cannot be as short as `units` UTF-16 units; known without decoding it. */
export function isLongerThan(cell: Cell, units: number): boolean {
  return cell.stop - cell.start > units * BYTES_PER_UNIT;
}

/** The beginning of a cell's text, at most `units` long, however long the cell is. Never half a character. */
export function shortText(cell: Cell, units: number, decoder: TextDecoder): string {
  const stop = Math.min(cell.stop, cell.start + (units + 2) * BYTES_PER_UNIT);
  const text = decoder.decode(cell.bytes.subarray(cell.start, stop)).trim();
  if (text.length <= units) return text;
  const lead = text.charCodeAt(units - 1);
  return text.slice(0, lead >= 0xd800 && lead <= 0xdbff ? units - 1 : units);
}

/** The same, or null for a missing value. */
export function shortTextOrNull(cell: Cell, units: number, decoder: TextDecoder): string | null {
  const text = shortText(cell, units, decoder);
  return isMissing(text) ? null : text;
}
