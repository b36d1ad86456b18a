import type { ShapModel, ShapTree } from '../shapModel.ts';
import { pointFactors } from './factors.ts';
import { COLUMN, type Layout } from './layout.ts';
import { STEP, type Words } from './steps.ts';

/** Larger tables take longer to make than they save. */
const MOST_SPLITS = 7;
const MOST_FEATURES = 8;

/** A tree whose contributions depend on a few answers only. */
export type Table = {
  /** Columns of x and thresholds; the answer to the first is bit 0 of a pattern, 1 for left. */
  splits: readonly { x: number; threshold: number }[];
  features: readonly number[];
  /** Contributions of `features` for each pattern, 4 or 8 numbers each. */
  rows: Float32Array;
};

/**
 * The tree as a table, in double precision, if it asks few different questions: all trees that ask one question a level do,
 * as CatBoost's, and small ones.
 */
export function makeTable(model: ShapModel, tree: ShapTree, layout: Layout): Table | null {
  if (tree.size === 0) return null;
  const splits: { x: number; threshold: number }[] = [];
  const slots = new Map<number, number>();
  const bits = new Int32Array(tree.size);
  for (let p = 0; p < tree.size; p++) {
    const feature = model.feature[tree.first + p] ?? 0;
    const threshold = model.threshold[tree.first + p] ?? 0;
    const x = layout.columns + (2 * feature + (model.missingLeft[tree.first + p] ? 0 : 1)) * COLUMN;
    const known = splits.findIndex((split) => split.x === x && split.threshold === threshold);
    bits[p] = known < 0 ? splits.push({ x, threshold }) - 1 : known;
    if (!slots.has(feature)) slots.set(feature, slots.size);
    if (splits.length > MOST_SPLITS || slots.size > MOST_FEATURES) return null;
  }
  const width = slots.size > 4 ? 8 : 4;
  const rows = new Float32Array(width << splits.length);
  const explain = patternExplainer(model, tree, { bits, slots });
  for (let pattern = 0; pattern < 1 << splits.length; pattern++) rows.set(explain(pattern), pattern * width);
  return { splits, features: [...slots.keys()], rows };
}

/** Writes the step that looks a tree up in its table. */
export function writeLookUp(
  { splits, features, rows }: Table,
  address: number,
  { words, layout }: { words: Words; layout: Layout },
) {
  const nowhere = layout.phi + layout.featureCount * COLUMN;
  const phis = Array.from({ length: MOST_FEATURES }, (_, slot) => {
    const feature = features[slot];
    return feature === undefined ? nowhere : layout.phi + feature * COLUMN;
  });
  const isWide = rows.length >> splits.length === MOST_FEATURES;
  words.integers(STEP.lookUp, address, isWide ? 1 : 0, ...phis, splits.length);
  for (const { x, threshold } of splits) {
    words.integers(x);
    words.floats(threshold);
  }
}

/** The recursion of `treeShap.ts` for answers instead of a row. */
function patternExplainer(
  model: ShapModel,
  tree: ShapTree,
  { bits, slots }: { bits: Int32Array; slots: ReadonlyMap<number, number> },
): (pattern: number) => Float64Array {
  const { first, size, quadrature } = tree;
  const own = <List extends Int32Array | Float64Array>(list: List) => list.subarray(first, first + size) as List;
  const [left, right, repeated] = [own(model.left), own(model.right), own(model.repeated)] as const;
  const ratio = own(model.ratio);
  const slotOf = Int32Array.from(own(model.feature), (feature) => slots.get(feature) ?? 0);
  const { leafValue } = model;
  const n = quadrature.weights.length;
  const us = new Float64Array(size * n);
  const qs = new Float64Array(size * n);
  for (let p = 0; p < size; p++) {
    const { u, q } = pointFactors(model, tree, p);
    us.set(u, p * n);
    qs.set(q, p * n);
  }
  const phi = new Float64Array(slots.size > 4 ? 8 : 4);
  /** By node: does the row go the path's way at all splits on the feature so far, if it goes right, or left, here. */
  const agrees = new Uint8Array(size * 2);
  const X = new Float64Array(size);
  const above = new Float64Array(size * n);
  const factor = new Float64Array(size * n);
  const below = new Float64Array(size * n);
  above.set(quadrature.weights);

  function descend(pattern: number): void {
    for (let p = 0; p < size; p++) {
      const goesLeft = (pattern >> (bits[p] as number)) & 1;
      const earlier = repeated[p] as number;
      const agreed = earlier < 0 ? 1 : (agrees[earlier] as number);
      agrees[p * 2 + 1] = agreed & goesLeft;
      agrees[p * 2] = agreed & (1 - goesLeft);
      const w = ratio[p] as number;
      const x = agreed ? goesLeft - w : 0;
      const toLeft = left[p] as number;
      const toRight = right[p] as number;
      X[p] = x;
      for (let k = 0; k < n; k++) {
        const A = above[p * n + k] as number;
        const g = w + (us[p * n + k] as number) * x;
        factor[p * n + k] = g;
        if (toLeft >= 0) above[toLeft * n + k] = A * g;
        if (toRight >= 0) above[toRight * n + k] = A - A * g;
      }
    }
  }
  function ascend(): void {
    for (let p = size - 1; p >= 0; p--) {
      const toLeft = left[p] as number;
      const toRight = right[p] as number;
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const HL = (toLeft >= 0 ? below[toLeft * n + k] : leafValue[~toLeft]) as number;
        const HR = (toRight >= 0 ? below[toRight * n + k] : leafValue[~toRight]) as number;
        below[p * n + k] = HR + (factor[p * n + k] as number) * (HL - HR);
        sum += (qs[p * n + k] as number) * (above[p * n + k] as number) * (HL - HR);
      }
      const slot = slotOf[p] as number;
      phi[slot] = (phi[slot] as number) + (X[p] as number) * sum;
    }
  }
  return (pattern) => {
    phi.fill(0);
    descend(pattern);
    ascend();
    return phi;
  };
}
