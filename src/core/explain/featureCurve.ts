import { at } from '../machine/at.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';

/** One stretch of a feature's values with a constant forecast: from `from` (inclusive) to the start of the next one. */
export type CurveStep = { from: number; incomeRub: number };

/** The values at which any tree splits on a feature, ascending, each once. */
export function thresholdsOf(
  { feature: features, threshold }: TreeEnsemble,
  feature: number,
): Float32Array<ArrayBuffer> {
  const thresholds = new Set<number>();
  // A hot loop: the cast replaces an index check. −0 and 0 are one value.
  for (let node = 0; node < features.length; node++) {
    if (features[node] === feature) thresholds.add((threshold[node] as number) + 0);
  }
  return Float32Array.from(thresholds).sort();
}

/**
 * One value for each stretch between thresholds: a value goes left when it is less than the threshold, so a threshold
 * is the first value of its stretch. The first stretch begins at −∞.
 */
export function stretchesOf(thresholds: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from([Number.NEGATIVE_INFINITY, ...thresholds]);
}

/** Copies a row once per value of a feature: a matrix of values × features. */
export function varyFeature(row: Float32Array, feature: number, values: Float32Array): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(row.length * values.length);
  for (const [copy, value] of values.entries()) {
    matrix.set(row, copy * row.length);
    matrix[copy * row.length + feature] = value;
  }
  return matrix;
}

/** Stretches with their forecasts; neighbours with the same forecast are merged. */
export function mergeSteps(from: ArrayLike<number>, incomesRub: Float32Array): CurveStep[] {
  const steps: CurveStep[] = [];
  for (const [stretch, incomeRub] of incomesRub.entries()) {
    if (steps.at(-1)?.incomeRub !== incomeRub) steps.push({ from: at(from, stretch), incomeRub });
  }
  return steps;
}

/** The forecast on the stretch that contains a value. */
export function curveAt(from: Float32Array, incomesRub: Float32Array, value: number): number {
  let [low, high] = [0, from.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (at(from, middle) <= value) low = middle;
    else high = middle - 1;
  }
  return at(incomesRub, low);
}
