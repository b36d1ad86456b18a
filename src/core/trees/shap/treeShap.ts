import type { ShapModel } from './shapModel.ts';

export { prepareShap, type ShapModel } from './shapModel.ts';

/** `contributions` is rows × features in row-major order; `sums` has one number for each row. All in the leaves' unit. */
export type RowExplanations = { contributions: Float32Array<ArrayBuffer>; sums: Float64Array<ArrayBuffer> };

/**
 * Exact path-dependent SHAP (Lundberg et al. 2020) by quadrature of Owen's multilinear extension. For a leaf with value v on
 * a path over the distinct features j, with o_j = 1 when the row goes the path's way at each split on j, and w_j the product of the
 * cover ratios of those splits,
 *
 *     φ_i = Σ_leaves v·(o_i − w_i)·∫₀¹ Π_{j≠i} ((1−t)·w_j + t·o_j) dt.
 *
 * The integrand is a polynomial of degree d−1 for d distinct features, so ⌈d/2⌉ Gauss–Legendre points integrate it exactly. One pass
 * down each tree multiplies the factors above a node (A), one pass up collects value × factors below it (H), for all
 * points at once. Arithmetic is in double precision; each contribution is rounded to float32 at the end.
 *
 * @param matrix rows × features, NaN for missing; splits compare in float32
 * @returns contributions, and `sums`: base value + the row's contributions as returned, added in double precision
 * @throws RangeError when the matrix is no whole number of rows
 */
export function explainRows(model: ShapModel, matrix: Float32Array): RowExplanations {
  const { featureCount, base } = model;
  const rows = matrix.length / featureCount;
  if (!Number.isInteger(rows)) throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount} features`);
  const contributions = new Float32Array(matrix.length);
  const sums = new Float64Array(rows);
  const scratch = {
    phi: new Float64Array(featureCount),
    outcome: new Uint8Array(model.widestTree),
    above: new Float64Array(model.widestTree * model.mostPoints),
    factor: new Float64Array(model.widestTree * model.mostPoints),
    below: new Float64Array(model.widestTree * model.mostPoints),
  };
  for (let row = 0; row < rows; row++) {
    const start = row * featureCount;
    const values = matrix.subarray(start, start + featureCount);
    scratch.phi.fill(0);
    for (const tree of model.trees) explainTree(model, tree, { values, scratch });
    contributions.set(scratch.phi, start);
    let sum = base;
    for (let i = start; i < start + featureCount; i++) sum += contributions[i] as number;
    sums[row] = sum;
  }
  return { contributions, sums };
}

type Scratch = {
  /** φ of each feature, summed over trees */
  phi: Float64Array;
  /** by inner node: `o + 2·O`: does the row go left here; did it go the path's way at all earlier splits on the feature */
  outcome: Uint8Array;
  /** by inner node and point: A, the factor of the left child, H */
  above: Float64Array;
  factor: Float64Array;
  below: Float64Array;
};

/** Adds one tree's contributions for one row to `phi`. The letters are those of the formula above and of `ShapModel`. */
function explainTree(
  model: ShapModel,
  tree: ShapModel['trees'][number],
  { values, scratch }: { values: Float32Array; scratch: Scratch },
): void {
  if (tree.size === 0) return;
  scratch.above.set(tree.quadrature.weights);
  descend(model, tree, { values, scratch });
  ascend(model, tree, scratch);
}

/** Down: where the row goes, each node's factor g, and A of each child. */
function descend(
  model: ShapModel,
  { first, size, quadrature }: ShapModel['trees'][number],
  { values, scratch }: { values: Float32Array; scratch: Scratch },
): void {
  const { feature, threshold, missingLeft, left, right, ratio, repeated, repeatedRatio } = model;
  const { outcome, above, factor } = scratch;
  const { points } = quadrature;
  const n = points.length;
  for (let p = 0; p < size; p++) {
    const node = first + p;
    const x = values[feature[node] as number] as number;
    const goesLeft = Number.isNaN(x) ? (missingLeft[node] as number) : x < (threshold[node] as number) ? 1 : 0;
    const earlier = repeated[node] as number;
    const agrees = earlier < 0 || outcome[earlier >> 1] === 2 + (earlier & 1);
    outcome[p] = agrees ? goesLeft + 2 : goesLeft;
    const w = ratio[node] as number;
    const P = repeatedRatio[node] as number;
    const toLeft = left[node] as number;
    const toRight = right[node] as number;
    for (let k = 0; k < n; k++) {
      const t = points[k] as number;
      const A = above[p * n + k] as number;
      let g = w;
      if (agrees) g = (1 - t) * P * w + t * goesLeft;
      if (agrees && earlier >= 0) g /= (1 - t) * P + t;
      factor[p * n + k] = g;
      if (toLeft >= 0) above[toLeft * n + k] = A * g;
      if (toRight >= 0) above[toRight * n + k] = A - A * g;
    }
  }
}

/** Up: H of each node, and what its split adds to its feature: Σ_k A·(H_left − H_right)·X. */
function ascend(model: ShapModel, { first, size, quadrature }: ShapModel['trees'][number], scratch: Scratch): void {
  const { feature, left, right, ratio, repeated, repeatedRatio, leafValue } = model;
  const { outcome, above, factor, below, phi } = scratch;
  const { points } = quadrature;
  const n = points.length;
  for (let p = size - 1; p >= 0; p--) {
    const node = first + p;
    const state = outcome[p] as number;
    const goesLeft = state & 1;
    const isRepeated = (repeated[node] as number) >= 0;
    const w = ratio[node] as number;
    const P = repeatedRatio[node] as number;
    const toLeft = left[node] as number;
    const toRight = right[node] as number;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      const HL = (toLeft >= 0 ? below[toLeft * n + k] : leafValue[~toLeft]) as number;
      const HR = (toRight >= 0 ? below[toRight * n + k] : leafValue[~toRight]) as number;
      const D = HL - HR;
      const g = factor[p * n + k] as number;
      below[p * n + k] = HR + g * D;
      if (state < 2) continue; // an earlier split on this feature already took the row another way
      let X = goesLeft - w;
      if (isRepeated) {
        const t = points[k] as number;
        X = (goesLeft - P * w - (1 - P) * g) / ((1 - t) * P + t);
      }
      sum += (above[p * n + k] as number) * D * X;
    }
    const f = feature[node] as number;
    phi[f] = (phi[f] as number) + sum;
  }
}
