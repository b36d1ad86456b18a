import { DAY_MS } from '../../../core/time.ts';

/** An ISO date as days since 1970; null for a text that is not a date, which is shown unchanged. */
export function dayOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = Date.parse(text.slice(0, 10));
  return Number.isNaN(at) ? null : at / DAY_MS;
}
