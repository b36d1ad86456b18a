import type { LocalText } from '../contract/contract.ts';
import { at } from '../machine/at.ts';

/** A band of monthly income: `fromRub` ≤ income < `toRub`; the last band has no upper bound. */
export type Segment = {
  id: string;
  name: LocalText;
  fromRub: number;
  toRub: number | null;
};

/** Why a list of segments cannot be used. `index` points at the offending segment in order of `fromRub`. */
export type SegmentProblem =
  | { kind: 'none' }
  | { kind: 'name-missing'; index: number }
  | { kind: 'id-repeated'; index: number }
  | { kind: 'not-a-number'; index: number }
  | { kind: 'empty-band'; index: number }
  | { kind: 'first-not-from-zero'; index: 0 }
  | { kind: 'last-bounded'; index: number }
  | { kind: 'unbounded-before-last'; index: number }
  | { kind: 'gap' | 'overlap'; index: number; fromRub: number; toRub: number };

export const DEFAULT_SEGMENTS: readonly Segment[] = [
  { id: 'low', name: { ru: 'Низкий', en: 'Low' }, fromRub: 0, toRub: 50_000 },
  { id: 'middle', name: { ru: 'Средний', en: 'Middle' }, fromRub: 50_000, toRub: 120_000 },
  { id: 'high', name: { ru: 'Высокий', en: 'High' }, fromRub: 120_000, toRub: 300_000 },
  { id: 'premium', name: { ru: 'Премиум', en: 'Premium' }, fromRub: 300_000, toRub: null },
];

/** The segments in order of income. */
export function sortSegments(segments: readonly Segment[]): Segment[] {
  return [...segments].sort((a, b) => a.fromRub - b.fromRub);
}

/** The first reason why these segments do not cover every income from 0 up exactly once, or null when they do. */
export function checkSegments(segments: readonly Segment[]): SegmentProblem | null {
  const sorted = sortSegments(segments);
  const first = sorted[0];
  if (!first) return { kind: 'none' };
  const seen = new Set<string>();
  for (const [index, segment] of sorted.entries()) {
    if (!segment.name.ru.trim() || !segment.name.en.trim()) return { kind: 'name-missing', index };
    if (seen.has(segment.id)) return { kind: 'id-repeated', index };
    seen.add(segment.id);
    if (!Number.isFinite(segment.fromRub) || (segment.toRub !== null && !Number.isFinite(segment.toRub))) {
      return { kind: 'not-a-number', index };
    }
    if (segment.toRub !== null && segment.toRub <= segment.fromRub) return { kind: 'empty-band', index };
  }
  if (first.fromRub !== 0) return { kind: 'first-not-from-zero', index: 0 };
  for (const [index, segment] of sorted.entries()) {
    const next = sorted[index + 1];
    if (!next) return segment.toRub === null ? null : { kind: 'last-bounded', index };
    if (segment.toRub === null) return { kind: 'unbounded-before-last', index };
    if (segment.toRub < next.fromRub) return { kind: 'gap', index, fromRub: segment.toRub, toRub: next.fromRub };
    if (segment.toRub > next.fromRub) return { kind: 'overlap', index, fromRub: next.fromRub, toRub: segment.toRub };
  }
  return null;
}

/**
 * The position of the segment that an income falls into.
 * @param sorted segments that `checkSegments` accepts, in order of income
 * @param incomeRub roubles a month; a forecast below 0 belongs to the first segment
 */
export function segmentIndex(sorted: readonly Segment[], incomeRub: number): number {
  let index = sorted.length - 1;
  while (index > 0 && incomeRub < (sorted[index]?.fromRub ?? 0)) index--;
  return index;
}

/**
 * The segment that an income falls into, see `segmentIndex`.
 * @throws RangeError without any segments
 */
export function segmentFor(sorted: readonly Segment[], incomeRub: number): Segment {
  return at(sorted, segmentIndex(sorted, incomeRub));
}
