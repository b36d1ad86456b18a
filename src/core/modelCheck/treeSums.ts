import { at } from '../machine/at.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';

// Hot: index accesses are cast, since the ensemble was checked when it was read.

/** For each row the sum of trees, and the sum of the sizes of what was added. */
export type Sums = { sums: Float64Array; sizes: Float64Array };

/**
 * Adds up the trees one after another, in double precision; rows go down them as the library compares, in double where
 * there are exact thresholds.
 * @param matrix rows × features, row-major
 * @param onTree is shown the sums after each tree; the arrays change
 * @returns the sums of all trees
 */
export function addTrees(
  ensemble: TreeEnsemble,
  matrix: Float64Array,
  onTree: (trees: number, sums: Sums) => void = () => {},
): Sums {
  const { featureCount, baseScore, roots, value, exactThreshold } = ensemble;
  const values = exactThreshold ? matrix : Float32Array.from(matrix);
  const splits = { ...ensemble, threshold: exactThreshold ?? ensemble.threshold };
  const rows = matrix.length / featureCount;
  const sums = new Float64Array(rows).fill(baseScore);
  const sizes = new Float64Array(rows).fill(Math.abs(baseScore));
  roots.forEach((root, tree) => {
    for (let row = 0; row < rows; row++) {
      const leaf = value[leafOf(splits, root, { values, from: row * featureCount })] as number;
      sums[row] = at(sums, row) + leaf;
      sizes[row] = at(sizes, row) + Math.abs(leaf);
    }
    onTree(tree + 1, { sums, sizes });
  });
  return { sums, sizes };
}

type Splits = Pick<TreeEnsemble, 'feature' | 'left' | 'right' | 'missingLeft'> & { threshold: ArrayLike<number> };

function leafOf(splits: Splits, root: number, { values, from }: { values: ArrayLike<number>; from: number }): number {
  const { feature, threshold, left, right, missingLeft } = splits;
  let node = root;
  for (let split = feature[node] as number; split >= 0; split = feature[node] as number) {
    const x = values[from + split] as number;
    const goesLeft = Number.isNaN(x) ? missingLeft[node] === 1 : x < (threshold[node] as number);
    node = (goesLeft ? left[node] : right[node]) as number;
  }
  return node;
}
