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
  const splits = new Map<string, { x: number; threshold: number; bit: number }>();
  const slots = new Map<number, number>();
  const bits = new Int32Array(tree.size);
  for (let p = 0; p < tree.size; p++) {
    const feature = model.feature[tree.first + p] ?? 0;
    const threshold = model.threshold[tree.first + p] ?? 0;
    const column = 2 * feature + (model.missingLeft[tree.first + p] ? 0 : 1);
    const key = `${column} ${threshold}`;
    const split = splits.get(key) ?? { x: layout.columns + column * COLUMN, threshold, bit: splits.size };
    splits.set(key, split);
    if (!slots.has(feature)) slots.set(feature, slots.size);
    if (splits.size > MOST_SPLITS || slots.size > MOST_FEATURES) return null;
    bits[p] = split.bit;
  }
  const width = slots.size > 4 ? 8 : 4;
  const rows = new Float32Array(width << splits.size);
  const explain = patternExplainer(model, tree, { bits, slots });
  for (let pattern = 0; pattern < 1 << splits.size; pattern++) rows.set(explain(pattern), pattern * width);
  return { splits: [...splits.values()], features: [...slots.keys()], rows };
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

/** The recursion of `treeShap.ts`, point by point, for answers instead of a row. */
function patternExplainer(
  model: ShapModel,
  tree: ShapTree,
  { bits, slots }: { bits: Int32Array; slots: ReadonlyMap<number, number> },
): (pattern: number) => Float64Array {
  const { feature, left, right, ratio, repeated, leafValue } = model;
  const { weights } = tree.quadrature;
  const n = weights.length;
  const us = new Float64Array(tree.size * n);
  const qs = new Float64Array(tree.size * n);
  for (let p = 0; p < tree.size; p++) {
    const { u, q } = pointFactors(model, tree, p);
    us.set(u, p * n);
    qs.set(q, p * n);
  }
  const slotOf = Int32Array.from({ length: tree.size }, (_, p) => slots.get(feature[tree.first + p] ?? 0) ?? 0);
  const phi = new Float64Array(MOST_FEATURES);
  /** By node: does the row go the path's way at all splits on the feature so far, if it goes left, or right, here. */
  const agrees = new Uint8Array(tree.size * 2);
  let pattern = 0;
  let k = 0;

  function visit(p: number, A: number): number {
    const node = tree.first + p;
    const goesLeft = (pattern >> (bits[p] as number)) & 1;
    const earlier = repeated[node] as number;
    const agreed = earlier < 0 ? 1 : (agrees[earlier] as number);
    agrees[p * 2 + 1] = agreed & goesLeft;
    agrees[p * 2] = agreed & (1 - goesLeft);
    const X = agreed ? goesLeft - (ratio[node] as number) : 0;
    const g = (ratio[node] as number) + (us[p * n + k] as number) * X;
    const toLeft = left[node] as number;
    const toRight = right[node] as number;
    const HL = toLeft >= 0 ? visit(toLeft, A * g) : (leafValue[~toLeft] as number);
    const HR = toRight >= 0 ? visit(toRight, A - A * g) : (leafValue[~toRight] as number);
    const slot = slotOf[p] as number;
    phi[slot] = (phi[slot] as number) + X * (qs[p * n + k] as number) * A * (HL - HR);
    return HR + g * (HL - HR);
  }
  return (answers) => {
    pattern = answers;
    phi.fill(0);
    for (k = 0; k < n; k++) visit(0, weights[k] as number);
    return phi.subarray(0, slots.size > 4 ? 8 : 4);
  };
}
