import type { DecimalSign, Percent } from '../importPlan.ts';
import { isMissingValue, UNREADABLE } from './missing.ts';
import { bareNumber, type NumberShape, shapeOf, visibleText } from './numberShape.ts';

/** Numbers as texts: all spellings that are understood. */

/** One of the two signs: each is either the decimal sign or groups thousands. */
export type Sign = ',' | '.';

export const OTHER: Record<Sign, Sign> = { ',': '.', '.': ',' };

/** What a text says as a number. */
export type NumberText = {
  /** NaN for missing, `UNREADABLE` for a text that is no number. */
  value: number;
  /** The decimal sign that this text proves: `12.5`, `0,75`, `1234.567`, `1.234,5`, `1,234,567`. */
  proves: Sign | null;
  /** The sign that certainly groups thousands here: it occurs more than once, or before the other sign. */
  groups: Sign | null;
  /** The only sign, before exactly three digits, so that it may divide or group: `1,234`. */
  doubt: Sign | null;
  currency: string | null;
};

/** Thousands grouped by spaces or apostrophes, so that a sign can only divide. */
const BY_SPACES = /^\d{1,3}(?:( |')\d{3})(?:\1\d{3})*(?:([.,])\d*)?$/;
/** Thousands certainly grouped by a sign. */
const GROUPED: Record<Sign, RegExp> = { ',': grouped(',', '[.]'), '.': grouped('[.]', ',') };
const ONE_SIGN = /^(\d*)([.,])(\d*)(e[+-]?\d+)?$/i;
const INTEGER = /^\d+(?:e[+-]?\d+)?$/i;

function grouped(sign: string, other: string): RegExp {
  return new RegExp(String.raw`^\d{1,3}(?:(?:${sign}\d{3})+${other}\d*|(?:${sign}\d{3}){2,})$`);
}

/**
 * Reads a number as people and programs write it: `1 234,56` with any space or apostrophe, `1.234,56`, `1,234.56`,
 * `1e-3`; with a currency, in brackets, with any minus before or behind. A sign before exactly three digits is in doubt
 * unless `decimal` is known: it is read as the decimal sign. Thousands are groups of exactly three.
 */
export function readNumberText(cell: string, decimal: DecimalSign = 'auto', percent: Percent = null): NumberText {
  const bare = bareNumber(cell.trim());
  if (bare) return toNumber(bare, decimal, '');
  const text = visibleText(cell);
  if (isMissingValue(text)) return MISSING;
  const shape = shapeOf(text);
  if (!shape) return NO_NUMBER;
  if (!shape.hasPercent) return toNumber(shape, decimal, '');
  if (percent === null || /e/i.test(shape.body)) return NO_NUMBER;
  return toNumber(shape, decimal, percent === 'share' ? 'e-2' : '');
}

function toNumber({ body, isNegative, currency }: NumberShape, decimal: DecimalSign, exponent: string): NumberText {
  const digits = digitsOf(body, decimal);
  if (!digits) return NO_NUMBER;
  const number = Number(digits.text + exponent);
  if (!Number.isFinite(number)) return NO_NUMBER;
  return {
    value: isNegative ? -number : number,
    proves: digits.proves,
    groups: digits.groups,
    doubt: digits.doubt,
    currency,
  };
}

const MISSING: NumberText = { value: Number.NaN, proves: null, groups: null, doubt: null, currency: null };
const NO_NUMBER: NumberText = { ...MISSING, value: UNREADABLE };

/** `text`: as JavaScript reads it. */
type Digits = Pick<NumberText, 'proves' | 'groups' | 'doubt'> & { text: string };

function digitsOf(body: string, decimal: DecimalSign): Digits | null {
  if (/[ ']/.test(body)) {
    const spaced = BY_SPACES.exec(body);
    const proves = (spaced?.[2] ?? null) as Sign | null;
    return spaced && { text: body.replace(/[ ']/g, '').replace(',', '.'), proves, groups: null, doubt: null };
  }
  if (INTEGER.test(body)) return { text: body, proves: null, groups: null, doubt: null };
  const single = ONE_SIGN.exec(body);
  if (single) return withOneSign(single, decimal);
  for (const groups of [',', '.'] as const) {
    if (!GROUPED[groups].test(body)) continue;
    const text = body.replaceAll(groups, '').replace(',', '.');
    return { text, proves: OTHER[groups], groups, doubt: null };
  }
  return null;
}

function withOneSign(parts: RegExpExecArray, decimal: DecimalSign): Digits | null {
  const [, whole = '', sign, fraction = '', exponent = ''] = parts as unknown as [string, string, Sign, string, string];
  if (whole === '' && fraction === '') return null;
  const text = `${whole}.${fraction}${exponent}`;
  const isInDoubt = fraction.length === 3 && exponent === '' && /^(?:[1-9]\d{0,2}|0\d{1,2})$/.test(whole);
  if (!isInDoubt) return { text, proves: sign, groups: null, doubt: null };
  if (decimal !== OTHER[sign]) return { text, proves: null, groups: null, doubt: sign };
  // Nobody groups after a leading zero.
  return whole.startsWith('0') ? null : { text: whole + fraction, proves: null, groups: null, doubt: sign };
}

/**
 * The number in a text, see `readNumberText`. If the decimal sign is known, a single sign of the other kind can only
 * group: `1,23` is unreadable where it is the point.
 * @returns NaN for a missing value, `UNREADABLE` for any other text
 */
export function parseNumberText(cell: string, decimal: DecimalSign = 'auto', percent: Percent = null): number {
  return strictly(readNumberText(cell, decimal, percent), decimal);
}

/** The value of a text where the decimal sign was chosen: another sign cannot divide. */
export function strictly({ value, proves, groups }: NumberText, decimal: DecimalSign): number {
  return decimal !== 'auto' && proves === OTHER[decimal] && groups === null ? UNREADABLE : value;
}

const YES: ReadonlySet<string> = new Set(['true', 'да', 'yes', 'y', 't', 'д', 'истина', '+', 'вкл', 'on']);
const NO: ReadonlySet<string> = new Set(['false', 'нет', 'no', 'n', 'f', 'н', 'ложь', 'выкл', 'off']);

/** 1 and 0 for the words that flags are written with, `UNREADABLE` for any other text. */
export function parseFlagWord(cell: string): number {
  const word = visibleText(cell).toLowerCase();
  if (YES.has(word)) return 1;
  return NO.has(word) ? 0 : UNREADABLE;
}
