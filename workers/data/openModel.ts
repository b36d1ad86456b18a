import type { Contract } from '../../src/core/contract.ts';
import { readOnnx } from '../../src/core/onnx/file.ts';
import { hasCovers, ModelFileError } from '../../src/core/trees/ensemble.ts';
import type { ModelListing } from '../models.api.ts';
import { sha256Of } from './sha256.ts';

/** What the list of models says of one, whoever uses it. */
export type ModelFacts = Omit<ModelListing, 'isActive' | 'clients'>;

/** A model file, checked, and what it says about itself. */
export type OpenModel = { facts: ModelFacts; contract: Contract; bytes: Uint8Array<ArrayBuffer> };

/** What a model file must be. */
export type ExpectedModel = Pick<ModelFacts, 'name' | 'version' | 'origin' | 'sha256'>;

/** @throws ModelFileError for a file that is another than expected, or damaged */
export async function openModel(bytes: Uint8Array<ArrayBuffer>, expected: ExpectedModel): Promise<OpenModel> {
  const { name, version, origin, sha256 } = expected;
  const actual = await sha256Of(bytes);
  if (actual !== sha256) throw new ModelFileError(`SHA-256 of the model file is ${actual}, expected ${sha256}`);
  const { contract, forecast, interval } = readOnnx(bytes);
  if (contract.version !== version)
    throw new ModelFileError(`the model file is version ${contract.version}, expected ${version}`);
  const facts: ModelFacts = {
    ...{ name, version, origin, sha256, sizeBytes: bytes.length },
    trainedAt: contract.trainedAt,
    synthetic: contract.synthetic,
    features: contract.features.length,
    trees: forecast.roots.length,
    hasInterval: interval !== null,
    isExplainable: hasCovers(forecast),
  };
  return { facts, contract, bytes };
}
