import { ModelFileError, type TreeEnsemble } from './ensemble.ts';

/** Ranks above would not be exact in float32. */
const MOST_CUTS = 2 ** 24 - 1;

/** Trees over ranks, and by feature its thresholds: a value is replaced by the number of them that it reaches. */
export type RankedTrees = { ensemble: TreeEnsemble; cuts: ReadonlyMap<number, number[]> };

/**
 * Makes trees that compare in double exact for any numbers: each threshold of a column becomes its position among the
 * column's thresholds, counted from 1, and a value is to be replaced by its `rankOf`. `x < threshold` then holds for
 * the same doubles, whatever float32 could not tell apart.
 * @param isRanked the columns to change; values of the others must be float32 numbers
 * @throws ModelFileError for more thresholds than float32 counts
 */
export function rankColumns(ensemble: TreeEnsemble, isRanked: (feature: number) => boolean): RankedTrees {
  const { exactThreshold, ...floats } = ensemble;
  if (!exactThreshold) return { ensemble, cuts: new Map() };
  const thresholds = new Map<number, Set<number>>();
  ensemble.feature.forEach((feature, node) => {
    if (feature < 0 || !isRanked(feature)) return;
    const known = thresholds.get(feature) ?? new Set();
    thresholds.set(feature, known.add((exactThreshold[node] as number) + 0)); // -0 becomes 0
  });
  const cuts = new Map([...thresholds].map(([feature, known]) => [feature, [...known].sort((a, b) => a - b)]));
  for (const [feature, { length }] of cuts) {
    if (length > MOST_CUTS) throw new ModelFileError(`feature ${feature} has ${length} thresholds`);
  }
  const threshold = ensemble.threshold.map((limit, node) => {
    const ofFeature = cuts.get(ensemble.feature[node] as number);
    return ofFeature ? rankOf(ofFeature, exactThreshold[node] as number) : limit;
  });
  return { ensemble: { ...floats, threshold }, cuts };
}

/** The number of thresholds that a value reaches; NaN for missing. @param cuts ascending */
export function rankOf(cuts: readonly number[], value: number): number {
  if (Number.isNaN(value)) return value;
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
