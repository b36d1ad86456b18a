import type { Contract } from '../../src/core/contract.ts';
import { type ModelEntry, readModelIndex } from '../../src/core/modelIndex.ts';
import { readOnnx } from '../../src/core/onnx/file.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { failWith } from './failures.ts';

/** The model in use: its file, checked, and what the file says about itself. */
export type ActiveModel = { entry: ModelEntry; contract: Contract; bytes: Uint8Array<ArrayBuffer> };

/**
 * Fetches the model that `models/index.json` beside the page names as the one in use.
 * @throws ModelMissing, ModelCorrupt
 */
export async function fetchActiveModel(appUrl: string): Promise<ActiveModel> {
  const folder = new URL('models/', appUrl);
  const indexText = await (await fetchFile(new URL('index.json', folder))).text();
  const { active, models } = readModelIndex(indexText);
  const entry = models.find(({ name }) => name === active);
  if (!entry) throw new ModelFileError(`the model index has no model "${active}"`);
  const bytes = new Uint8Array(await (await fetchFile(new URL(entry.file, folder))).arrayBuffer());
  await checkSha256(bytes, entry.sha256);
  return { entry, bytes, contract: readOnnx(bytes).contract };
}

async function fetchFile(url: URL): Promise<Response> {
  let response: Response;
  try {
    // An old index beside a new model, or the reverse, would look like damage: ask the host whether they changed.
    response = await fetch(url, { cache: 'no-cache' });
  } catch (error) {
    throw failWith('ModelMissing', `${url.pathname}: ${error instanceof Error ? error.message : error}`);
  }
  if (!response.ok) throw failWith('ModelMissing', `${url.pathname}: HTTP ${response.status}`);
  // Hosts of single-page apps answer with the page itself for a file that is not there.
  if (response.headers.get('Content-Type')?.includes('text/html')) {
    throw failWith('ModelMissing', `${url.pathname}: the host answers with a page`);
  }
  return response;
}

async function checkSha256(bytes: Uint8Array<ArrayBuffer>, expected: string): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const actual = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (actual !== expected) throw new ModelFileError(`SHA-256 of the model file is ${actual}, expected ${expected}`);
}
