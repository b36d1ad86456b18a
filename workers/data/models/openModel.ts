import type { Contract } from '../../../src/core/contract/contract.ts';
import { readOnnx } from '../../../src/core/onnx/own/file.ts';
import { hasCovers, hasEmptyLeaves, ModelFileError, type TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import type { Background, ModelListing } from './models.api.ts';

/** The entry of a model in the list of models, without facts about its use. */
export type ModelFacts = Omit<ModelListing, 'isActive' | 'clients'>;

/**
 * A model file, checked, and what it says about itself. `bytes` and their `sha256` are what model workers load: the
 * file itself, or the file with counted covers (`storedCovers.ts`). `facts.sha256` is always that of the file itself.
 */
export type OpenModel = {
  facts: ModelFacts;
  contract: Contract;
  /** The trees of the forecast; only the model workers need those of the interval. */
  forecast: TreeEnsemble;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
};

/** What a model file is checked against. */
export type ExpectedModel = Pick<ModelFacts, 'name' | 'version' | 'origin' | 'sha256'>;

/** @throws ModelFileError for a damaged file, or another one than expected */
export async function openModel(bytes: Uint8Array<ArrayBuffer>, expected: ExpectedModel): Promise<OpenModel> {
  const { name, version, origin, sha256 } = expected;
  const actual = await sha256Of(bytes);
  if (actual !== sha256) throw new ModelFileError(`SHA-256 of the model file is ${actual}, expected ${sha256}`);
  const { contract, forecast, interval } = readOnnx(bytes);
  if (contract.version !== version)
    throw new ModelFileError(`the model file is version ${contract.version}, expected ${version}`);
  const facts: ModelFacts = {
    name,
    version,
    origin,
    sha256,
    sizeBytes: bytes.length,
    trainedAt: contract.trainedAt,
    synthetic: contract.synthetic,
    features: contract.features.length,
    trees: forecast.roots.length,
    hasInterval: interval !== null,
    isExplainable: hasCovers(forecast),
    countedRows: null,
  };
  return { facts, contract, forecast, bytes, sha256 };
}

/** The rows over which explanations by this model average a hidden feature. */
export function backgroundOf({ facts: { countedRows }, forecast }: OpenModel): Background {
  if (countedRows !== null) return { kind: 'clients', rows: countedRows };
  return { kind: 'training', ...(hasEmptyLeaves(forecast) && { hasEmptyLeaves: true }) };
}
