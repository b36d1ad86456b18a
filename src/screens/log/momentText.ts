import type { Format } from '../../core/format.ts';
import { DAY_MS, MINUTE_MS } from '../../core/time.ts';

/** Day and time to the second: several requests may fall into one minute. */
export function toMomentText(at: number, format: Format): string {
  const localDay = Math.floor((at - new Date(at).getTimezoneOffset() * MINUTE_MS) / DAY_MS);
  return `${format.day(localDay)}, ${format.time(at)}`;
}
