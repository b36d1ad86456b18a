import { DAY_MS } from '../../time.ts';
import { isMissingValue, UNREADABLE } from './missing.ts';
import { visibleText } from './numberShape.ts';

/** Which comes first in `03/04/2024`, the day or the month; null when nothing proves it. */
export type DateOrder = 'day' | 'month' | null;

const TIME = String.raw`(?:(?:T|,? ) *\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|MSK|МСК|[+-]\d{2}(?::?\d{2})?))?)?`;
const YEAR_FIRST = dated(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})`);
const COMPACT = dated(String.raw`((?:19|20)\d{2})(\d{2})(\d{2})`);
const BY_POINTS = dated(String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})`);
const BY_DASHES = dated(String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`);
const BY_SLASHES = dated(String.raw`(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})`);
const DAY_AND_NAME = dated(
  String.raw`(\d{1,2})(?:-|\.? )([a-zа-яё]{3,9})\.?(?:-|,? )(\d{4}|\d{2})(?: ?(?:г\.?|года))?`,
);
const NAME_AND_DAY = dated(String.raw`([a-z]{3,9})\.? (\d{1,2}),? (\d{4})`);

const MONTHS = [
  ...['jan январь января', 'feb февраль февраля', 'mar март марта', 'apr апрель апреля', 'may май мая'],
  ...['jun июнь июня', 'jul июль июля', 'aug август августа', 'sep сентябрь сентября сент sept'],
  ...['oct октябрь октября', 'nov ноябрь ноября нояб', 'dec декабрь декабря'],
].map((names) => names.split(' '));
const ENGLISH = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];

/** Two digits of a year below this one belong to this century. */
const CENTURY_TURNS = 50;

/** Days of a spreadsheet from 1980 to 2069, with a time of day as a fraction; day 25,569 is 1970-01-01. */
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;
const SERIAL_RANGE = { from: 29_221, to: 62_091, epoch: 25_569 };

function dated(date: string): RegExp {
  return new RegExp(`^${date}${TIME}$`, 'i');
}

/**
 * Whole days from 1970-01-01 to a date as people and programs write it: `2024-08-31`, `20240831`, `31.12.25`,
 * `31-12-2025`, `31 декабря 2025`, `31-DEC-25`. A time of day and its zone are ignored. `12/31/2025` is read as far as
 * `order` or the date itself says which part is the day.
 * @returns NaN for a missing value, `UNREADABLE` for other text and for days that the calendar does not have
 */
export function parseDate(cell: string, order: DateOrder = null): number {
  const text = visibleText(cell).replace(/[\u00a0\u2009\u202f]/g, ' ');
  if (isMissingValue(text)) return Number.NaN;
  if (!/^\d/.test(text)) return namedDate(NAME_AND_DAY.exec(text), { month: 1, day: 2 });
  let parts = YEAR_FIRST.exec(text);
  if (parts) return daysOf(parts[1], Number(parts[3]), Number(parts[4]));
  parts = BY_POINTS.exec(text) ?? COMPACT.exec(text);
  if (parts?.[1]?.length === 4) return daysOf(parts[1], Number(parts[2]), Number(parts[3]));
  if (parts) return daysOf(parts[3], Number(parts[2]), Number(parts[1]));
  parts = BY_DASHES.exec(text);
  // Russian programs write dashes; an American date needs its proof.
  if (parts) return orderedDate(parts, order ?? 'day');
  parts = BY_SLASHES.exec(text);
  if (parts) return orderedDate(parts, order ?? provedOrder(text));
  return namedDate(DAY_AND_NAME.exec(text), { month: 2, day: 1 });
}

/** The same in a column of dates, where a spreadsheet's number of days, `45352`, can only be a date. */
export function parseDateCell(cell: string, order: DateOrder = null): number {
  const date = parseDate(cell, order);
  return date === UNREADABLE ? serialDate(cell) : date;
}

/** The days of a spreadsheet's number of days; `UNREADABLE` for other texts. */
export function serialDate(cell: string): number {
  const days = Number(SERIAL.exec(visibleText(cell))?.[1]);
  const { from, to, epoch } = SERIAL_RANGE;
  return days >= from && days <= to ? days - epoch : UNREADABLE;
}

/** The order that a date with dashes or slashes proves: one of its parts is above 12. */
export function provedOrder(cell: string): DateOrder {
  const text = visibleText(cell);
  const parts = BY_SLASHES.exec(text) ?? BY_DASHES.exec(text);
  const [first, second] = [Number(parts?.[1]), Number(parts?.[2])];
  if (first > 12 && second <= 12) return 'day';
  return second > 12 && first <= 12 ? 'month' : null;
}

function orderedDate(parts: RegExpExecArray, order: DateOrder): number {
  if (order === null) return UNREADABLE;
  const [day, month] = order === 'day' ? [parts[1], parts[2]] : [parts[2], parts[1]];
  return daysOf(parts[3], Number(month), Number(day));
}

function namedDate(parts: RegExpExecArray | null, at: { month: number; day: number }): number {
  const name = parts?.[at.month]?.toLowerCase() ?? '';
  const month = MONTHS.findIndex((names, index) => {
    return names.includes(name) || ENGLISH[index] === name || (name.length === 3 && names[1]?.startsWith(name));
  });
  return parts && month >= 0 ? daysOf(parts[3], month + 1, Number(parts[at.day])) : UNREADABLE;
}

function daysOf(written: string | undefined, month: number, day: number): number {
  const digits = written ?? '';
  const century = Number(digits) < CENTURY_TURNS ? 2000 : 1900;
  const year = digits.length === 2 ? century + Number(digits) : Number(digits);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / DAY_MS : UNREADABLE;
}
