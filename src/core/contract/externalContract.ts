import { CONTRACT_VERSION, type Contract, type Feature, readContract } from './contract.ts';
import type { Transform } from './transform.ts';

/**
 * How the cells of a feature's column become numbers. `flag`: numbers, or words for yes and no. The code of a level is
 * its position in `categories`.
 */
export type FeatureKind =
  | { readonly kind: 'number' | 'flag' | 'date' }
  | { readonly kind: 'category'; readonly categories: readonly string[] };

export const NUMBER: FeatureKind = { kind: 'number' };

/** A feature of a model whose file has trees only. */
export type ExternalFeature = { name: string; kind: FeatureKind };

type ContractFacts = {
  name: string;
  version: string;
  /** What the trees sum. */
  transform: Transform;
  /** How many of the file's trees count. */
  trees: NonNullable<Contract['treesOfFile']>;
  /** A contract that lends titles and groups to features of the same names; kinds and codes are never borrowed. */
  titles: Contract | null;
};

/**
 * The contract of a model whose file has trees only.
 * @throws ModelFileError for names that cannot be features
 */
export function externalContract(features: readonly ExternalFeature[], facts: ContractFacts): Contract {
  const { name, version, transform, trees, titles } = facts;
  const known = new Map(titles?.features.map((feature) => [feature.name, feature]));
  const contract: Contract = {
    contractVersion: CONTRACT_VERSION,
    name,
    version,
    trainedAt: null,
    synthetic: false,
    unit: 'RUB/month',
    transform,
    features: features.map((feature) => toFeature(feature, known.get(feature.name))),
    metrics: null,
    incomePercentiles: null,
    ...(trees.used < trees.all && { treesOfFile: trees }),
  };
  return readContract(JSON.stringify(contract));
}

/** The kind of a contract's feature. */
export function kindOf(feature: Feature): FeatureKind {
  if (feature.kind === 'category') return { kind: 'category', categories: feature.categories };
  return { kind: feature.kind === 'number' && feature.unit === 'flag' ? 'flag' : feature.kind };
}

/** Whether cells are read alike by both. */
export function sameKind(one: FeatureKind, other: FeatureKind): boolean {
  if (one.kind !== 'category' || other.kind !== 'category') return one.kind === other.kind;
  const { length } = one.categories;
  return length === other.categories.length && one.categories.every((level, code) => level === other.categories[code]);
}

function toFeature({ name, kind }: ExternalFeature, known: Feature | undefined): Feature {
  const common = {
    name,
    group: known?.group ?? 'other',
    title: known?.title ?? { ru: name, en: name },
    missingShare: null,
    typical: null,
  };
  if (kind.kind === 'category') return { ...common, kind: 'category', unit: 'none', categories: [...kind.categories] };
  if (kind.kind === 'flag') return { ...common, kind: 'number', unit: 'flag', deciles: null };
  return { ...common, kind: kind.kind, unit: 'none', deciles: null };
}
