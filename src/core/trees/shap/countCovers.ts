import type { TreeEnsemble } from '../ensemble.ts';

/**
 * Covers counted from rows: the number of rows that reach each node. Exact SHAP then has these rows as its background.
 */
export type CoverCounter = {
  /** @param matrix rows × features, NaN for missing */
  add(matrix: Float32Array): void;
  readonly rows: number;
  /** One number for each node, in the ensemble's order. A node that no row reached has 0. */
  covers(): Float32Array<ArrayBuffer>;
};

/** Counting is hot: casts replace index checks. */
export function createCoverCounter(ensemble: TreeEnsemble): CoverCounter {
  const { featureCount, roots, left, right } = ensemble;
  const reached = new Float64Array(ensemble.feature.length);
  let counted = 0;

  /** Adds the rows of a node's leaves up to the node. Trees are at most 64 deep. */
  function sumBelow(node: number, covers: Float32Array): number {
    const child = left[node] as number;
    const isLeaf = child < 0;
    const sum = isLeaf ? (reached[node] as number) : sumBelow(child, covers) + sumBelow(right[node] as number, covers);
    covers[node] = sum;
    return sum;
  }

  return {
    add(matrix) {
      const rows = matrix.length / featureCount;
      if (!Number.isInteger(rows)) throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount}`);
      // One tree after another: a tree stays in the processor's cache while all rows pass.
      for (const root of roots) {
        for (let row = 0; row < rows; row++) {
          const leaf = leafOf(ensemble, root, { matrix, start: row * featureCount });
          reached[leaf] = (reached[leaf] as number) + 1;
        }
      }
      counted += rows;
    },
    get rows() {
      return counted;
    },
    covers() {
      const covers = new Float32Array(reached.length);
      for (const root of roots) sumBelow(root, covers);
      return covers;
    },
  };
}

function leafOf(
  { feature, threshold, left, right, missingLeft }: TreeEnsemble,
  root: number,
  { matrix, start }: { matrix: Float32Array; start: number },
): number {
  let node = root;
  for (let split = feature[node] as number; split >= 0; split = feature[node] as number) {
    const x = matrix[start + split] as number;
    const goesLeft = Number.isNaN(x) ? missingLeft[node] === 1 : x < (threshold[node] as number);
    node = (goesLeft ? left[node] : right[node]) as number;
  }
  return node;
}
