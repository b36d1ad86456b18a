import type { ShapModel, ShapTree } from './shapModel.ts';

// Hot loops: casts replace index checks. The letters are those of the formula below and of `ShapModel`.

/**
 * `contributions` is rows × features in row-major order; `sums` has one number for each row. Everything is in the
 * leaves' unit.
 */
export type RowExplanations = { contributions: Float32Array<ArrayBuffer>; sums: Float64Array<ArrayBuffer> };

/**
 * Exact path-dependent SHAP (Lundberg et al. 2020) by quadrature of Owen's multilinear extension. For a leaf with value
 * v on a path over the distinct features j, with o_j = 1 when the row goes the path's way at each split on j, and w_j
 * the product of the cover ratios of those splits,
 *
 *     φ_i = Σ_leaves v·(o_i − w_i)·∫₀¹ Π_{j≠i} ((1−t)·w_j + t·o_j) dt.
 *
 * The integrand is a polynomial of degree d−1 for d distinct features, so ⌈d/2⌉ Gauss–Legendre points integrate it
 * exactly. One pass down each tree multiplies the factors above a node (A), one pass up collects value × factors below
 * it (H), for all points at once. Arithmetic is in double precision; each contribution is rounded to float32 at the
 * end.
 *
 * @param matrix rows × features, NaN for missing; splits compare in float32
 * @returns contributions, and `sums`: base value + the row's contributions as returned, added in double precision
 * @throws RangeError when the matrix is not a whole number of rows
 */
export function explainRows(model: ShapModel, matrix: Float32Array): RowExplanations {
  const { featureCount, base } = model;
  const rows = matrix.length / featureCount;
  if (!Number.isInteger(rows)) throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount} features`);
  const contributions = new Float32Array(matrix.length);
  const sums = new Float64Array(rows);
  const walk = createTreeWalk(model);
  for (let row = 0; row < rows; row++) {
    const start = row * featureCount;
    const values = matrix.subarray(start, start + featureCount);
    walk.phi.fill(0);
    for (const tree of model.trees) {
      answerSplits(model, tree, { values, goesLeft: walk.goesLeft });
      explainTree(model, tree, walk);
    }
    contributions.set(walk.phi, start);
    let sum = base;
    for (let i = start; i < start + featureCount; i++) sum += contributions[i] as number;
    sums[row] = sum;
  }
  return { contributions, sums };
}

/** Writes for each split of a tree whether the row goes left. */
function answerSplits(
  { feature, threshold, missingLeft }: ShapModel,
  { first, size }: ShapTree,
  { values, goesLeft }: { values: Float32Array; goesLeft: Uint8Array },
): void {
  for (let p = 0; p < size; p++) {
    const node = first + p;
    const x = values[feature[node] as number] as number;
    if (Number.isNaN(x)) goesLeft[p] = missingLeft[node] as number;
    else goesLeft[p] = x < (threshold[node] as number) ? 1 : 0;
  }
}

/** The work space of the recursion, for any tree of a model. */
export type TreeWalk = {
  /** Input: whether the row goes left, by inner node of the tree. */
  readonly goesLeft: Uint8Array;
  /** Output: φ by feature; each tree adds its part. */
  readonly phi: Float64Array;
  /**
   * By inner node × 2: whether the row goes the path's way at all splits on the feature so far, if it goes right, or
   * left, here.
   */
  readonly agrees: Uint8Array;
  /** By inner node: X = (o − w) if the row went the path's way at all earlier splits on the feature, else 0. */
  readonly deviation: Float64Array;
  /** By inner node and point: A, the factor of the left child, H. */
  readonly above: Float64Array;
  readonly factor: Float64Array;
  readonly below: Float64Array;
};

export function createTreeWalk({ featureCount, widestTree, mostPoints }: ShapModel): TreeWalk {
  return {
    goesLeft: new Uint8Array(widestTree),
    phi: new Float64Array(featureCount),
    agrees: new Uint8Array(widestTree * 2),
    deviation: new Float64Array(widestTree),
    above: new Float64Array(widestTree * mostPoints),
    factor: new Float64Array(widestTree * mostPoints),
    below: new Float64Array(widestTree * mostPoints),
  };
}

/** Adds the contributions of one tree to φ, given the answers at its splits. */
export function explainTree(model: ShapModel, tree: ShapTree, walk: TreeWalk): void {
  if (tree.size === 0) return;
  walk.above.set(tree.quadrature.weights);
  descend(model, tree, walk);
  ascend(model, tree, walk);
}

/** Down: X and the factor g of each split, and A of each child. */
function descend(
  { left, right, ratio, repeated, factors }: ShapModel,
  { first, size, quadrature, u }: ShapTree,
  { goesLeft, agrees, deviation, above, factor }: TreeWalk,
): void {
  const n = quadrature.points.length;
  for (let p = 0; p < size; p++) {
    const node = first + p;
    const o = goesLeft[p] as number;
    const earlier = repeated[node] as number;
    const agreed = earlier < 0 ? 1 : (agrees[earlier] as number);
    agrees[p * 2 + 1] = agreed & o;
    agrees[p * 2] = agreed & (1 - o);
    const w = ratio[node] as number;
    const X = agreed ? o - w : 0;
    deviation[p] = X;
    const uAt = factors[node] as number;
    const toLeft = left[node] as number;
    const toRight = right[node] as number;
    for (let k = 0; k < n; k++) {
      const A = above[p * n + k] as number;
      const g = w + (u[uAt + k] as number) * X;
      factor[p * n + k] = g;
      if (toLeft >= 0) above[toLeft * n + k] = A * g;
      if (toRight >= 0) above[toRight * n + k] = A - A * g;
    }
  }
}

/** Up: H of each split, and its contribution to its feature: X·Σ_k q·A·(H_left − H_right). */
function ascend(
  { feature, left, right, factors, leafValue }: ShapModel,
  { first, size, quadrature, q }: ShapTree,
  { deviation, above, factor, below, phi }: TreeWalk,
): void {
  const n = quadrature.points.length;
  for (let p = size - 1; p >= 0; p--) {
    const node = first + p;
    const toLeft = left[node] as number;
    const toRight = right[node] as number;
    const qAt = factors[node] as number;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const HL = (toLeft >= 0 ? below[toLeft * n + k] : leafValue[~toLeft]) as number;
      const HR = (toRight >= 0 ? below[toRight * n + k] : leafValue[~toRight]) as number;
      below[p * n + k] = HR + (factor[p * n + k] as number) * (HL - HR);
      sum += (q[qAt + k] as number) * (above[p * n + k] as number) * (HL - HR);
    }
    const f = feature[node] as number;
    phi[f] = (phi[f] as number) + (deviation[p] as number) * sum;
  }
}
