import { at } from '../../machine/at.ts';
import { addsInDouble, ModelFileError, type TreeEnsemble } from '../../trees/ensemble.ts';
import { doubledColumn, doubledThreshold } from './doubledColumns.ts';

/**
 * Trees of one depth as perfect trees: each level has 2^level nodes per tree, and a path that ends early continues to
 * equal leaves.
 */
export type PaddedTrees = {
  trees: number;
  /** From the root down. Node i of a level has its left child at 2i + 1 and its right child at 2i of the next level. */
  levels: readonly { column: Int32Array<ArrayBuffer>; threshold: Float32Array<ArrayBuffer> }[];
  /** Values; numbers of nodes where the trees are added in double. */
  leaves: Float32Array<ArrayBuffer>;
};

const MAX_DEPTH = 12;
const MAX_LEAVES = 2 ** 22;

/**
 * Number of splits on the longest path of each tree. A tree without a split counts as one with a split that changes
 * nothing.
 */
export function treeDepths({ roots, left, right }: TreeEnsemble): number[] {
  const depthOf = (node: number): number => {
    const below = at(left, node);
    return below < 0 ? 0 : 1 + Math.max(depthOf(below), depthOf(at(right, node)));
  };
  return Array.from(roots, (root) => Math.max(1, depthOf(root)));
}

/**
 * Checks the size of the padded trees, which doubles with every level.
 * @param depths of all trees to pad
 * @throws ModelFileError when they would not fit
 */
export function checkPaddable(depths: readonly number[]): void {
  const leaves = depths.reduce((sum, depth) => sum + 2 ** depth, 0);
  if (depths.some((depth) => depth > MAX_DEPTH) || leaves > MAX_LEAVES) {
    const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0);
    throw new ModelFileError(`this model is too deep for WebGPU: ${depths.length} trees of up to ${deepest} splits`);
  }
}

/** @param trees of the ensemble, none deeper than `depth` */
export function padTrees(ensemble: TreeEnsemble, trees: readonly number[], depth: number): PaddedTrees {
  const { featureCount, roots, left, right, feature, threshold, missingLeft, value } = ensemble;
  const isDouble = addsInDouble(ensemble);
  const levels = Array.from({ length: depth }, (_, level) => ({
    column: new Int32Array(trees.length << level),
    threshold: new Float32Array(trees.length << level),
  }));
  const leaves = new Float32Array(trees.length << depth);

  /** Writes a node and everything below it, at position `slot` of a level. */
  function place(node: number, level: number, slot: number): void {
    const splitFeature = at(feature, node);
    if (splitFeature < 0) {
      const levelsBelow = depth - level;
      const leaf = isDouble ? node : at(value, node);
      leaves.fill(leaf, slot << levelsBelow, (slot + 1) << levelsBelow);
      return;
    }
    const table = at(levels, level);
    table.column[slot] = doubledColumn(splitFeature, missingLeft[node] === 1, featureCount);
    table.threshold[slot] = doubledThreshold(at(threshold, node));
    place(at(left, node), level + 1, 2 * slot + 1);
    place(at(right, node), level + 1, 2 * slot);
  }
  trees.forEach((tree, slot) => {
    place(at(roots, tree), 0, slot);
  });
  return { trees: trees.length, levels, leaves };
}
