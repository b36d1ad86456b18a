import type { DecimalSign } from '../importPlan.ts';
import { isMissing, UNREADABLE } from './missing.ts';

/** Numbers as texts: all spellings that are understood. */

/** One of the two signs: each is either the decimal sign or groups thousands. */
export type Sign = ',' | '.';

const OTHER: Record<Sign, Sign> = { ',': '.', '.': ',' };

/** A number with only a decimal sign: `1234,5`, `-.5`, `1e-3`. */
const PLAIN: Record<DecimalSign, RegExp> = { auto: plain('[.,]'), ',': plain(','), '.': plain('[.]') };
/** Thousands grouped by spaces: `1 234,5`. */
const BY_SPACES: Record<DecimalSign, RegExp> = { auto: bySpaces('[.,]'), ',': bySpaces(','), '.': bySpaces('[.]') };
/** Thousands certainly grouped by a sign: it occurs more than once, or before the other sign. */
const GROUPED: Record<Sign, RegExp> = { ',': grouped(',', '[.]'), '.': grouped('[.]', ',') };
/** Thousands grouped by a single sign, which is the decimal sign unless the other one is known to be. */
const GROUPED_ONCE: Record<Sign, RegExp> = { ',': /^[+-]?[1-9]\d{0,2},\d{3}$/, '.': /^[+-]?[1-9]\d{0,2}\.\d{3}$/ };
/**
 * A single sign that cannot group: it does not precede exactly three digits, follows none or more than three, or
 * follows a leading zero.
 */
const FRACTION: Record<Sign, RegExp> = { ',': fraction(','), '.': fraction('[.]') };

function plain(sign: string): RegExp {
  return new RegExp(String.raw`^[+-]?(?:\d+${sign}?\d*|${sign}\d+)(?:e[+-]?\d+)?$`, 'i');
}

function bySpaces(sign: string): RegExp {
  return new RegExp(String.raw`^[+-]?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:${sign}\d*)?$`);
}

function grouped(sign: string, other: string): RegExp {
  return new RegExp(String.raw`^[+-]?\d{1,3}(?:(?:${sign}\d{3})+${other}\d*|(?:${sign}\d{3}){2,})$`);
}

function fraction(sign: string): RegExp {
  return new RegExp(String.raw`^[+-]?(?:\d*${sign}(?!\d{3}$)\d*|\d{4,}${sign}\d*|0\d*${sign}\d*|${sign}\d+)$`);
}

/**
 * Reads a number as people and programs write it: `1 234,56` with any space, `1.234,56`, `1,234.56`, `1e-3`. A single
 * comma or point is the decimal sign, so `1,234` is 1.234: these are Russian files. If the decimal sign is known, a
 * single sign of the other kind groups thousands, and `1,23` is unreadable. Of two different signs the last one is the
 * decimal sign. A sign that occurs more than once (`1.234.567`) only groups. Thousands are groups of exactly three.
 * @returns NaN for a missing value, `UNREADABLE` for any other text
 */
export function parseNumberText(cell: string, decimal: DecimalSign = 'auto'): number {
  const text = cell.trim();
  if (isMissing(text)) return Number.NaN;
  if (PLAIN[decimal].test(text)) return finite(text.replace(',', '.'));
  if (BY_SPACES[decimal].test(text)) return finite(text.replace(/\s/g, '').replace(',', '.'));
  if (decimal !== 'auto' && GROUPED_ONCE[OTHER[decimal]].test(text)) return finite(text.replace(/[.,]/, ''));
  if (GROUPED['.'].test(text)) return finite(text.replaceAll('.', '').replace(',', '.'));
  if (GROUPED[','].test(text)) return finite(text.replaceAll(',', ''));
  return UNREADABLE;
}

/** Whether a trimmed text is a number in which this sign certainly groups thousands. */
export function groupsBy(sign: Sign, text: string): boolean {
  return GROUPED[sign].test(text);
}

/** Whether a trimmed text is a number in which this sign is certainly the decimal sign. */
export function dividesBy(sign: Sign, text: string): boolean {
  return FRACTION[sign].test(text);
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
