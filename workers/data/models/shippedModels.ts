import { type ModelEntry, type ModelIndex, readModelIndex } from '../../../src/core/contract/modelIndex.ts';
import { failWith } from '../failures.ts';
import { type OpenModel, openModel } from './openModel.ts';

/** The models that ship with the site: `models/index.json` beside the page names them. */
export type ShippedModels = {
  /** Fetched once. @throws ModelMissing, ModelCorrupt */
  index(): Promise<ModelIndex>;
  /** @throws ModelMissing, ModelCorrupt */
  open(entry: ModelEntry): Promise<OpenModel>;
};

/** @param appUrl address of the page; `models/` is beside it */
export function openShippedModels(appUrl: string): ShippedModels {
  const folder = new URL('models/', appUrl);
  let index: Promise<ModelIndex> | null = null;

  async function fetchIndex(): Promise<ModelIndex> {
    return readModelIndex(await (await fetchFile(new URL('index.json', folder))).text());
  }

  return {
    index() {
      index ??= fetchIndex().catch((error: unknown) => {
        index = null;
        throw error;
      });
      return index;
    },
    async open({ file, ...entry }) {
      const response = await fetchFile(new URL(file, folder));
      return openModel(new Uint8Array(await response.arrayBuffer()), { ...entry, origin: 'shipped' });
    },
  };
}

async function fetchFile(url: URL): Promise<Response> {
  let response: Response;
  try {
    // An old index with a new model, or the reverse, would look like damage, so the host is asked whether they changed.
    response = await fetch(url, { cache: 'no-cache' });
  } catch (error) {
    throw failWith('ModelMissing', `${url.pathname}: ${error instanceof Error ? error.message : error}`);
  }
  if (!response.ok) throw failWith('ModelMissing', `${url.pathname}: HTTP ${response.status}`);
  // Hosts of single-page apps answer with the page itself for a missing file.
  if (response.headers.get('Content-Type')?.includes('text/html')) {
    throw failWith('ModelMissing', `${url.pathname}: the host answers with a page`);
  }
  return response;
}
