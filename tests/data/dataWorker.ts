import * as Comlink from 'comlink';
import { guardWorker } from '../../src/core/machine/guardWorker.ts';
import type { ClientsQuery } from '../../workers/data/clients/clients.api.ts';
import type { ImportRecord } from '../../workers/data/storage/importRecord.api.ts';
import type { DataApi, DataEvent } from '../../workers/data.api.ts';

/** A data worker of the app, as a tab has one. `end` is what a closed or crashed tab does to it. */
export type Tab = {
  api: DataApi;
  events: DataEvent[];
  end(): void;
};

const tabs = new Set<Tab>();

/** Workers of one page share compiled code while anybody holds it: no worker of a test need compile ONNX Runtime anew. */
const onnxRuntime = fetch('/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm').then((response) =>
  WebAssembly.compileStreaming(response),
);

/** Opens a tab on the database as it is. */
export async function openTab(appUrl = `${location.origin}/`): Promise<Tab> {
  const tab = startTab();
  await tab.api.open(appUrl);
  await tab.api.watch(Comlink.proxy((event: DataEvent) => void tab.events.push(event)));
  return tab;
}

/** Starts a worker without opening anything. */
export function startTab(): Tab {
  const worker = new Worker(new URL('../../workers/data.worker.ts', import.meta.url), { type: 'module' });
  const end = () => {
    worker.terminate();
    tabs.delete(tab);
  };
  const { api } = guardWorker<DataApi>(worker, Comlink.wrap(worker), 'DataStopped');
  const tab: Tab = { api, events: [], end };
  tabs.add(tab);
  return tab;
}

/** Ends all tabs and deletes the database. */
export async function startAfresh(): Promise<void> {
  for (const tab of tabs) tab.end();
  await onnxRuntime;
  await new Promise<void>((resolve, reject) => {
    const deletion = indexedDB.deleteDatabase('tuntundohod');
    deletion.onsuccess = () => resolve();
    deletion.onerror = () => reject(deletion.error);
  });
}

/** Waits for an import to end and returns its record. */
export async function ended({ api }: Tab, importId: number): Promise<ImportRecord> {
  for (;;) {
    const record = await recordOf(api, importId);
    if (record.state !== 'pending') return record;
    await sleep(20);
  }
}

/** Imports a file to the end. */
export async function importText(tab: Tab, text: string | BlobPart[], name = 'clients.csv'): Promise<ImportRecord> {
  const parts = typeof text === 'string' ? [text] : text;
  return ended(tab, await tab.api.imports.start(new File(parts, name), null, null));
}

export async function recordOf(api: DataApi, importId: number): Promise<ImportRecord> {
  const record = (await api.imports.list()).find(({ id }) => id === importId);
  if (!record) throw new Error(`import ${importId} is not listed`);
  return record;
}

export function everyone(changes: Partial<ClientsQuery> = {}): ClientsQuery {
  return {
    search: '',
    segmentIds: [],
    minIncomeRub: null,
    maxIncomeRub: null,
    minIntervalShare: null,
    maxIntervalShare: null,
    importId: null,
    productId: null,
    hasActualIncome: null,
    sort: 'id',
    descending: false,
    offset: 0,
    limit: 100,
    ...changes,
  };
}

/** `rows` clients with two features, ids from `firstId` on. */
export function smallCsv(rows: number, firstId = 1): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${firstId + row};${20 + (row % 50)};${(row * 137) % 90_000},5`,
  );
  return ['id;age;salary_6to12m_avg', ...lines, ''].join('\n');
}

/** The name of the error that a call is rejected with, or null when it is not. */
export function nameOfError(call: Promise<unknown>): Promise<string | null> {
  return call.then(
    () => null,
    (error: Error) => error.name,
  );
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until `check` holds. */
export async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await sleep(10);
}

/** The demo clients `copies` times over, each row with an id of its own. */
export async function demoCopies(copies: number): Promise<File> {
  const [header = '', ...rows] = (await (await fetch('/demo/clients.csv')).text()).trimEnd().split('\n');
  const parts = [`${header}\n`];
  for (let copy = 0; copy < copies; copy++) {
    parts.push(...rows.map((row, at) => `${1 + copy * rows.length + at}${row.slice(row.indexOf(';'))}\n`));
  }
  return new File(parts, 'many.csv');
}

/** How many records the tables on disk hold. */
export async function stored(): Promise<Record<string, number>> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('tuntundohod');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const tables = ['chunks', 'rows', 'scores', 'forecasts', 'log', 'logDetails', 'models'];
  const transaction = database.transaction(tables, 'readonly');
  const counts = await Promise.all(
    tables.map(
      (table) =>
        new Promise<[string, number]>((resolve) => {
          const counting = transaction.objectStore(table).count();
          counting.onsuccess = () => resolve([table, counting.result]);
        }),
    ),
  );
  database.close();
  return Object.fromEntries(counts) as Record<string, number>;
}

/**
 * Address of a page beside which other models lie, or none. The files were written by `writeOnnx`. At `many` are `income` (in use, with
 * intervals, ln(1 + roubles)), `plain` (no intervals, roubles) and `uncovered` (no covers); at `many-updated` a later `income` alone.
 */
export function siteAt(name: 'nowhere' | 'damaged' | 'external' | 'other' | 'many' | 'many-updated'): string {
  return `${location.origin}/tests/fixtures/sites/${name}/`;
}
