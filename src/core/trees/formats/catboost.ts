import * as v from 'valibot';
import { at } from '../../machine/at.ts';
import { ModelFileError } from '../ensemble.ts';
import { float32Above } from '../float32.ts';
import { type TreeNodes, toEnsemble } from '../treeNodes.ts';
import { type Branch, flattenTree } from './flattenTree.ts';
import type { TreeFile } from './treeFile.ts';

/** Losses whose forecast is the plain sum of the leaves. */
const SUMMING_LOSSES = ['Expectile', 'Huber', 'Lq', 'MAE', 'MAPE', 'Quantile', 'RMSE'];

/** The deepest symmetric trees that CatBoost grows. */
const MAX_SYMMETRIC_DEPTH = 16;

/**
 * Reads a model that CatBoost saved as JSON (`model.save_model('….json', format='json')`), given as parsed. Forecast =
 * scale × sum of leaves + bias, added in double. A split sends `x > border` right, compared in float32; NaN goes left,
 * or right if its feature says `AsTrue`. Covers are the leaf weights.
 *
 * A symmetric tree has one question per level; the last in the list comes first, as in CatBoost's own SHAP values.
 *
 * @throws ModelFileError naming what is wrong or not supported. Everything in the file is checked, nothing is trusted.
 */
export function readCatboost(raw: unknown): TreeFile {
  const file = parse(File, raw);
  const { categorical_features, text_features, embedding_features, float_features } = file.features_info;
  for (const [kind, list] of Object.entries({ categorical_features, text_features, embedding_features })) {
    if (list?.length) throw new ModelFileError(`CatBoost: ${kind.replace('_', ' ')} are not supported`, 'categories');
  }
  refuseOtherLosses(file.model_info?.params?.loss_function?.type);
  const [scale, biases] = file.scale_and_bias;
  const [bias = 0, ...others] = Array.isArray(biases) ? biases : [biases];
  if (others.length > 0) throw new ModelFileError('CatBoost: several outputs are not supported', 'several-outputs');
  const symmetric = file.oblivious_trees ?? [];
  const hasCovers = symmetric.every((tree) => tree.leaf_weights?.length);
  const features = checkFeatures(float_features);
  const trees = [
    ...symmetric.map((tree, t) => symmetricNodes(tree, { features, scale, where: `CatBoost: tree ${t}` })),
    ...(file.trees ?? []).map((tree, t) => freeNodes(tree, { features, scale, where: `CatBoost: tree ${t}` })),
  ];
  return {
    ensemble: toEnsemble(trees, { featureCount: features.length, baseScore: bias, inDouble: { sums: true } }),
    hasCovers,
    features: featureNames(features),
  };
}

const Feature = v.object({
  feature_index: v.number(),
  flat_feature_index: v.number(),
  feature_id: v.optional(v.string()),
  feature_name: v.optional(v.string()),
  nan_value_treatment: v.picklist(['AsIs', 'AsFalse', 'AsTrue']),
});

const Split = v.object({
  split_type: v.string(),
  float_feature_index: v.optional(v.number()),
  border: v.optional(v.number()),
});

const SymmetricTree = v.object({
  leaf_values: v.array(v.number()),
  leaf_weights: v.nullish(v.array(v.number())),
  splits: v.nullish(v.array(Split)),
});

/** A node of a tree that is not symmetric. Its children are parsed one by one: files may nest them without limit. */
const FreeSplit = v.object({ split: Split, left: v.unknown(), right: v.unknown() });
const FreeLeaf = v.object({ value: v.union([v.number(), v.array(v.number())]), weight: v.number() });

/** Features that are not supported. */
const OtherFeatures = v.nullish(v.array(v.unknown()));

const File = v.object({
  features_info: v.object({
    float_features: v.array(Feature),
    categorical_features: OtherFeatures,
    text_features: OtherFeatures,
    embedding_features: OtherFeatures,
  }),
  model_info: v.optional(
    v.object({ params: v.optional(v.object({ loss_function: v.optional(v.object({ type: v.string() })) })) }),
  ),
  scale_and_bias: v.tuple([v.number(), v.union([v.number(), v.array(v.number())])]),
  oblivious_trees: v.optional(v.array(SymmetricTree)),
  trees: v.optional(v.array(v.unknown())),
});

