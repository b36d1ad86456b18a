import * as Comlink from 'comlink';
import { NO_FILTER } from '../../src/core/clients/clientsFilter.ts';
import { guardWorker } from '../../src/core/machine/guardWorker.ts';
import type { ClientsQuery } from '../../workers/data/clients/clients.api.ts';
import type { Rescoring } from '../../workers/data/rescoring/rescoring.api.ts';
import type { ImportRecord } from '../../workers/data/storage/importRecord.api.ts';
import type { DataApi, DataEvent } from '../../workers/data.api.ts';
import { waitFor } from '../waitFor.ts';
import { BUNDLE } from './bundlePlace.ts';
import type { GateCommand } from './gateCommands.ts';
import { releaseHolds } from './holds.ts';
import { closeConnections, deleteDatabase } from './rawDatabase.ts';

/** A data worker of the app, as in a tab. `end` acts like closing or crashing the tab. */
export type Tab = {
  api: DataApi;
  events: DataEvent[];
  gate: Gate;
  end(): void;
};

/** Holds the data worker's calls to its model workers for many clients, see `installModelGate`. */
type Gate = {
  /** Lets `passing` more calls through and holds those after them. */
  close(passing?: number): void;
  open(): void;
  /** Waits until a call is held: everything before it is then done, and the work is stopped. */
  reached(): Promise<void>;
};

const tabs = new Set<Tab>();

/**
 * Workers of one page share compiled code while one of them holds it, so no worker of a test compiles ONNX Runtime
 * again.
 */
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

/** Starts a worker without opening the database. */
export function startTab(): Tab {
  const worker = new Worker(`/${BUNDLE.folder}/${BUNDLE.file}`, { type: 'module' });
  const end = () => {
    worker.terminate();
    tabs.delete(tab);
  };
  const { api } = guardWorker<DataApi>(worker, Comlink.wrap(worker), 'DataStopped');
  const tab: Tab = { api, events: [], gate: gateOf(worker), end };
  tabs.add(tab);
  return tab;
}

function gateOf(worker: Worker): Gate {
  const send = (command: GateCommand, ...ports: MessagePort[]) => worker.postMessage(command, ports);
  const countHeld = () =>
    new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      send({ gate: 'count' }, port2);
    });
  return {
    close: (passing = 0) => send({ gate: 'close', passing }),
    open: () => send({ gate: 'open' }),
    reached: async () => void (await waitFor('a call at the closed gate', countHeld)),
  };
}

/** Ends all tabs, including those of a failed test, and deletes the database. */
export async function startAfresh(): Promise<void> {
  for (const tab of tabs) tab.end();
  releaseHolds();
  closeConnections();
  await onnxRuntime;
  await deleteDatabase();
}

/** Waits for an import to end and returns its record. */
export function ended({ api }: Tab, importId: number): Promise<ImportRecord> {
  return waitFor(
    `import ${importId} to end`,
    () => recordOf(api, importId),
    ({ state }) => state !== 'pending',
  );
}

/** Forecasts all clients anew with the active model, to the end. */
export async function rescored({ api }: Tab): Promise<void> {
  await api.rescoring.start();
  await rescoringEnds(api);
}

export async function rescoringEnds(api: DataApi): Promise<Rescoring | null> {
  return waitFor('the re-scoring to end', api.rescoring.getCurrent, (rescoring) => rescoring?.state !== 'running');
}

/** Waits for a notification of this kind, because notifications travel separately from answers. */
export async function notified<Kind extends DataEvent['kind']>(
  { events }: Tab,
  kind: Kind,
  isMeant: (event: Extract<DataEvent, { kind: Kind }>) => boolean = () => true,
): Promise<void> {
  const isOfKind = (event: DataEvent): event is Extract<DataEvent, { kind: Kind }> => event.kind === kind;
  await waitFor(
    `a notification of "${kind}"`,
    () => events,
    (all) => all.some((event) => isOfKind(event) && isMeant(event)),
  );
}

/** Waits until the product's eligibility is known for every client. */
export async function productsKnown(api: DataApi, productId: string): Promise<void> {
  await waitFor(
    `the eligibility for "${productId}"`,
    async () => (await api.clients.list(everyone({ productId, limit: 1 }))).productsKnown,
    (share) => share === 1,
  );
}

/** Waits until this tab knows `total` clients. */
export async function knowsClients({ api }: Tab, total: number): Promise<void> {
  await waitFor(
    `${total} clients in this tab`,
    async () => (await api.clients.list(everyone({ limit: 1 }))).total,
    (known) => known === total,
  );
}

/** Imports a file to the end. */
export async function importText(tab: Tab, text: string | BlobPart[], name = 'clients.csv'): Promise<ImportRecord> {
  const parts = typeof text === 'string' ? [text] : text;
  return ended(tab, await tab.api.imports.start(new File(parts, name), null, null));
}

/** Starts an import and stops it at the gate once its first chunk is on disk. Returns its id. */
export async function startAndStop(tab: Tab, file: File, handle: FileSystemFileHandle | null = null): Promise<number> {
  tab.gate.close(1);
  const id = await tab.api.imports.start(file, null, handle);
  await tab.gate.reached();
  await waitFor(
    'the first chunk on the disk',
    () => recordOf(tab.api, id),
    ({ progress }) => progress.rows > 0,
  );
  return id;
}

export async function recordOf(api: DataApi, importId: number): Promise<ImportRecord> {
  const record = (await api.imports.list()).find(({ id }) => id === importId);
  if (!record) throw new Error(`import ${importId} is not listed`);
  return record;
}

export function everyone(changes: Partial<ClientsQuery> = {}): ClientsQuery {
  return { ...NO_FILTER, sort: 'id', descending: false, offset: 0, limit: 100, ...changes };
}

/** `rows` clients with two features, with ids from `firstId` on. */
export function smallCsv(rows: number, firstId = 1): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${firstId + row};${20 + (row % 50)};${(row * 137) % 90_000},5`,
  );
  return ['id;age;salary_6to12m_avg', ...lines, ''].join('\n');
}

/** The name of the error that rejects a call, or null when the call succeeds. */
export function nameOfError(call: Promise<unknown>): Promise<string | null> {
  return call.then(
    () => null,
    (error: Error) => error.name,
  );
}

/** The demo clients repeated `copies` times, each row with its own id. */
export async function demoCopies(copies: number): Promise<File> {
  const [header = '', ...rows] = (await (await fetch('/demo/clients.csv')).text()).trimEnd().split('\n');
  const parts = [`${header}\n`];
  for (let copy = 0; copy < copies; copy++) {
    parts.push(...rows.map((row, at) => `${1 + copy * rows.length + at}${row.slice(row.indexOf(';'))}\n`));
  }
  return new File(parts, 'many.csv');
}

/**
 * Address of a page with other models beside it, or with none. `writeOnnx` wrote the files. `many` has `income`
 * (active, with intervals, ln(1 + roubles)), `plain` (no intervals, roubles) and `uncovered` (no covers);
 * `many-updated` has only a later `income`.
 */
export function siteAt(name: 'nowhere' | 'damaged' | 'external' | 'other' | 'many' | 'many-updated'): string {
  return `${location.origin}/tests/fixtures/sites/${name}/`;
}
