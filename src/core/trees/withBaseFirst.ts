import type { TreeEnsemble } from './ensemble.ts';

/**
 * Adds the base score to the leaves of the first tree, where the library begins its sum with it: the float32 sum is then
 * the library's bit for bit, and contributions stay the same.
 */
export function withBaseFirst(trees: TreeEnsemble): TreeEnsemble {
  const { isBaseFirst, ...ensemble } = trees;
  if (!isBaseFirst) return trees;
  const end = ensemble.roots[1] ?? ensemble.value.length;
  const value = ensemble.value.map((leaf, node) =>
    node < end && (ensemble.feature[node] as number) < 0 ? leaf + ensemble.baseScore : leaf,
  );
  return { ...ensemble, baseScore: 0, value };
}
