import * as v from 'valibot';
import { at } from '../../machine/at.ts';
import { firstTrees, ModelFileError, type TreeEnsemble } from '../ensemble.ts';
import { type TreeNodes, toEnsemble } from '../treeNodes.ts';
import type { TreeFile } from './treeFile.ts';

/** Objectives whose forecast is the plain sum of base score and leaves. */
const SUMMING_OBJECTIVES = [
  'reg:absoluteerror',
  'reg:squarederror',
  'reg:pseudohubererror',
  'reg:quantileerror',
] as const;

/**
 * Reads a model that XGBoost saved (`booster.save_model('….json')` or `'….ubj'`, versions 1.3 to 3.2), gbtree or dart,
 * given as parsed: JSON and UBJSON hold the same values.
 *
 * A split of XGBoost tests `x < split_condition` in float32, as the ensemble does; the leaves are added to the base
 * score in float32. A leaf's value is in its `split_conditions`; dart multiplies it by the tree's `weight_drop`. After early stopping only the trees up to
 * `best_iteration` count, as in `XGBRegressor.predict`; `Booster.predict` takes all, which are `allTrees`. Covers are
 * `sum_hessian`.
 *
 * @throws ModelFileError naming what is wrong or not supported. Everything in the file is checked, nothing is trusted.
 */
export function readXgboost(raw: unknown): TreeFile {
  const { learner } = parseFile(raw);
  const { learner_model_param: param, objective, gradient_booster: booster } = learner;
  refuseOtherObjectives(objective, param);
  const { model, weights } = forestOf(booster);
  const featureCount = toCount(param.num_feature, 'num_feature');
  if (weights && weights.length !== model.trees.length) {
    throw new ModelFileError('XGBoost: one weight_drop for each tree');
  }
  if (model.tree_info.some((group) => group !== 0)) {
    throw new ModelFileError('XGBoost: several outputs are not supported', 'several-outputs');
  }
  const trees = model.trees.map((tree, t) =>
    toNodes(tree, { where: `XGBoost: tree ${t}`, weight: weights ? at(weights, t) : 1 }),
  );
  const baseScore = toBaseScore(param.base_score);
  const allTrees: TreeEnsemble = { ...toEnsemble(trees, { featureCount, baseScore }), isBaseFirst: true };
  const best = usedTrees(learner.attributes?.best_iteration, model.gbtree_model_param);
  return {
    ...(best < trees.length ? { ensemble: firstTrees(allTrees, best), allTrees } : { ensemble: allTrees }),
    hasCovers: true,
    features: featureNames(learner.feature_names, featureCount),
    ...kindsOf(learner, featureCount),
  };
}

/** XGBoost writes NaN for the conditions of categorical splits. */
const Numbers = v.array(v.union([v.number(), v.nan()]));

const Tree = v.object({
  left_children: Numbers,
  right_children: Numbers,
  split_indices: Numbers,
  split_conditions: Numbers,
  default_left: v.array(v.union([v.number(), v.boolean()])),
  sum_hessian: Numbers,
  split_type: v.optional(Numbers),
  categories_nodes: v.optional(Numbers),
  tree_param: v.object({ size_leaf_vector: v.optional(v.string()) }),
});

const Forest = v.object({
  gbtree_model_param: v.object({ num_parallel_tree: v.optional(v.string()) }),
  tree_info: Numbers,
  trees: v.array(Tree),
});

const Booster = v.variant('name', [
  v.object({ name: v.literal('gbtree'), model: Forest }),
  v.object({ name: v.literal('dart'), gbtree: v.object({ model: Forest }), weight_drop: Numbers }),
]);

const File = v.object({
  learner: v.object({
    attributes: v.optional(v.object({ best_iteration: v.optional(v.string()) })),
    learner_model_param: v.object({
      base_score: v.string(),
      num_feature: v.string(),
      num_class: v.optional(v.string()),
      num_target: v.optional(v.string()),
    }),
    objective: v.object({
      name: v.string(),
      quantile_loss_param: v.optional(v.object({ quantile_alpha: v.optional(v.string()) })),
    }),
    gradient_booster: Booster,
    feature_names: v.optional(v.array(v.string())),
    feature_types: v.optional(v.array(v.string())),
  }),
});

type Learner = v.InferOutput<typeof File>['learner'];
type Forest = v.InferOutput<typeof Forest>;

