import type { Language } from '../../core/format.ts';
import { DAY_MS } from '../../core/time.ts';

/** Labels of a timeline's buckets: time, day, both, or day with year, as short as the period allows. */
export function timeLabels(starts: readonly number[], language: Language): string[] {
  const width = (starts[1] ?? 0) - (starts[0] ?? 0);
  const span = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  const label = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', partsFor(width, span));
  return starts.map((start) => label.format(start));
}

const DAY = { day: 'numeric', month: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;

/** @param width of a bucket @param span from the first bucket to the last, both in milliseconds */
function partsFor(width: number, span: number): Intl.DateTimeFormatOptions {
  if (width < DAY_MS) return span < DAY_MS ? TIME : { ...DAY, ...TIME };
  return span > 300 * DAY_MS ? { ...DAY, year: 'numeric' } : DAY;
}
