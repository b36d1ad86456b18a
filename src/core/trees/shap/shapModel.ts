import type { TreeEnsemble } from '../ensemble.ts';
import { gaussLegendre, type Quadrature } from './quadrature.ts';

// The user waits for the first explanation: this file and kernel/ are hot, so casts replace index checks.

/**
 * An ensemble prepared for SHAP: the inner nodes of all trees, a tree's nodes together, each before its children.
 * Everything that does not depend on the row is computed here.
 */
export type ShapModel = {
  readonly featureCount: number;
  /** Mean forecast over the covers, with the base score: the base value of each explanation. */
  readonly base: number;
  readonly trees: readonly ShapTree[];
  /** Inner nodes of the largest tree, and the most quadrature points of any tree: the size of the work space. */
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
  /**
   * Nearest node above on the same feature, as `index within the tree × 2 + (1 if this node is on its left)`; -1: none.
   */
  readonly repeated: Int32Array;
  /** P: product of the cover ratios of all earlier edges on the same feature; 1 when there is none. */
  readonly repeatedRatio: Float64Array;
  /** Start of the node's factors in its tree's `u` and `q`. */
  readonly factors: Int32Array;
  readonly leafValue: Float64Array;
};

/**
 * A tree, and the factors of its splits at each of its n quadrature points. A split is linear in X = (o − w) if the row
 * went the path's way at all earlier splits on the feature, else 0: it passes w + u·X of its factor to the left, and
 * adds X·q·A·(H_left − H_right) to φ. With G = (1−t)·P + t
 *
 *     u = t / G     q = P / G²
 *
 * which are t and 1 for a new feature (P = 1): those n numbers come first and are shared.
 */
export type ShapTree = {
  readonly first: number;
  readonly size: number;
  readonly quadrature: Quadrature;
  readonly u: Float64Array;
  readonly q: Float64Array;
};

/**
 * Prepares an ensemble for explanation: once per model, in time proportional to its nodes. The covers are the
 * background: a hidden feature is averaged with them (path-dependent SHAP).
 */
export function prepareShap(ensemble: TreeEnsemble): ShapModel {
  const innerCount = ensemble.feature.reduce((count, feature) => count + (feature >= 0 ? 1 : 0), 0);
  const nodes = {
    feature: new Int32Array(innerCount),
    threshold: new Float32Array(innerCount),
    missingLeft: new Uint8Array(innerCount),
    left: new Int32Array(innerCount),
    right: new Int32Array(innerCount),
    ratio: new Float64Array(innerCount),
    repeated: new Int32Array(innerCount),
    repeatedRatio: new Float64Array(innerCount),
    factors: new Int32Array(innerCount),
    leafValue: new Float64Array(ensemble.feature.length - innerCount),
  };
  const progress: Progress = { inner: 0, leaf: 0, base: ensemble.baseScore, distinct: 0, first: 0 };
  const rules = new Map<number, Quadrature>();
  const trees = Array.from(ensemble.roots, (root): ShapTree => {
    progress.first = progress.inner;
    progress.distinct = 0;
    layNode(root, { ensemble, nodes, progress, path: [], share: 1 });
    const points = Math.max(1, Math.ceil(progress.distinct / 2));
    const quadrature = rules.get(points) ?? gaussLegendre(points);
    rules.set(points, quadrature);
    const tree = { first: progress.first, size: progress.inner - progress.first, quadrature };
    return { ...tree, ...layFactors(nodes, tree) };
  });
  return {
    featureCount: ensemble.featureCount,
    base: progress.base,
    trees,
    widestTree: trees.reduce((most, { size }) => Math.max(most, size), 0),
    mostPoints: trees.reduce((most, { quadrature }) => Math.max(most, quadrature.points.length), 1),
    ...nodes,
  };
}

type Nodes = Omit<ShapModel, 'featureCount' | 'base' | 'trees' | 'widestTree' | 'mostPoints'>;

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
  nodes: Nodes;
  progress: Progress;
  path: readonly Edge[];
  /** Product of all cover ratios on the path. */
  share: number;
};

/** One edge of the path from the root; `product`: all cover ratios on its feature so far, multiplied. */
type Edge = { feature: number; index: number; isLeft: boolean; product: number };

/** Lays out a node and everything below it; returns the child reference for its parent. Trees are at most 64 deep. */
function layNode(node: number, walk: Walk): number {
  const { ensemble, nodes, progress, path, share } = walk;
  const feature = ensemble.feature[node] as number;
  if (feature < 0) {
    const value = ensemble.value[node] as number;
    progress.base += value * share;
    progress.distinct = Math.max(progress.distinct, new Set(path.map((edge) => edge.feature)).size);
    nodes.leafValue[progress.leaf] = value;
    return ~progress.leaf++;
  }
  const inner = progress.inner++;
  const index = inner - progress.first;
  const earlier = path.findLast((edge) => edge.feature === feature);
  const product = earlier?.product ?? 1;
  const ratio = leftRatio(ensemble, node);
  nodes.feature[inner] = feature;
  nodes.threshold[inner] = ensemble.threshold[node] as number;
  nodes.missingLeft[inner] = ensemble.missingLeft[node] as number;
  nodes.ratio[inner] = ratio;
  nodes.repeated[inner] = earlier ? earlier.index * 2 + (earlier.isLeft ? 1 : 0) : -1;
  nodes.repeatedRatio[inner] = product;
  const layChild = (child: number, isLeft: boolean, edgeRatio: number) =>
    layNode(child, {
      ...walk,
      path: [...path, { feature, index, isLeft, product: product * edgeRatio }],
      share: share * edgeRatio,
    });
  nodes.left[inner] = layChild(ensemble.left[node] as number, true, ratio);
  nodes.right[inner] = layChild(ensemble.right[node] as number, false, 1 - ratio);
  return index;
}

/** Share of the cover that goes left; one half if no training weight arrived, as in XGBoost. */
function leftRatio({ cover, left, right }: TreeEnsemble, node: number): number {
  const leftCover = cover[left[node] as number] as number;
  const total = leftCover + (cover[right[node] as number] as number);
  return total > 0 ? leftCover / total : 0.5;
}

/** Computes the factors of a tree's splits, see `ShapTree`, and stores their position for each split. */
function layFactors(
  { repeatedRatio, factors }: Nodes,
  { first, size, quadrature: { points } }: Pick<ShapTree, 'first' | 'size' | 'quadrature'>,
): Pick<ShapTree, 'u' | 'q'> {
  const n = points.length;
  const ratios = repeatedRatio.subarray(first, first + size);
  const u = new Float64Array(n * (1 + ratios.filter((P) => P !== 1).length));
  const q = new Float64Array(u.length);
  u.set(points);
  q.fill(1, 0, n);
  let end = n;
  for (let p = 0; p < size; p++) {
    const P = ratios[p] as number;
    factors[first + p] = P === 1 ? 0 : end;
    if (P === 1) continue;
    for (let k = 0; k < n; k++) {
      const t = points[k] as number;
      const G = (1 - t) * P + t;
      u[end] = t / G;
      q[end] = P / (G * G);
      end++;
    }
  }
  return { u, q };
}