function parseFile(raw: unknown): v.InferOutput<typeof File> {
  refuseOtherBoosters(raw);
  const result = v.safeParse(File, raw, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ModelFileError(`XGBoost: "${v.getDotPath(issue) ?? '(root)'}" is missing or not as XGBoost writes it`);
}

/** Checks the booster's name first: otherwise a linear model would be refused for its missing fields. */
function refuseOtherBoosters(raw: unknown): void {
  const Config = v.object({ learner: v.object({ generic_param: v.looseObject({}) }) });
  if (v.is(Config, raw)) {
    const message = 'XGBoost: settings without trees, as save_config gives them; save the model with save_model';
    throw new ModelFileError(message, 'xgboost-config');
  }
  const Named = v.object({ learner: v.object({ gradient_booster: v.object({ name: v.string() }) }) });
  const result = v.safeParse(Named, raw);
  if (!result.success) {
    const message = 'XGBoost: the file has no learner with a gradient booster';
    throw new ModelFileError(message, 'other-json');
  }
  const { name } = result.output.learner.gradient_booster;
  if (name !== 'gbtree' && name !== 'dart')
    throw new ModelFileError(`XGBoost: booster "${name}" is not supported`, 'booster', name);
}

function refuseOtherObjectives(objective: Learner['objective'], param: Learner['learner_model_param']): void {
  if (!SUMMING_OBJECTIVES.some((name) => name === objective.name)) {
    throw objectiveRefusal(objective.name);
  }
  if (toCount(param.num_class ?? '0', 'num_class') > 1) {
    throw new ModelFileError('XGBoost: classifiers are not supported', 'classifier');
  }
  if (toCount(param.num_target ?? '1', 'num_target') > 1) {
    throw new ModelFileError('XGBoost: several targets are not supported', 'several-outputs');
  }
  if (toList(objective.quantile_loss_param?.quantile_alpha ?? '').length > 1) {
    throw new ModelFileError('XGBoost: several quantiles are not supported', 'several-outputs');
  }
}

function objectiveRefusal(name: string): ModelFileError {
  const kind = /^(binary|multi|rank|survival):/.test(name) ? 'classifier' : 'objective';
  return new ModelFileError(`XGBoost: objective "${name}" is not supported`, kind, name);
}

function featureNames(names: readonly string[] = [], featureCount: number): readonly string[] | null {
  if (names.length === 0) return null;
  if (names.length === featureCount) return names;
  throw new ModelFileError(`XGBoost: ${names.length} feature names for ${featureCount} features`);
}

/** The file tells apart yes and no (`i`) only: of categories (`c`), whose splits are not supported, it has no texts. */
function kindsOf({ feature_types: types = [] }: Learner, featureCount: number): Pick<TreeFile, 'kinds'> {
  if (!types.includes('i')) return {};
  return {
    kinds: Array.from({ length: featureCount }, (_, feature) => (types[feature] === 'i' ? { kind: 'flag' } : null)),
  };
}

function forestOf(booster: Learner['gradient_booster']): { model: Forest; weights?: number[] } {
  if (booster.name === 'gbtree') return { model: booster.model };
  return { model: booster.gbtree.model, weights: booster.weight_drop };
}

function usedTrees(bestIteration: string | undefined, param: Forest['gbtree_model_param']): number {
  if (bestIteration === undefined) return Number.POSITIVE_INFINITY;
  const treesEachRound = Math.max(1, toCount(param.num_parallel_tree ?? '1', 'num_parallel_tree'));
  return (toCount(bestIteration, 'best_iteration') + 1) * treesEachRound;
}

function toNodes(tree: v.InferOutput<typeof Tree>, { where, weight }: { where: string; weight: number }): TreeNodes {
  if ((tree.split_type ?? []).some((type) => type !== 0) || tree.categories_nodes?.length) {
    throw new ModelFileError(`${where}: categorical splits are not supported`, 'categories');
  }
  if (toCount(tree.tree_param.size_leaf_vector ?? '0', 'size_leaf_vector') > 1) {
    throw new ModelFileError(`${where}: vector leaves are not supported`, 'several-outputs');
  }
  const { split_conditions: conditions } = tree;
  return {
    left: tree.left_children,
    right: tree.right_children,
    feature: tree.split_indices,
    threshold: conditions,
    missingLeft: tree.default_left.map(Number),
    value: weight === 1 ? conditions : conditions.map((leaf) => Math.fround(leaf) * Math.fround(weight)),
    cover: tree.sum_hessian,
  };
}

/** "5E-1" before XGBoost 3.1, "[5E-1]" since. */
function toBaseScore(text: string): number {
  const [score, ...others] = toList(text);
  if (others.length > 0) throw new ModelFileError('XGBoost: several base scores are not supported', 'several-outputs');
  const number = Number(score);
  if (!score || !Number.isFinite(number)) throw new ModelFileError(`XGBoost: base_score "${text}" is not a number`);
  return number;
}

function toList(text: string): string[] {
  return text
    .replace(/^\s*[[(]|[\])]\s*$/g, '')
    .split(',')
    .map((item) => item.trim());
}

function toCount(text: string, what: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ModelFileError(`XGBoost: ${what} "${text}" is not a count`);
  return Number(text);
}
