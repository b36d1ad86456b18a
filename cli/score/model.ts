import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ModelIndex, readModelIndex } from '../../src/core/contract/modelIndex.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { type Calculator, openCalculator } from '../../workers/runtime/calculator.ts';
import { EXIT, refusing } from './exit.ts';

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
export async function openModel(wanted: string | null, places: Places): Promise<Calculator> {
  const path = wanted === null ? null : modelPath(wanted, places);
  if (path === null) return openShipped(wanted, places.modelsFolder);
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
  const known = models.map((model) => model.name).join(', ');
  throw new ModelFileError(`no model "${name}" ships (${known}); a file is given by its path, as in ./${name}`);
}

function readModelFile(path: string): Promise<Buffer> {
  return refusing(EXIT.model, 'The model cannot be read', () => readFile(path));
}
