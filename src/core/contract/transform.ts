import * as v from 'valibot';
import type { RowExplanations } from '../trees/shap/treeShap.ts';

/**
 * The transform of roubles that a model's trees sum: roubles, ln(1 + roubles), or a power of roubles. Each grows with
 * income.
 */
export const Transform = v.variant('kind', [
  v.object({ kind: v.literal('identity') }),
  v.object({ kind: v.literal('log1p') }),
  v.object({
    kind: v.literal('power'),
    /** Roubles to this power, between 0 and 1. */
    exponent: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
  }),
]);

export type Transform = v.InferOutput<typeof Transform>;

/** Converts a sum of trees to roubles. For a power, sums below 0 give 0. */
export function toRoubles(transform: Transform, sum: number): number {
  switch (transform.kind) {
    case 'identity':
      return sum;
    case 'log1p':
      return Math.expm1(sum);
    case 'power':
      return Math.max(0, sum) ** (1 / transform.exponent);
  }
}

/**
 * Converts explanations from the trees' scale to roubles, in place. A row's contributions are multiplied by the slope
 * of the line from its base value to its forecast, (F(sum) − F(base)) / (sum − base) with F = `toRoubles`: the rescale
 * rule of DeepLIFT (Shrikumar et al. 2017). Signs and proportions stay, and the contributions still add up from base
 * value to forecast.
 *
 * @param base base value of every row, in the trees' scale
 * @returns the same explanations, and the base value in roubles
 */
export function explainInRoubles(
  transform: Transform,
  base: number,
  { contributions, sums }: RowExplanations,
): RowExplanations & { baseRub: number } {
  const baseRub = toRoubles(transform, base);
  if (transform.kind === 'identity') return { contributions, sums, baseRub };
  const width = contributions.length / sums.length;
  sums.forEach((sum, row) => {
    const ofRow = contributions.subarray(row * width, (row + 1) * width);
    const slope = slopeBetween(transform, base, sum);
    let total = baseRub;
    // A hot loop: casts replace index checks.
    for (let i = 0; i < ofRow.length; i++) {
      ofRow[i] = (ofRow[i] as number) * slope;
      total += ofRow[i] as number;
    }
    sums[row] = total;
  });
  return { contributions, sums, baseRub };
}

function slopeBetween(transform: Transform, from: number, to: number): number {
  // When base and forecast almost coincide, the difference of roubles is noise, so the slope spans a short stretch
  // around them.
  const reach = Math.max(1e-6, 1e-6 * Math.abs(from));
  const end = Math.abs(to - from) < reach ? from + reach : to;
  return (toRoubles(transform, end) - toRoubles(transform, from)) / (end - from);
}
