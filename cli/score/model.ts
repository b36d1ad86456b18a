import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Contract } from '../../src/core/contract.ts';
import { isAdditive } from '../../src/core/explanation.ts';
import { type ModelIndex, readModelIndex } from '../../src/core/modelIndex.ts';
import { readOnnx } from '../../src/core/onnx/file.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { explainRows, prepareShap, type ShapModel } from '../../src/core/trees/treeShap.ts';
import { openSession } from '../../workers/model/session.ts';
import { EXIT, refusing } from './exit.ts';

/** A model that is ready as long as the process lives. Errors of its methods are those of `openSession`, or ones named `ExplanationMismatch`. */
export type ScoringModel = {
  contract: Contract;
  predict(matrix: Float32Array): Promise<Float32Array>;
  explain(matrix: Float32Array): Promise<{ income: Float32Array; contributions: Float32Array; baseRub: number }>;
};

type Places = { folder: string; modelsFolder: string };

/** What `readModelIndex` accepts as a name; everything else is a path. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** The file that `--model` means. */
export function modelPath(file: string, { folder }: Pick<Places, 'folder'>): string | null {
  return NAME.test(file) ? null : resolve(folder, file);
}

/**
 * Opens a model that ships by its name, checking its SHA-256 before anything else looks at it, or a file by its path.
 * @param wanted null = the model in use
 * @throws Refusal; ModelFileError for a file that is no model or not the one announced
 */
export async function openModel(wanted: string | null, places: Places): Promise<ScoringModel> {
  const path = wanted === null ? null : modelPath(wanted, places);
  const bytes = path === null ? await readShipped(wanted, places.modelsFolder) : await readModelFile(path);
  const { contract, ensemble } = readOnnx(bytes);
  const session = await openSession(bytes, ensemble.featureCount);
  let shap: ShapModel | undefined;

  async function predict(matrix: Float32Array): Promise<Float32Array> {
    const income = await session.run(matrix);
    if (!income.every(Number.isFinite)) throw new ModelFileError('it gives forecasts that are not finite');
    return income;
  }
  async function explain(matrix: Float32Array) {
    shap ??= prepareShap(ensemble);
    const income = await predict(matrix);
    const { contributions, sums } = explainRows(shap, matrix);
    if (!income.every((forecast, row) => isAdditive(sums[row] ?? Number.NaN, forecast)))
      throw Object.assign(new Error('its contributions do not add up to its forecasts'), {
        name: 'ExplanationMismatch',
      });
    return { income, contributions, baseRub: shap.baseRub };
  }
  return { contract, predict, explain };
}

async function readShipped(name: string | null, modelsFolder: string): Promise<Uint8Array> {
  const index = readModelIndex((await readModelFile(join(modelsFolder, 'index.json'))).toString());
  const { file, sha256 } = entryOf(index, name ?? index.active);
  const bytes = await readModelFile(join(modelsFolder, file));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new ModelFileError(`${file} is not the file announced: its SHA-256 differs`);
  return bytes;
}

function entryOf({ models }: ModelIndex, name: string): ModelIndex['models'][number] {
  const entry = models.find((model) => model.name === name);
  if (entry) return entry;
  const known = models.map((model) => model.name).join(', ');
  throw new ModelFileError(`no model "${name}" ships (${known}); a file is given by its path, as in ./${name}`);
}

function readModelFile(path: string): Promise<Buffer> {
  return refusing(EXIT.model, 'The model cannot be read', () => readFile(path));
}
