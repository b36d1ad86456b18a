import { ModelFileError } from '../ensemble.ts';
import { doubleAbove } from '../float32.ts';
import { type TreeNodes, toEnsemble } from '../treeNodes.ts';
import { type Branch, flattenTree } from './flattenTree.ts';
import { lightgbmKinds } from './lightgbmKinds.ts';
import { type Fields, parseLightgbmText, take, takeCount, takeNumbers } from './lightgbmText.ts';
import type { TreeFile } from './treeFile.ts';

/** Objectives whose forecast is the plain sum of the leaves. */
const SUMMING_OBJECTIVES = ['fair', 'huber', 'mape', 'quantile', 'regression', 'regression_l1'];

const VERSIONS = ['v3', 'v4'];

/**
 * Reads a model that LightGBM saved as text (`booster.save_model('….txt')`, formats v3 and v4), of any boosting.
 *
 * A split sends `x <= threshold` left; numbers are compared and leaves added in double precision. The leaves of the
 * first tree include the start value of boosting, all leaves include dropout and shrinkage; a random forest
 * (`average_output`) forecasts the mean of its trees. All trees in the file count: LightGBM saves those up to the best
 * iteration. Covers are the counts of training rows.
 *
 * @throws ModelFileError naming what is wrong or not supported. Everything in the file is checked, nothing is trusted.
 */
export function readLightgbmText(text: string): TreeFile {
  const { head, trees } = parseLightgbmText(text);
  refuseOthers(head);
  const featureCount = takeCount(head, 'max_feature_idx') + 1;
  const weight = head.has('average_output') ? 1 / trees.length : 1;
  const hasCovers = trees.every((tree) => tree.has('leaf_count') && tree.has('internal_count'));
  const nodes = trees.map((tree, t) => toNodes(tree, { where: `LightGBM: tree ${t}`, weight, hasCovers }));
  return {
    ensemble: toEnsemble(nodes, { featureCount, baseScore: 0, inDouble: { comparisons: true, sums: true } }),
    hasCovers,
    features: featureNames(head, featureCount),
    ...lightgbmKinds(text, head),
  };
}

function refuseOthers(head: Fields): void {
  const version = take(head, 'version');
  if (!VERSIONS.includes(version)) throw new ModelFileError(`LightGBM: format "${version}" is not supported`);
  if (takeCount(head, 'num_class') !== 1 || takeCount(head, 'num_tree_per_iteration') !== 1) {
    throw new ModelFileError('LightGBM: several outputs are not supported', 'several-outputs');
  }
  const objective = head.get('objective');
  if (objective === undefined) {
    throw new ModelFileError('LightGBM: custom objectives are not supported', 'objective', 'custom');
  }
  if (!SUMMING_OBJECTIVES.includes(objective)) {
    const kind = /^(binary|multiclass|cross_entropy|lambdarank|rank)/.test(objective) ? 'classifier' : 'objective';
    throw new ModelFileError(`LightGBM: objective "${objective}" is not supported`, kind, objective);
  }
}

/** LightGBM calls features without names `Column_0`, `Column_1`, …. */
function featureNames(head: Fields, featureCount: number): readonly string[] | null {
  const names = take(head, 'feature_names').split(' ');
  if (names.length !== featureCount) {
    throw new ModelFileError(`LightGBM: ${names.length} feature names for ${featureCount} features`);
  }
  return names.every((name, i) => name === `Column_${i}`) ? null : names;
}

type Options = { where: string; weight: number; hasCovers: boolean };

/** Splits are numbered from 0, the root first; a child is a split's number or `~` a leaf's. */
function toNodes(tree: Fields, { where, weight, hasCovers }: Options): TreeNodes {
  if (takeCount(tree, 'num_cat', where) > 0)
    throw new ModelFileError(`${where}: categorical splits are not supported`, 'categories');
  if (tree.has('is_linear') && takeCount(tree, 'is_linear', where) > 0) {
    throw new ModelFileError(`${where}: linear leaves are not supported`, 'linear-leaves');
  }
  const leaves = takeCount(tree, 'num_leaves', where);
  if (leaves < 1) throw new ModelFileError(`${where} has no leaves`);
  const list = (key: string, count: number) => takeNumbers(tree, key, { where, count });
  const [left, right] = [list('left_child', leaves - 1), list('right_child', leaves - 1)];
  const [feature, threshold] = [list('split_feature', leaves - 1), list('threshold', leaves - 1)];
  const decision = list('decision_type', leaves - 1);
  const value = list('leaf_value', leaves);
  // LightGBM 3 counts no rows for a tree of one leaf, and they do not matter.
  const leafCover = hasCovers && leaves > 1 ? list('leaf_count', leaves) : new Float64Array(leaves);
  const splitCover = hasCovers ? list('internal_count', leaves - 1) : new Float64Array(leaves - 1);
  const branchAt = (ref: number): Branch<number> => {
    if (ref < 0) return { value: item(value, ~ref, where) * weight, cover: item(leafCover, ~ref, where) };
    const here = `${where}, split ${ref}`;
    return {
      feature: item(feature, ref, where),
      below: item(left, ref, where),
      above: item(right, ref, where),
      cover: item(splitCover, ref, where),
      ...toTest(item(threshold, ref, where), item(decision, ref, where), here),
    };
  };
  return flattenTree(leaves === 1 ? ~0 : 0, branchAt, where);
}

const IS_CATEGORICAL = 1;
const IS_DEFAULT_LEFT = 2;
const MISSING = ['none', 'zero', 'nan'] as const;

/** LightGBM treats numbers from −ZERO to ZERO, both included, as zero. */
const ZERO = Math.fround(1e-35);

/**
 * The test of a split, after `Tree::NumericalDecision` and `Predictor` of LightGBM. The bits of `decision_type`, from
 * the lowest: whether it is categorical, whether missing goes left, what counts as missing (2 bits). Numbers around
 * zero count as 0 before any split.
 * - nan: NaN goes the given way, 0 is compared.
 * - none: NaN counts as 0, which is compared.
 * - zero: NaN and 0 go the given way. A single comparison can express this only if all numbers between 0 and the
 * threshold go that way, too.
 */
function toTest(threshold: number, decision: number, here: string): { threshold: number; missingBelow: boolean } {
  if (decision & IS_CATEGORICAL)
    throw new ModelFileError(`${here}: categorical splits are not supported`, 'categories');
  const missing = MISSING[decision >> 2];
  if (!missing || decision !== (decision & 15))
    throw new ModelFileError(`${here}: decision type ${decision} is unknown`);
  const defaultLeft = (decision & IS_DEFAULT_LEFT) !== 0;
  const isNearZero = Math.abs(threshold) <= ZERO;
  const zeroLeft = missing === 'zero' ? defaultLeft : 0 <= threshold;
  if (!isNearZero && zeroLeft !== 0 <= threshold) {
    const message = `${here}: zero as missing, sent to the other side than its neighbours, is not supported`;
    throw new ModelFileError(message, 'zero-as-missing');
  }
  const nearZero = zeroLeft ? doubleAbove(ZERO) : -ZERO;
  return {
    threshold: isNearZero ? nearZero : doubleAbove(threshold),
    missingBelow: missing === 'nan' ? defaultLeft : zeroLeft,
  };
}

function item(list: Float64Array, index: number, where: string): number {
  const value = list[index];
  if (value === undefined) throw new ModelFileError(`${where}: child ${index} of ${list.length}`);
  return value;
}
