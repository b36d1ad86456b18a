import { kindOf } from '../../../src/core/contract/externalContract.ts';
import { CONTRACT_KEY, readOnnx } from '../../../src/core/onnx/own/file.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { hasCovers, ModelFileError } from '../../../src/core/trees/ensemble.ts';
import { expectReadable, readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import { readPart } from '../files/fileParts.ts';
import type { Draft } from './draft.ts';
import { defaultChoices, externalDraft } from './externalDraft.ts';
import { type FeatureSources, nameFeatures } from './featureNames.ts';
import type { ModelDraftProblem } from './modelImport.api.ts';

const FIRST_BYTE_OF_ONNX = 8;

/**
 * Reads a dropped file. `featureList` is read only when the file does not name its features.
 * @throws ModelFileError for a damaged file
 */
export async function readDraft(file: File, sources: FeatureSources): Promise<Outcome<Draft, ModelDraftProblem>> {
  try {
    const bytes = await readWhole(file);
    return isOwnFile(bytes) ? { value: readOwn(file.name, bytes) } : await readExternal(file.name, bytes, sources);
  } catch (error) {
    if (error instanceof ModelFileError && error.refusal)
      return { problem: { kind: 'refused', refusal: error.refusal, message: error.message } };
    // A hostile file may claim impossible sizes.
    if (error instanceof RangeError) throw new ModelFileError(`${file.name}: ${error.message}`);
    throw error;
  }
}

async function readWhole(file: File): Promise<Uint8Array<ArrayBuffer>> {
  expectReadable(file.size, file.name);
  return readPart(file, 0, file.size).catch((error: Error) => {
    throw new ModelFileError(`${file.name}: the file cannot be read: ${error.message}`);
  });
}

/** The bytes are searched, not parsed, so that a damaged file of this app is not taken for an external one. */
function isOwnFile(bytes: Uint8Array): boolean {
  if (bytes[0] !== FIRST_BYTE_OF_ONNX) return false;
  const key = new TextEncoder().encode(CONTRACT_KEY);
  const [first = 0] = key;
  for (let start = bytes.indexOf(first); start >= 0; start = bytes.indexOf(first, start + 1)) {
    if (key.every((byte, offset) => bytes[start + offset] === byte)) return true;
  }
  return false;
}

function readOwn(fileName: string, bytes: Uint8Array<ArrayBuffer>): Draft {
  const { contract, forecast, interval } = readOnnx(bytes);
  const trees = forecast.roots.length;
  const draft: Draft = {
    shown: {
      fileName,
      format: 'tuntundohod',
      areNamesCertain: true,
      hasInterval: interval !== null,
      trees,
      allTrees: trees,
      bestTrees: null,
      isExplainable: hasCovers(forecast),
      features: contract.features.map((feature) => ({
        name: feature.name,
        title: feature.title,
        kind: kindOf(feature),
        kindFrom: 'file',
        activeKind: null,
      })),
      choices: null,
    },
    ownName: contract.name,
    version: contract.version,
    contract,
    allTrees: forecast,
    choose: async () => ({ value: draft }),
    fileNamed: () => bytes,
  };
  return draft;
}

async function readExternal(
  fileName: string,
  bytes: Uint8Array<ArrayBuffer>,
  sources: FeatureSources,
): Promise<Outcome<Draft, ModelDraftProblem>> {
  const trees = readTrees(bytes, fileName);
  const named = await nameFeatures({ names: trees.features, count: trees.ensemble.featureCount }, sources);
  if ('problem' in named) return named;
  const file = { ...named.value, fileName, bytes, trees, dictionary: sources.dictionary };
  return externalDraft(file, defaultChoices(file));
}
