import * as v from 'valibot';
import { ModelFileError } from '../trees/ensemble.ts';
import vocabulary from './featureVocabulary.json';
import { Metrics } from './modelMetrics.ts';
import { Transform } from './transform.ts';

/**
 * The feature contract: everything about a model that is not a tree. It is stored only in the model file
 * (`metadata_props` of the ONNX file), so the order of features, the category codes and the reference statistics have
 * one home.
 */

/**
 * The contract versions this build reads. A file with another number is refused, never guessed at. Version 2 has columns
 * with `cuts`, which a reader of version 1 would not see.
 */
export const CONTRACT_VERSION = 1;
export const CONTRACT_VERSION_WITH_CUTS = 2;

/** Groups and units of features, each with what it means. The training side reads the same file. */
export type FeatureGroup = keyof typeof vocabulary.groups;
export type FeatureUnit = keyof typeof vocabulary.units;

/** All groups, in the order in which the screens list them. */
export const FEATURE_GROUPS = Object.keys(vocabulary.groups) as FeatureGroup[];
export const FEATURE_UNITS = Object.keys(vocabulary.units) as FeatureUnit[];

/** Valid names of models. A model is a folder under `public/models/`, so no path of a file is a valid name. */
export const MODEL_NAME = /^[a-z0-9][a-z0-9-]*$/;

/** Number of letters that a feature's name may have. */
export const LONGEST_FEATURE_NAME = 300;

const LocalText = v.object({ ru: v.pipe(v.string(), v.nonEmpty()), en: v.pipe(v.string(), v.nonEmpty()) });

const common = {
  /** Column name in the bank's files; shown only in the feature dictionary and the log's details. */
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_FEATURE_NAME)),
  group: v.picklist(FEATURE_GROUPS),
  title: LocalText,
  unit: v.picklist(FEATURE_UNITS),
  /** Share of training rows without a value, 0…1; null when not known. */
  missingShare: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
};

const Quantiles = v.pipe(v.array(v.number()), v.length(11));

const Feature = v.variant('kind', [
  v.object({
    ...common,
    kind: v.literal('number'),
    /** Training median; null when no training row has a value or none is known. */
    typical: v.nullable(v.number()),
    /** Minimum, the nine deciles and maximum over training rows with a value; null when there are none. */
    deciles: v.nullable(Quantiles),
    /**
     * Present when the model's library compares the column in double: all thresholds, ascending. The trees take the
     * number of thresholds that a value reaches (`rankOf`), because float32 might not tell values apart.
     */
    cuts: v.optional(v.pipe(v.array(v.number()), v.minLength(1))),
  }),
  v.object({
    ...common,
    /** A calendar date, encoded as whole days since 1970-01-01 (UTC); years before 1900 mean "never". */
    kind: v.literal('date'),
    typical: v.nullable(v.number()),
    deciles: v.nullable(Quantiles),
  }),
  v.object({
    ...common,
    kind: v.literal('category'),
    /** Commonest level's code; null when no training row has a value. */
    typical: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
    /** Levels in code order: the code of a level is its position here. */
    categories: v.pipe(v.array(v.string()), v.maxLength(60_000)),
  }),
]);

const TreeCount = v.pipe(v.number(), v.integer(), v.minValue(1));

const Contract = v.object({
  contractVersion: v.picklist([CONTRACT_VERSION, CONTRACT_VERSION_WITH_CUTS]),
  name: v.pipe(v.string(), v.regex(MODEL_NAME)),
  version: v.pipe(v.string(), v.nonEmpty(), v.maxLength(40)),
  /** ISO date; null when unknown. */
  trainedAt: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** True when the training data were generated: the screen then labels every score as synthetic. */
  synthetic: v.boolean(),
  unit: v.literal('RUB/month'),
  /** The trees sum this transform of roubles. */
  transform: Transform,
  features: v.pipe(v.array(Feature), v.minLength(1), v.maxLength(20_000)),
  /** Null for a model whose file has trees only. */
  metrics: v.nullable(Metrics),
  /** The model's own forecasts on its training rows: minimum, 99 percentiles, maximum, roubles; null when not known. */
  incomePercentiles: v.nullable(v.pipe(v.array(v.number()), v.length(101))),
  /** The trees of the file that the model came from, when only the first of them count; absent when all do. */
  treesOfFile: v.exactOptional(v.object({ used: TreeCount, all: TreeCount })),
});

export type LocalText = v.InferOutput<typeof LocalText>;
export type Feature = v.InferOutput<typeof Feature>;
export type Contract = v.InferOutput<typeof Contract>;

/**
 * Columns that are never features, whatever a file or a contract says: the actual income, and its weight, which leaks
 * it.
 */
export const NEVER_FEATURES: readonly string[] = ['target', 'w'];

/**
 * Reads a contract from its JSON text.
 * @throws ModelFileError when the text is not JSON, has another contract version, a wrong shape, a feature named
 * twice, or a feature that must never be one.
 */
export function readContract(json: string): Contract {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw new ModelFileError('the contract is not JSON');
  }
  const version = (raw as { contractVersion?: unknown } | null)?.contractVersion;
  if (version !== CONTRACT_VERSION && version !== CONTRACT_VERSION_WITH_CUTS)
    throw new ModelFileError(`unknown contract version ${JSON.stringify(version) ?? 'none'}`);
  const result = v.safeParse(Contract, raw);
  if (!result.success) {
    const issue = result.issues[0];
    throw new ModelFileError(`contract: ${v.getDotPath(issue) ?? '(root)'}: ${issue.message}`);
  }
  const names = new Set<string>();
  for (const { name } of result.output.features) {
    if (NEVER_FEATURES.includes(name)) throw new ModelFileError(`contract: "${name}" must never be a feature`);
    if (names.has(name)) throw new ModelFileError(`contract: feature "${name}" stands twice`);
    names.add(name);
  }
  expectCuts(result.output);
  return result.output;
}

/** @throws ModelFileError for thresholds out of order, or in a contract whose version has none */
function expectCuts({ contractVersion, features }: Contract): void {
  for (const feature of features) {
    const { cuts = [] } = feature.kind === 'number' ? feature : {};
    const isAscending = cuts.every((cut, at) => at === 0 || cut > (cuts[at - 1] as number));
    if (!isAscending || (cuts.length > 0 && contractVersion !== CONTRACT_VERSION_WITH_CUTS))
      throw new ModelFileError(`contract: the thresholds of "${feature.name}" are not usable`);
  }
}
