import { type Contract, NEVER_FEATURES } from '../../../src/core/contract/contract.ts';
import { externalContract } from '../../../src/core/contract/externalContract.ts';
import { FEATURE_LIST_BYTES, readFeatureList } from '../../../src/core/csv/detect/featureList.ts';
import { CONTRACT_KEY, readOnnx, writeOnnx } from '../../../src/core/onnx/own/file.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { hasCovers, ModelFileError, type TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import { readPart } from '../files/fileParts.ts';
import type { ModelDraft, ModelDraftProblem } from './modelImport.api.ts';

/** A model file that has been opened and not yet saved. */
export type Draft = {
  /** Everything but the suggested name. */
  shown: Omit<ModelDraft, 'name'>;
  /** The name in the file, or one made from the file's name. */
  ownName: string;
  version: string;
  contract: Contract;
  /** The file as stored under a name. A file of this app is stored unchanged. */
  fileNamed(name: string): Uint8Array<ArrayBuffer>;
};

/** Sources of the names and titles of features: a list dropped beside the file, and the active model's contract. */
type FeatureSources = { featureList: File | null; dictionary: Contract | null };

type FeatureNames = { names: readonly string[]; areNamesCertain: boolean };

/** Reading takes several times the file's size in memory. */
export const MAX_MODEL_BYTES = 200 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
const FIRST_BYTE_OF_ONNX = 8;
/** Name of a model that has none yet. */
const UNNAMED = 'model';
/** Prefix of imported versions. Stored forecasts contain it, so it must not change. */
const VERSION_PREFIX = 'kept-';

/**
 * Reads a dropped file. `featureList` is read only when the file does not name its features.
 * @throws ModelFileError
 */
export async function readDraft(file: File, sources: FeatureSources): Promise<Outcome<Draft, ModelDraftProblem>> {
  const bytes = await readWhole(file);
  try {
    return isOwnFile(bytes) ? { value: readOwn(file.name, bytes) } : await readExternal(file.name, bytes, sources);
  } catch (error) {
    // A hostile file may claim impossible sizes.
    if (error instanceof RangeError) throw new ModelFileError(`${file.name}: ${error.message}`);
    throw error;
  }
}

async function readWhole(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MAX_MODEL_BYTES) {
    const [size, most] = [file.size, MAX_MODEL_BYTES].map((bytes) => Math.floor(bytes / MEGABYTE));
    throw new ModelFileError(`${file.name}: ${size} MB, a model file may have ${most} MB at most`);
  }
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
  return {
    shown: {
      fileName,
      format: 'tuntundohod',
      areNamesCertain: true,
      hasInterval: interval !== null,
      ...factsOf(forecast),
      features: contract.features.map(({ name, title }) => ({ name, title })),
    },
    ownName: contract.name,
    version: contract.version,
    contract,
    fileNamed: () => bytes,
  };
}

async function readExternal(
  fileName: string,
  bytes: Uint8Array<ArrayBuffer>,
  sources: FeatureSources,
): Promise<Outcome<Draft, ModelDraftProblem>> {
  const { format, ensemble, features } = readTrees(bytes, fileName);
  const named = features
    ? { value: { names: features, areNamesCertain: true } }
    : await nameFeatures(ensemble, sources);
  if ('problem' in named) return named;
  const { names, areNamesCertain } = named.value;
  const problem = namesProblem(names, ensemble.featureCount);
  if (problem) return { problem };
  const { dictionary } = sources;
  const unnamed = externalContract(names, { name: UNNAMED, version: UNNAMED, dictionary });
  const version = VERSION_PREFIX + (await hashOf(bytes, unnamed)).slice(0, 8);
  const contract = { ...unnamed, version };
  const titles = new Map(dictionary?.features.map(({ name, title }) => [name, title]));
  return {
    value: {
      shown: {
        fileName,
        format,
        areNamesCertain,
        hasInterval: false,
        ...factsOf(ensemble),
        features: names.map((name) => ({ name, title: titles.get(name) ?? null })),
      },
      ownName: toModelName(fileName),
      version,
      contract,
      fileNamed: (name) => writeOnnx({ contract: { ...contract, name }, forecast: ensemble, interval: null }),
    },
  };
}

function factsOf(forecast: TreeEnsemble) {
  return { trees: forecast.roots.length, isExplainable: hasCovers(forecast) };
}

/** Names for trees that only number their features. */
async function nameFeatures(
  { featureCount }: TreeEnsemble,
  { featureList, dictionary }: FeatureSources,
): Promise<Outcome<FeatureNames, ModelDraftProblem>> {
  if (featureList) {
    const head = await readPart(featureList, 0, FEATURE_LIST_BYTES).catch(() => new Uint8Array(0));
    const names = readFeatureList(head, { count: featureCount, contract: dictionary });
    return names ? { value: { names, areNamesCertain: true } } : { problem: { kind: 'list-unreadable' } };
  }
  if (dictionary?.features.length !== featureCount)
    return { problem: { kind: 'features-unnamed', features: featureCount } };
  return { value: { names: dictionary.features.map(({ name }) => name), areNamesCertain: false } };
}

function namesProblem(names: readonly string[], trees: number): ModelDraftProblem | null {
  if (names.length !== trees) return { kind: 'feature-count', trees, listed: names.length };
  const earlier = new Set<string>();
  for (const feature of names) {
    // An import leaves these columns out regardless of case.
    if (NEVER_FEATURES.includes(feature.trim().toLowerCase())) return { kind: 'never-a-feature', feature };
    if (earlier.has(feature)) return { kind: 'feature-twice', feature };
    earlier.add(feature);
  }
  return null;
}

/** A hash of everything that can change a forecast: the trees, the features in their order, the codes of categories. */
function hashOf(trees: Uint8Array, { features }: Contract): Promise<string> {
  const inputs = features.map((feature) => [
    feature.name,
    feature.kind,
    ...(feature.kind === 'category' ? feature.categories : []),
  ]);
  const text = new TextEncoder().encode(JSON.stringify(inputs));
  const whole = new Uint8Array(trees.length + text.length);
  whole.set(trees);
  whole.set(text, trees.length);
  return sha256Of(whole);
}

function toModelName(fileName: string): string {
  const [stem = ''] = fileName.toLowerCase().split('.');
  const name = stem.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return name.slice(0, 30).replace(/-+$/, '') || UNNAMED;
}
