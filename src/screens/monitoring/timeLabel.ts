import type { Language } from '../../core/format.ts';

const DAY_MS = 86_400_000;

/** How the buckets of a timeline are labelled: by time, by day, or by both, whatever tells them apart. */
export function timeLabels(starts: readonly number[], language: Language): string[] {
  const width = (starts[1] ?? 0) - (starts[0] ?? 0);
  const span = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  const day = { day: 'numeric', month: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const parts = width >= DAY_MS ? (span > 300 * DAY_MS ? { ...day, year: 'numeric' as const } : day) : time;
  const shown = width < DAY_MS && span >= DAY_MS ? { ...day, ...time } : parts;
  const label = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', shown);
  return starts.map((start) => label.format(start));
}
