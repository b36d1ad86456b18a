import type { Feature } from '../../../core/contract/contract.ts';
import { NO_COLOUR, PLAIN, paintAt } from '../../../ui/scatter/paints.ts';

/** Categories beyond this many share grey. */
const MOST_LEVELS = 5;

/** A paint for each dot. `levels`: the category codes with their own colour, and that colour. */
export type DotColours = { paints: Uint8Array; levels: { code: number; paint: number }[] | null };

/** Colours dots by the rank of their value; categories by the most common ones; without a feature all dots alike. */
export function colourDots(values: Float64Array | null, feature: Feature | null, count: number): DotColours {
  if (!values || !feature) return { paints: new Uint8Array(count).fill(PLAIN), levels: null };
  const paints = new Uint8Array(count).fill(NO_COLOUR);
  if (feature.kind === 'category') {
    const counts = new Map<number, number>();
    for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const codes = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, MOST_LEVELS);
    const levels = codes.map(([code], at) => ({ code, paint: paintAt(at / Math.max(1, codes.length - 1)) }));
    for (let dot = 0; dot < count; dot++) {
      const level = levels.find(({ code }) => code === values[dot]);
      if (level) paints[dot] = level.paint;
    }
    return { paints, levels };
  }
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  for (let dot = 0; dot < count; dot++) {
    const value = values[dot] ?? Number.NaN;
    if (!Number.isNaN(value)) paints[dot] = paintAt(rankOf(sorted, value));
  }
  return { paints, levels: null };
}

/** The mean rank of a value among sorted ones, 0…1. */
function rankOf(sorted: Float64Array, value: number): number {
  const [first, behind] = [bound(sorted, (at) => at < value), bound(sorted, (at) => at <= value)];
  return (first + behind - 1) / 2 / Math.max(1, sorted.length - 1);
}

function bound(sorted: Float64Array, isBefore: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
