import type { ShapModel, ShapTree } from '../shapModel.ts';
import { explainTree, type TreeWalk } from '../treeShap.ts';
import { COLUMN, type MemoryLayout } from './memoryLayout.ts';
import { type Program, STEP } from './program.ts';

// Hot: casts replace index checks.

/** Larger tables take longer to make than they save. */
const MAX_SPLITS = 7;
const MAX_FEATURES = 8;

/** A tree whose contributions depend on only a few answers. */
export type Table = {
  /** Columns of x and thresholds; the answer to the first is bit 0 of a pattern, 1 for left. */
  splits: readonly { x: number; threshold: number }[];
  features: readonly number[];
  /** Contributions of `features` for each pattern, 4 or 8 numbers each. */
  rows: Float32Array;
};

/**
 * The tree as a table, in double precision, if it has few different questions, like trees with one question per level,
 * as CatBoost's, and small trees. Null for others.
 */
export function makeTable(
  model: ShapModel,
  tree: ShapTree,
  { layout, walk }: { layout: MemoryLayout; walk: TreeWalk },
): Table | null {
  const { first, size } = tree;
  if (size === 0) return null;
  const splits: { x: number; threshold: number }[] = [];
  const features: number[] = [];
  /** The question of each inner node. */
  const questions = new Uint8Array(size);
  for (let p = 0; p < size; p++) {
    const feature = model.feature[first + p] as number;
    const threshold = model.threshold[first + p] as number;
    const x = columnOf(layout, feature, model.missingLeft[first + p] as number);
    const question = splits.findIndex((split) => split.x === x && split.threshold === threshold);
    questions[p] = question < 0 ? splits.push({ x, threshold }) - 1 : question;
    if (!features.includes(feature)) features.push(feature);
    if (splits.length > MAX_SPLITS || features.length > MAX_FEATURES) return null;
  }
  const width = features.length > 4 ? MAX_FEATURES : 4;
  const rows = new Float32Array(width << splits.length);
  for (let pattern = 0; pattern < 1 << splits.length; pattern++) {
    for (const feature of features) walk.phi[feature] = 0;
    for (let p = 0; p < size; p++) walk.goesLeft[p] = (pattern >> (questions[p] as number)) & 1;
    explainTree(model, tree, walk);
    for (const [slot, feature] of features.entries()) rows[pattern * width + slot] = walk.phi[feature] as number;
  }
  return { splits, features, rows };
}

/** The column of a feature's values in which a missing value goes the way of the split. */
export function columnOf({ columns }: MemoryLayout, feature: number, missingLeft: number): number {
  return columns + (2 * feature + (missingLeft === 1 ? 0 : 1)) * COLUMN;
}

/** Writes the step that looks a tree up in its table. */
export function writeLookUp(
  { splits, features, rows }: Table,
  address: number,
  { steps, layout }: { steps: Program; layout: MemoryLayout },
) {
  const nowhere = layout.phi + layout.featureCount * COLUMN;
  const phis = Array.from({ length: MAX_FEATURES }, (_, slot) => {
    const feature = features[slot];
    return feature === undefined ? nowhere : layout.phi + feature * COLUMN;
  });
  const isWide = rows.length >> splits.length === MAX_FEATURES;
  steps.integers(STEP.lookUp, address, isWide ? 1 : 0, ...phis, splits.length);
  for (const { x, threshold } of splits) {
    steps.integers(x);
    steps.floats(threshold);
  }
}
