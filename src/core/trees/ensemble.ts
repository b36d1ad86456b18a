import { at } from '../machine/at.ts';

/**
 * A tree ensemble in the one form that all code here uses: readers convert other formats to it, writers convert it to
 * ONNX, SHAP walks it.
 *
 * All nodes of all trees are in one set of parallel arrays. A node goes left when `x < threshold`, compared in float32;
 * a missing value (NaN) goes left when `missingLeft` says so. A leaf has `feature` -1 and children -1.
 */
export type TreeEnsemble = {
  readonly featureCount: number;
  /** Added once to the sum of the leaves. */
  readonly baseScore: number;
  /** Index of each tree's root node; a tree's nodes are reachable only from its root. */
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 when a missing value goes left. */
  readonly missingLeft: Uint8Array;
  /** The leaf's value; 0 at inner nodes. */
  readonly value: Float32Array;
  /** Training weight that reached the node (sum of hessians, counts or weights); exact SHAP needs it. */
  readonly cover: Float32Array;
};

/**
 * Whether the covers tell how the training weight spread over each tree: without them no forecast can be explained
 * exactly.
 */
export function hasCovers({ roots, left, cover }: TreeEnsemble): boolean {
  return roots.every((root) => at(left, root) < 0 || at(cover, root) > 0);
}

/** The ensemble of the first `count` trees, without copies. */
export function firstTrees(ensemble: TreeEnsemble, count: number): TreeEnsemble {
  const { roots } = ensemble;
  const nodes = roots[count] ?? ensemble.feature.length;
  return {
    ...ensemble,
    roots: roots.subarray(0, count),
    feature: ensemble.feature.subarray(0, nodes),
    threshold: ensemble.threshold.subarray(0, nodes),
    left: ensemble.left.subarray(0, nodes),
    right: ensemble.right.subarray(0, nodes),
    missingLeft: ensemble.missingLeft.subarray(0, nodes),
    value: ensemble.value.subarray(0, nodes),
    cover: ensemble.cover.subarray(0, nodes),
  };
}

/** A model file that cannot be used. The message describes the fault, in English, for the details view. */
export class ModelFileError extends Error {
  override readonly name = 'ModelCorrupt';
}
