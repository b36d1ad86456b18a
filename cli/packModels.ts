import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contract, readContract } from '../src/core/contract.ts';
import { type ModelEntry, type ModelIndex, readModelIndex } from '../src/core/modelIndex.ts';
import { type Model, readOnnx, writeOnnx } from '../src/core/onnx/file.ts';
import { ModelFileError, type TreeEnsemble } from '../src/core/trees/ensemble.ts';
import { readTrees } from '../src/core/trees/readTrees.ts';

/** The model in use when there are several. */
const ACTIVE = 'income';

/** The trees as XGBoost (JSON, UBJSON), LightGBM and CatBoost save them. */
const BOOSTERS = ['booster.json', 'booster.ubj', 'booster.txt', 'booster.cbm.json'];

/**
 * Packs what training wrote, one of `BOOSTERS` and `contract.json` in `<from>/<name>` for each model, into what the site serves:
 * `<to>/<name>/<name>.onnx` and `<to>/index.json`. The same input gives the same bytes.
 * @throws Error naming the missing input; ModelFileError for one that cannot be used. Nothing is written then.
 */
export function packModels({ from, to }: { from: string; to: string }): ModelIndex {
  const packed = modelNames(from).map((name) => packModel(join(from, name), name));
  const index = readModelIndex(JSON.stringify({ active: ACTIVE, models: packed.map(({ entry }) => entry) }));
  for (const { entry, bytes } of packed) {
    mkdirSync(join(to, entry.name), { recursive: true });
    writeFileSync(join(to, entry.file), bytes);
  }
  writeFileSync(join(to, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}

function modelNames(from: string): string[] {
  if (!existsSync(from)) throw new Error(`${from} does not exist: train a model first (see ml/)`);
  const names = readdirSync(from, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && boosters(join(from, entry.name)).length > 0)
    .map(({ name }) => name)
    .sort();
  if (names.includes(ACTIVE)) return names;
  throw new Error(`${join(from, ACTIVE, BOOSTERS.join('|'))} does not exist: train a model first (see ml/)`);
}

function boosters(folder: string): string[] {
  return BOOSTERS.map((name) => join(folder, name)).filter((path) => existsSync(path));
}

function packModel(folder: string, name: string): { entry: ModelEntry; bytes: Uint8Array } {
  const contract = readContract(readInput(join(folder, 'contract.json')));
  if (contract.name !== name) throw new ModelFileError(`${folder}: the contract is that of "${contract.name}"`);
  const model = { contract, ensemble: readBooster(folder, contract) };
  const bytes = writeOnnx(model);
  if (!isSame(readOnnx(bytes), model))
    throw new Error(`${folder}: the packed file does not read back as it was written`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `${name}/${name}.onnx`;
  return { entry: { name, version: contract.version, file, sha256, sizeBytes: bytes.length }, bytes };
}

/** The trees, which must take the contract's features in its order and be fit to be explained. */
function readBooster(folder: string, contract: Contract): TreeEnsemble {
  const [path = '', ...others] = boosters(folder);
  if (others.length > 0) throw new Error(`${folder}: several boosters, ${[path, ...others].join(', ')}`);
  const { ensemble, hasCovers, features } = readTrees(readFileSync(path), path);
  if (!hasCovers) throw new ModelFileError(`${path}: without covers the forecasts cannot be explained`);
  const at = features?.findIndex((feature, i) => feature !== contract.features[i]?.name) ?? -1;
  if (features && at >= 0) {
    throw new ModelFileError(`${path}: feature ${at} is "${features[at]}", the contract names another`);
  }
  return ensemble;
}

function readInput(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} does not exist`);
  return readFileSync(path, 'utf8');
}

function isSame(a: Model, b: Model): boolean {
  const text = ({ contract, ensemble }: Model) =>
    JSON.stringify([
      contract,
      Object.entries(ensemble).map(([key, value]) => [key, typeof value === 'number' ? value : [...value]]),
    ]);
  return text(a) === text(b);
}