type Feature = v.InferOutput<typeof Feature>;
type Context = { features: readonly Feature[]; scale: number; where: string };

function refuseOtherLosses(loss: string | undefined): void {
  if (loss === undefined) {
    const message = 'CatBoost: the file does not say by which loss the model was trained (model_info.params)';
    throw new ModelFileError(message, 'no-objective');
  }
  if (SUMMING_LOSSES.includes(loss)) return;
  const kind = /Logloss|CrossEntropy|MultiClass|MultiRMSE|Rank|Pair|Softmax/.test(loss) ? 'classifier' : 'objective';
  throw new ModelFileError(`CatBoost: loss "${loss}" is not supported`, kind, loss);
}

function checkFeatures(features: readonly Feature[]): readonly Feature[] {
  if (features.every((feature, i) => feature.feature_index === i && feature.flat_feature_index === i)) return features;
  throw new ModelFileError('CatBoost: the features are not numbered in order');
}

/** Older files say `feature_name`, newer ones `feature_id`; both are empty when the features have no names. */
function featureNames(features: readonly Feature[]): readonly string[] | null {
  const names = features.map((feature) => feature.feature_name || feature.feature_id || '');
  return names.every(Boolean) ? names : null;
}

/**
 * A complete binary tree: node n has the children 2n and 2n + 1, the root is 1. Going right from a split sets its bit
 * in the leaf's number; the last split of the list has the highest bit.
 */
function symmetricNodes(tree: v.InferOutput<typeof SymmetricTree>, context: Context): TreeNodes {
  const { leaf_values: values, leaf_weights: weights } = tree;
  const { where, scale } = context;
  const levels = (tree.splits ?? []).toReversed().map((split) => toTest(split, context));
  const leaves = 2 ** levels.length;
  if (levels.length > MAX_SYMMETRIC_DEPTH) {
    throw new ModelFileError(`${where}: deeper than ${MAX_SYMMETRIC_DEPTH} splits`);
  }
  if (values.length > leaves && values.length % leaves === 0) {
    throw new ModelFileError(`${where}: vector leaves are not supported`, 'several-outputs');
  }
  if (values.length !== leaves) {
    throw new ModelFileError(`${where}: ${values.length} leaves for ${levels.length} splits`);
  }
  if (weights?.length && weights.length !== leaves) {
    throw new ModelFileError(`${where}: ${weights.length} weights for ${leaves} leaves`);
  }
  const branchAt = (node: number): Branch<number> => {
    const test = levels[Math.floor(Math.log2(node))];
    if (test) return { ...test, below: 2 * node, above: 2 * node + 1 };
    const leaf = node - leaves;
    return { value: at(values, leaf) * scale, cover: weights?.length ? at(weights, leaf) : 0 };
  };
  return flattenTree(1, branchAt, where);
}

function freeNodes(root: unknown, context: Context): TreeNodes {
  const { where, scale } = context;
  const branchAt = (raw: unknown): Branch<unknown> => {
    if (typeof raw === 'object' && raw !== null && 'split' in raw) {
      const { split, left, right } = parse(FreeSplit, raw, where);
      return { ...toTest(split, context), below: left, above: right };
    }
    const { value, weight } = parse(FreeLeaf, raw, where);
    if (typeof value !== 'number')
      throw new ModelFileError(`${where}: vector leaves are not supported`, 'several-outputs');
    return { value: value * scale, cover: weight };
  };
  return flattenTree(root, branchAt, where);
}

/** `x > border` goes right, so `x <= border` goes left, and so does NaN unless it counts as the largest number. */
function toTest({ split_type, float_feature_index, border }: v.InferOutput<typeof Split>, context: Context) {
  const { features, where } = context;
  if (split_type !== 'FloatFeature') {
    throw new ModelFileError(`${where}: splits of type "${split_type}" are not supported`, 'categories');
  }
  const feature = features[float_feature_index ?? -1];
  if (!feature || border === undefined) throw new ModelFileError(`${where}: a split without a feature or a border`);
  const missingBelow = feature.nan_value_treatment !== 'AsTrue';
  return { feature: feature.flat_feature_index, threshold: float32Above(Math.fround(border)), missingBelow };
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  raw: unknown,
  where = 'CatBoost',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, raw, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new ModelFileError(`${where}: "${v.getDotPath(issue) ?? '(root)'}" is missing or not as CatBoost writes it`);
}
