import { ModelFileError, type TreeEnsemble } from './ensemble.ts';
import { float32AtLeast } from './float32.ts';

// Hot, because every worker that starts reads a model: casts replace index checks where the lists are known to be long
// enough.

/** No trainer's tree is deeper, and recursion does not exhaust the stack. */
export const MAX_DEPTH = 64;

/**
 * One tree as in a file: parallel lists, node 0 is the root, a leaf has children -1. Nothing in it is trusted.
 * `feature`, `threshold` and `missingLeft` apply to inner nodes only, `value` to leaves only.
 */
export type TreeNodes = {
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  feature: ArrayLike<number>;
  threshold: ArrayLike<number>;
  /** 1 or 0 */
  missingLeft: ArrayLike<number>;
  value: ArrayLike<number>;
  cover: ArrayLike<number>;
};

/** What a library compares and adds in double precision; everything else is float32. */
export type InDouble = { comparisons?: boolean; sums?: boolean };

/**
 * Joins the trees of a file into an ensemble. Every format reader ends here, so hostile trees are refused here. Nodes
 * keep their order, each tree's root comes first, nodes that no path reaches (pruned ones) are dropped, numbers become
 * float32 except those that the library has `inDouble`.
 * @throws ModelFileError for lists of unequal length, children or features out of range, a node with two parents or on
 * a cycle, a path of more than `MAX_DEPTH` splits, numbers that are not finite in float32, negative covers, or no trees
 */
export function toEnsemble(
  trees: readonly TreeNodes[],
  { featureCount, baseScore, inDouble = {} }: { featureCount: number; baseScore: number; inDouble?: InDouble },
): TreeEnsemble {
  if (trees.length === 0) throw new ModelFileError('the model has no trees');
  if (!Number.isInteger(featureCount) || featureCount < 1) throw new ModelFileError('the model has no features');
  const checked = trees.map((tree, t) => checkTree(tree, { featureCount, where: `tree ${t}` }));
  const nodeCount = checked.reduce((sum, { reachedCount }) => sum + reachedCount, 0);
  const ensemble = {
    featureCount,
    baseScore: inDouble.sums ? expectFinite(baseScore, 'the base score') : finite(baseScore, 'the base score'),
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodeCount).fill(-1),
    threshold: new Float32Array(nodeCount),
    ...(inDouble.comparisons ? { exactThreshold: new Float64Array(nodeCount) } : {}),
    left: new Int32Array(nodeCount).fill(-1),
    right: new Int32Array(nodeCount).fill(-1),
    missingLeft: new Uint8Array(nodeCount),
    value: inDouble.sums ? new Float64Array(nodeCount) : new Float32Array(nodeCount),
    cover: new Float32Array(nodeCount),
  };
  let root = 0;
  checked.forEach((tree, t) => {
    ensemble.roots[t] = root;
    copyTree(tree, { ensemble, root });
    root += tree.reachedCount;
  });
  return ensemble;
}

/** A checked tree: `newIds` has the new id of each node, -1 for nodes that no path reaches. */
type CheckedTree = { tree: TreeNodes; newIds: Int32Array; reachedCount: number };

function copyTree({ tree, newIds }: CheckedTree, { ensemble, root }: { ensemble: TreeEnsemble; root: number }): void {
  newIds.forEach((id, node) => {
    if (id < 0) return;
    const to = root + id;
    ensemble.cover[to] = tree.cover[node] as number;
    if (tree.left[node] === -1) {
      ensemble.value[to] = tree.value[node] as number;
      return;
    }
    ensemble.feature[to] = tree.feature[node] as number;
    const threshold = tree.threshold[node] as number;
    ensemble.threshold[to] = ensemble.exactThreshold ? float32AtLeast(threshold) : threshold;
    if (ensemble.exactThreshold) ensemble.exactThreshold[to] = threshold;
    ensemble.missingLeft[to] = tree.missingLeft[node] as number;
    ensemble.left[to] = root + (newIds[tree.left[node] as number] as number);
    ensemble.right[to] = root + (newIds[tree.right[node] as number] as number);
  });
}

/** Walks a tree from its root. */
function checkTree(tree: TreeNodes, { featureCount, where }: { featureCount: number; where: string }): CheckedTree {
  const nodeCount = tree.left.length;
  if (nodeCount === 0) throw new ModelFileError(`${where} has no nodes`);
  for (const list of Object.values(tree)) {
    if (list.length !== nodeCount) throw new ModelFileError(`${where}: lists of unequal length`);
  }
  const reached = new Uint8Array(nodeCount);
  reached[0] = 1;
  const stack = [{ node: 0, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, depth } = top;
    const here = `${where}, node ${node}`;
    const cover = finite(tree.cover[node] as number, `${here}: the cover`);
    if (cover < 0) throw new ModelFileError(`${here}: negative cover`);
    const children = [tree.left[node] as number, tree.right[node] as number];
    if (children.every((child) => child === -1)) {
      finite(tree.value[node] as number, `${here}: the leaf value`);
      continue;
    }
    if (depth === MAX_DEPTH) throw new ModelFileError(`${here}: deeper than ${MAX_DEPTH} splits`);
    checkSplit(tree, node, { featureCount, here });
    for (const child of children) {
      if (!isIndex(child, nodeCount)) throw new ModelFileError(`${here}: child ${child} of ${nodeCount} nodes`);
      if (reached[child]) throw new ModelFileError(`${here}: child ${child} is reached twice`);
      reached[child] = 1;
      stack.push({ node: child, depth: depth + 1 });
    }
  }
  let reachedCount = 0;
  const newIds = Int32Array.from(reached, (isReached) => (isReached ? reachedCount++ : -1));
  return { tree, newIds, reachedCount };
}

function checkSplit(tree: TreeNodes, node: number, { featureCount, here }: { featureCount: number; here: string }) {
  const feature = tree.feature[node] as number;
  if (!isIndex(feature, featureCount)) throw new ModelFileError(`${here}: feature ${feature} of ${featureCount}`);
  finite(tree.threshold[node] as number, `${here}: the threshold`);
  const missingLeft = tree.missingLeft[node];
  if (missingLeft !== 0 && missingLeft !== 1) throw new ModelFileError(`${here}: no direction for a missing value`);
}

function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

/** The number, which must be finite in float32, too. */
function expectFinite(value: number, what: string): number {
  finite(value, what);
  return value;
}

/** The number in float32, where it must be finite. */
function finite(value: number, what: string): number {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw new ModelFileError(`${what} is not a finite number`, 'not-finite');
  return rounded;
}
