import type { TreeEnsemble } from '../ensemble.ts';
import { gaussLegendre, type Quadrature } from './quadrature.ts';

/**
 * An ensemble laid out for SHAP: the inner nodes of all trees, a tree's nodes together, each before its children. What does not
 * depend on the row is worked out here.
 */
export type ShapModel = {
  readonly featureCount: number;
  /** Mean forecast over the covers, with the base score; where each explanation starts. */
  readonly base: number;
  readonly trees: readonly ShapTree[];
  /** Inner nodes of the largest tree, and the most quadrature points of any: the size of the work space. */
  readonly widestTree: number;
  readonly mostPoints: number;
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  readonly missingLeft: Uint8Array;
  /** Child: index of an inner node within its tree, or `~index` into `leafValue`. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** w: share of the node's cover that goes left. */
  readonly ratio: Float64Array;
  /** Nearest node above on the same feature, as `index within the tree × 2 + (1 if this node lies on its left)`; -1: none. */
  readonly repeated: Int32Array;
  /** P: product of the cover ratios of all earlier edges on the same feature; 1 when there is none. */
  readonly repeatedRatio: Float64Array;
  readonly leafValue: Float64Array;
};

export type ShapTree = { readonly first: number; readonly size: number; readonly quadrature: Quadrature };

/**
 * Makes an ensemble ready for explanation: once for a model, in time proportional to its nodes. The covers are the background:
 * a hidden feature is averaged with them (path-dependent SHAP).
 */
export function prepareShap(ensemble: TreeEnsemble): ShapModel {
  const innerCount = ensemble.feature.reduce((count, feature) => count + (feature >= 0 ? 1 : 0), 0);
  const model = {
    feature: new Int32Array(innerCount),
    threshold: new Float32Array(innerCount),
    missingLeft: new Uint8Array(innerCount),
    left: new Int32Array(innerCount),
    right: new Int32Array(innerCount),
    ratio: new Float64Array(innerCount),
    repeated: new Int32Array(innerCount),
    repeatedRatio: new Float64Array(innerCount),
    leafValue: new Float64Array(ensemble.feature.length - innerCount),
  };
  const progress: Progress = { inner: 0, leaf: 0, base: ensemble.baseScore, distinct: 0, first: 0 };
  const rules = new Map<number, Quadrature>();
  const trees = Array.from(ensemble.roots, (root): ShapTree => {
    progress.first = progress.inner;
    progress.distinct = 0;
    layNode(root, { ensemble, model, progress, path: [], share: 1 });
    const points = Math.max(1, Math.ceil(progress.distinct / 2));
    const quadrature = rules.get(points) ?? gaussLegendre(points);
    rules.set(points, quadrature);
    return { first: progress.first, size: progress.inner - progress.first, quadrature };
  });
  return {
    featureCount: ensemble.featureCount,
    base: progress.base,
    trees,
    widestTree: trees.reduce((most, { size }) => Math.max(most, size), 0),
    mostPoints: trees.reduce((most, { quadrature }) => Math.max(most, quadrature.points.length), 1),
    ...model,
  };
}

type Progress = {
  inner: number;
  leaf: number;
  base: number;
  /** Most distinct features on a path of the tree. */
  distinct: number;
  /** The tree's first inner node. */
  first: number;
};

type Walk = {
  ensemble: TreeEnsemble;
  model: Omit<ShapModel, 'featureCount' | 'base' | 'trees' | 'widestTree' | 'mostPoints'>;
  progress: Progress;
  path: readonly Edge[];
  /** Product of all cover ratios on the path. */
  share: number;
};

/** One edge of the path from the root: `product` is that of all cover ratios on its feature so far. */
type Edge = { feature: number; index: number; isLeft: boolean; product: number };

/** Lays out a node and all below it; returns the child reference for its parent. Trees are at most 64 deep. */
function layNode(node: number, walk: Walk): number {
  const { ensemble, model, progress, path, share } = walk;
  const feature = ensemble.feature[node] ?? -1;
  if (feature < 0) {
    const value = ensemble.value[node] ?? 0;
    progress.base += value * share;
    progress.distinct = Math.max(progress.distinct, new Set(path.map((edge) => edge.feature)).size);
    model.leafValue[progress.leaf] = value;
    return ~progress.leaf++;
  }
  const at = progress.inner++;
  const index = at - progress.first;
  const earlier = path.findLast((edge) => edge.feature === feature);
  const product = earlier?.product ?? 1;
  const ratio = leftRatio(ensemble, node);
  model.feature[at] = feature;
  model.threshold[at] = ensemble.threshold[node] ?? 0;
  model.missingLeft[at] = ensemble.missingLeft[node] ?? 0;
  model.ratio[at] = ratio;
  model.repeated[at] = earlier ? earlier.index * 2 + (earlier.isLeft ? 1 : 0) : -1;
  model.repeatedRatio[at] = product;
  const layChild = (child: number, isLeft: boolean, own: number) =>
    layNode(child, {
      ...walk,
      path: [...path, { feature, index, isLeft, product: product * own }],
      share: share * own,
    });
  model.left[at] = layChild(ensemble.left[node] ?? -1, true, ratio);
  model.right[at] = layChild(ensemble.right[node] ?? -1, false, 1 - ratio);
  return index;
}

/** Share of the cover that goes left; one half where no training weight arrived, as in XGBoost. */
function leftRatio({ cover, left, right }: TreeEnsemble, node: number): number {
  const leftCover = cover[left[node] ?? -1] ?? 0;
  const rightCover = cover[right[node] ?? -1] ?? 0;
  const total = leftCover + rightCover;
  return total > 0 ? leftCover / total : 0.5;
}
