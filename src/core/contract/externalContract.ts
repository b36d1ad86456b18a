import { CONTRACT_VERSION, type Contract, type Feature, readContract } from './contract.ts';

/**
 * The contract of a model whose file has trees only: they sum roubles. Features that another model's contract knows are
 * described as there, codes of categories included; any other is a number whose title is its name.
 * @throws ModelFileError for names that cannot be features
 */
export function externalContract(
  names: readonly string[],
  { dictionary, name, version }: { dictionary: Contract | null; name: string; version: string },
): Contract {
  const described = new Map(dictionary?.features.map((feature) => [feature.name, feature]));
  const contract: Contract = {
    contractVersion: CONTRACT_VERSION,
    name,
    version,
    trainedAt: null,
    synthetic: false,
    unit: 'RUB/month',
    transform: { kind: 'identity' },
    features: names.map((featureName) => described.get(featureName) ?? plainNumber(featureName)),
    metrics: null,
    incomePercentiles: null,
  };
  return readContract(JSON.stringify(contract));
}

function plainNumber(name: string): Feature {
  return {
    name,
    kind: 'number',
    group: 'other',
    title: { ru: name, en: name },
    unit: 'none',
    missingShare: null,
    typical: null,
    deciles: null,
  };
}
