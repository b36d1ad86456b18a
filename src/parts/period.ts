import { useSearchParams } from 'react-router';
import type { TimeRange } from '../../workers/data/log/log.api.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/time.ts';

export const PERIODS = ['hour', 'day', 'week', 'month', 'all', 'custom'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** `from` and `to` are local minutes in the format of the browser's date field (`2026-01-31T09:00`); empty = open. */
export type Period = { name: PeriodName; from: string; to: string };

const LENGTH_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;

/** The period in the address (`?period=week`, or `custom` with `from` and `to`), and a function that changes it. */
export function usePeriod(fallback: PeriodName): [Period, (period: Period) => void] {
  const [params, setParams] = useSearchParams();
  const named = params.get('period');
  const name = PERIODS.find((period) => period === named) ?? fallback;
  const period = { name, from: params.get('from') ?? '', to: params.get('to') ?? '' };
  const change = (next: Period) =>
    setParams((present) => {
      const changed = new URLSearchParams(present);
      for (const key of ['period', 'from', 'to', 'offset']) changed.delete(key);
      if (next.name !== fallback) changed.set('period', next.name);
      if (next.name === 'custom' && next.from) changed.set('from', next.from);
      if (next.name === 'custom' && next.to) changed.set('to', next.to);
      return changed;
    });
  return [period, change];
}

/** The period as milliseconds at the moment `now`; a custom period includes its last minute. */
export function toRange({ name, from, to }: Period, now: number): TimeRange {
  if (name === 'all') return { from: 0, to: now + 1 };
  if (name !== 'custom') return { from: now - LENGTH_MS[name], to: now + 1 };
  const start = Date.parse(from);
  const end = Date.parse(to);
  return { from: Number.isNaN(start) ? 0 : start, to: Number.isNaN(end) ? now + 1 : end + MINUTE_MS };
}

/** A moment in the format of the browser's date field. */
export function toFieldText(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}
