import type { Language } from '../../../src/core/format.ts';
import { reloadClients } from '../clients/visibleClients.ts';
import type { DataContext } from '../context.ts';
import { failWith } from '../failures.ts';
import { onceWriteLockIsFree, tryWriteLock } from '../jobs/locks.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { cleanUpInterrupted, isAnyPending } from './cleanUp.ts';
import { type ImportStart, removeImport, renameImport, restartImport } from './importRecord.ts';
import { readImportReport } from './importReport.ts';
import { type ImportRunsContext, openImportRuns } from './importRuns.ts';
import { rejectedCsv } from './rejectedCsv.ts';

/** The imports of this browser; at most one is running, in this tab or another. */
export type Imports = {
  /** Ends imports and re-scorings of tabs that died. @returns ids of the ended imports */
  recover(): Promise<number[]>;
  /** The same, for callers that hold the write lock. */
  cleanUp(): Promise<number[]>;
  /** An import of another tab is running. If that tab dies, this one cleans up and tells the others. */
  onRemoteImport(record: ImportRecord): void;
  start(file: File, start: Omit<ImportStart, 'replaces'>): Promise<number>;
  startDemo(): Promise<number>;
  /** Runs an unsuccessful import again; the new record replaces the old one. */
  startAgain(importId: number, file: File, handle: FileSystemFileHandle | null): Promise<number>;
  getHandle(importId: number): Promise<FileSystemFileHandle | null>;
  rename(importId: number, name: string): Promise<void>;
  /** Cancels an import in this tab or another. */
  cancel(importId: number): Promise<void>;
  /** Cancels the import if it runs in this tab. */
  cancelHere(importId: number): Promise<void>;
  list(): Promise<ImportRecord[]>;
  readReport(importId: number): ReturnType<typeof readImportReport>;
  exportRejected(importId: number, language: Language): Promise<Blob>;
  remove(importId: number): Promise<void>;
};

type Setup = {
  /** Tells all tabs about an import. */
  notify(record: ImportRecord): void;
  /** Asks the tab that runs an import to cancel it. */
  requestCancel(importId: number): void;
};

type Context = ImportRunsContext & Pick<DataContext, 'appUrl'>;

export function openImports(context: Context, { notify, requestCancel }: Setup): Imports {
  const { database, changes } = context;

  async function cleanUp(): Promise<number[]> {
    const ended = await cleanUpInterrupted(database);
    ended.forEach(notify);
    return ended.map(({ id }) => id);
  }

  const runs = openImportRuns(context, { notify, cleanUp });
  const cleanUpOnceFree = onceWriteLockIsFree(cleanUp);

  async function cancel(importId: number): Promise<void> {
    await runs.cancel(importId);
    if ((await database.imports.get(importId))?.state === 'pending') requestCancel(importId);
  }

  return {
    async recover() {
      if (!(await isAnyPending(database))) return [];
      const release = await tryWriteLock();
      if (release) return cleanUp().finally(release);
      // Another tab is importing or re-scoring. If it dies, this one cleans up.
      cleanUpOnceFree().catch(() => {});
      return [];
    },
    cleanUp,
    onRemoteImport({ state }) {
      if (state === 'pending') cleanUpOnceFree().catch(() => {});
    },
    start: (file, start) => runs.start(file, async () => ({ ...start, replaces: null })),
    async startDemo() {
      const start: ImportStart = { source: 'demo', choices: null, handle: null, replaces: null };
      const file = await fetchDemo(context.appUrl);
      return runs.start(file, async () => start);
    },
    startAgain: (importId, file, handle) => runs.start(file, () => restartImport(database, importId, { file, handle })),
    getHandle: async (importId) => (await database.handles.get(importId))?.handle ?? null,
    async rename(importId, name) {
      notify(await renameImport(database, importId, name));
    },
    cancel,
    cancelHere: runs.cancel,
    async list() {
      const records = await database.imports.toArray();
      const current = runs.getCurrent();
      // While an import runs here, its record in memory is newer than the stored one, until its clients are shown.
      const newerOf = (stored: ImportRecord) =>
        current?.id === stored.id && [current.state, stored.state].includes('pending') ? current : stored;
      return records.map(newerOf).reverse();
    },
    readReport: (importId) => readImportReport(database, importId),
    exportRejected: (importId, language) => rejectedCsv(database, importId, language),
    async remove(importId) {
      await cancel(importId);
      await removeImport(database, importId);
      await reloadClients(context);
      changes.announce('clients');
    },
  };
}

const DEMO_FILE = 'clients.csv';

/** The demo clients that ship with the app, as a file like any other. */
async function fetchDemo(appUrl: string): Promise<File> {
  const response = await fetch(new URL(`demo/${DEMO_FILE}`, appUrl)).catch(() => null);
  if (!response?.ok) throw failWith('NotFound', `demo/${DEMO_FILE}`);
  return new File([await response.blob()], DEMO_FILE, { type: 'text/csv' });
}
