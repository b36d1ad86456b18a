import { type Contract, NEVER_FEATURES } from '../../../src/core/contract/contract.ts';
import { externalContract } from '../../../src/core/contract/externalContract.ts';
import { FEATURE_LIST_BYTES, readFeatureList } from '../../../src/core/csv/detect/featureList.ts';
import { CONTRACT_KEY, readOnnx, writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { hasCovers, ModelFileError, type TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import { failWith } from '../failures.ts';
import { readPart } from '../files/fileParts.ts';
import type { ModelDraft, ModelDraftProblem } from '../models/models.api.ts';

/** A model file that the user has opened and not yet kept. */
export type Draft = {
  /** All but the name to begin with. */
  shown: Omit<ModelDraft, 'name'>;
  /** What the file itself is called. */
  ownName: string;
  version: string;
  contract: Contract;
  /** The file as it is kept under a name. A file of ours stays as it is. */
  fileNamed(name: string): Uint8Array<ArrayBuffer>;
};

/** Reading takes several times the file's size in memory. */
export const MAX_MODEL_BYTES = 200 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
const FIRST_BYTE_OF_ONNX = 8;
/** For a model that is not yet named. */
const UNNAMED = 'model';

/**
 * Reads a dropped file.
 * @param featureList names of the features, asked only when the file has none
 * @param known the active model's contract, whose features are described; null when there is none
 * @throws ModelFileError; an Error named Refused with a `ModelDraftProblem`
 */
export async function readDraft(file: File, featureList: File | null, known: Contract | null): Promise<Draft> {
  const bytes = await readWhole(file);
  try {
    if (isOurs(bytes)) return readOurs(file.name, bytes);
    return await readExternal(file.name, bytes, { featureList, known });
  } catch (error) {
    // A hostile file may ask for more than there is of anything.
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

/** A damaged file of ours is damaged, not somebody else's: so the bytes are searched rather than parsed. */
function isOurs(bytes: Uint8Array): boolean {
  if (bytes[0] !== FIRST_BYTE_OF_ONNX) return false;
  const key = new TextEncoder().encode(CONTRACT_KEY);
  const [first = 0] = key;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (key.every((byte, offset) => bytes[at + offset] === byte)) return true;
  }
  return false;
}

function readOurs(fileName: string, bytes: Uint8Array<ArrayBuffer>): Draft {
  const { contract, forecast, interval } = readOnnx(bytes);
  return {
    shown: {
      ...{ fileName, format: 'tuntundohod', areNamesCertain: true, hasInterval: interval !== null },
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
  { featureList, known }: { featureList: File | null; known: Contract | null },
): Promise<Draft> {
  const { format, ensemble, features } = readTrees(bytes, fileName);
  const { names, areNamesCertain } = features
    ? { names: features, areNamesCertain: true }
    : await namesFor(ensemble, featureList, known);
  checkNames(names, ensemble.featureCount);
  const unnamed = externalContract(names, { name: UNNAMED, version: UNNAMED, dictionary: known });
  const version = `kept-${(await hashOf(bytes, unnamed)).slice(0, 8)}`;
  const contract = { ...unnamed, version };
  const titles = new Map(known?.features.map(({ name, title }) => [name, title]));
  return {
    shown: {
      ...{ fileName, format, areNamesCertain, hasInterval: false, ...factsOf(ensemble) },
      features: names.map((name) => ({ name, title: titles.get(name) ?? null })),
    },
    ownName: toModelName(fileName),
    version,
    contract,
    fileNamed: (name) => writeOnnx({ contract: { ...contract, name }, forecast: ensemble, interval: null }),
  };
}

function factsOf(forecast: TreeEnsemble) {
  return { trees: forecast.roots.length, isExplainable: hasCovers(forecast) };
}

/** Names for trees that only number their features. */
async function namesFor(
  { featureCount }: TreeEnsemble,
  featureList: File | null,
  known: Contract | null,
): Promise<{ names: readonly string[]; areNamesCertain: boolean }> {
  if (featureList) {
    const head = await readPart(featureList, 0, FEATURE_LIST_BYTES).catch(() => new Uint8Array(0));
    const names = readFeatureList(head, { count: featureCount, contract: known });
    if (!names) throw refuse({ kind: 'list-unreadable' });
    return { names, areNamesCertain: true };
  }
  if (known?.features.length !== featureCount) throw refuse({ kind: 'features-unnamed', features: featureCount });
  return { names: known.features.map(({ name }) => name), areNamesCertain: false };
}

function checkNames(names: readonly string[], trees: number): void {
  if (names.length !== trees) throw refuse({ kind: 'feature-count', trees, listed: names.length });
  const seen = new Set<string>();
  for (const feature of names) {
    // Columns of a file are left out whatever the case of their letters.
    if (NEVER_FEATURES.includes(feature.trim().toLowerCase())) throw refuse({ kind: 'never-a-feature', feature });
    if (seen.has(feature)) throw refuse({ kind: 'feature-twice', feature });
    seen.add(feature);
  }
}

/** Of everything that can change a forecast: the trees, the features in their order, the codes of categories. */
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

function refuse(problem: ModelDraftProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}
