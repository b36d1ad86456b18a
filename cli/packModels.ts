import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../src/core/contract/contract.ts';
import { type ModelEntry, type ModelIndex, readModelIndex } from '../src/core/contract/modelIndex.ts';
import { type Model, readOnnx, writeOnnx } from '../src/core/onnx/own/file.ts';
import { ModelFileError, type TreeEnsemble } from '../src/core/trees/ensemble.ts';
import { ASSEMBLY, assemble } from './assemble.ts';

type Tell = (note: string) => void;
type PackOptions = { from: string; to: string; tell?: Tell };

/** The active model when several ship. */
const ACTIVE = 'income';

/**
 * Packs the trained models in `<from>/<name>` into the files that the site serves: `<to>/<name>/<name>.onnx` and
 * `<to>/index.json`. The same input gives the same bytes.
 * @param tell is told what was left out
 * @throws Error naming a missing input; ModelFileError for an unusable one. Nothing is written in either case.
 */
export function packModels({ from, to, tell = () => {} }: PackOptions): ModelIndex {
  const packed = modelNames(from).map((name) => packModel(join(from, name), name, tell));
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
    .filter((entry) => entry.isDirectory() && existsSync(join(from, entry.name, ASSEMBLY)))
    .map(({ name }) => name)
    .sort();
  if (names.includes(ACTIVE)) return names;
  throw new Error(`${join(from, ACTIVE, ASSEMBLY)} does not exist: train a model first (see ml/)`);
}

function packModel(folder: string, name: string, tell: Tell): { entry: ModelEntry; bytes: Uint8Array } {
  const contract = readContract(readFileSync(expectFile(join(folder, 'contract.json')), 'utf8'));
  if (contract.name !== name) throw new ModelFileError(`${folder}: the contract is that of "${contract.name}"`);
  const model = { contract, ...assemble(folder, contract, tell) };
  const bytes = writeOnnx(model);
  if (!isSame(readOnnx(bytes), model)) {
    throw new Error(`${folder}: the packed file does not read back as it was written`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `${name}/${name}.onnx`;
  return { entry: { name, version: contract.version, file, sha256, sizeBytes: bytes.length }, bytes };
}

/** @throws Error when the file does not exist */
function expectFile(path: string): string {
  if (existsSync(path)) return path;
  throw new Error(`${path} does not exist`);
}

function isSame(a: Model, b: Model): boolean {
  const trees = (ensemble: TreeEnsemble | undefined) =>
    Object.entries(ensemble ?? {}).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]);
  const text = ({ contract, forecast, interval }: Model) =>
    JSON.stringify([contract, ...[forecast, interval?.p10, interval?.p90].map(trees)]);
  return text(a) === text(b);
}
