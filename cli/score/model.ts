import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MODEL_NAME } from '../../src/core/contract/contract.ts';
import { type ModelIndex, readModelIndex } from '../../src/core/contract/modelIndex.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { type Calculator, openCalculator } from '../../workers/runtime/calculator.ts';
import { type CliIo, EXIT, orRefuse } from './io.ts';

type Folders = Pick<CliIo, 'folder' | 'modelsFolder'>;

/** The file that `--model` names; null for the name of a shipped model. */
export function modelPath(nameOrFile: string, { folder }: Pick<Folders, 'folder'>): string | null {
  return MODEL_NAME.test(nameOrFile) ? null : resolve(folder, nameOrFile);
}

/**
 * Opens a shipped model by its name, after checking its SHA-256, or a model file by its path.
 * @param nameOrFile null = the active model
 * @throws Refusal; ModelFileError for a file that is not a model or not the one in the index
 */
export async function openModel(nameOrFile: string | null, folders: Folders): Promise<Calculator> {
  const path = nameOrFile === null ? null : modelPath(nameOrFile, folders);
  if (path === null) return openShipped(nameOrFile, folders.modelsFolder);
  const bytes = await readModelFile(path);
  return openCalculator(bytes, createHash('sha256').update(bytes).digest('hex'));
}

async function openShipped(name: string | null, modelsFolder: string): Promise<Calculator> {
  const index = readModelIndex((await readModelFile(join(modelsFolder, 'index.json'))).toString());
  const { file, sha256 } = entryOf(index, name ?? index.active);
  return openCalculator(await readModelFile(join(modelsFolder, file)), sha256);
}

function entryOf({ models }: ModelIndex, name: string): ModelIndex['models'][number] {
  const entry = models.find((model) => model.name === name);
  if (entry) return entry;
  const shipped = models.map((model) => model.name).join(', ');
  throw new ModelFileError(`no model "${name}" ships (${shipped}); a file is given by its path, as in ./${name}`);
}

function readModelFile(path: string): Promise<Buffer> {
  return orRefuse(EXIT.model, 'The model cannot be read', () => readFile(path));
}
