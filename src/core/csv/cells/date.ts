import { DAY_MS } from '../../time.ts';
import { isMissing, UNREADABLE } from './missing.ts';

const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${TIME}$`);
const RUSSIAN = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${TIME}$`);

/**
 * Whole days from 1970-01-01 to a date written `2024-08-31` or `31.12.2025`; a time of day after it is ignored. NaN for
 * a missing value, `UNREADABLE` for other text and for days that the calendar does not have.
 */
export function parseDate(cell: string): number {
  const text = cell.trim();
  if (isMissing(text)) return Number.NaN;
  const iso = ISO.exec(text);
  if (iso) return daysOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const russian = RUSSIAN.exec(text);
  if (russian) return daysOf(Number(russian[3]), Number(russian[2]), Number(russian[1]));
  return UNREADABLE;
}

function daysOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / DAY_MS : UNREADABLE;
}
