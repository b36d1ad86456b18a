import { NO_CHOICES } from '../../../src/core/csv/choices.ts';
import type { Language } from '../../../src/core/format.ts';
import { type DataContext, reloadClients, showImport } from '../context.ts';
import { failWith } from '../failures.ts';
import { takeWriteLock, tryWriteLock, waitForWriteLock } from '../jobs/locks.ts';
import { tenTimesASecond } from '../jobs/progress.ts';
import { removeContents } from '../storage/database.ts';
import { pendingSets } from '../storage/forecastSets.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { cleanUp, endImport } from './cleanUp.ts';
import { type ImportJob, importFile } from './importing.ts';
import { type ImportStart, newRecord, registerImport, renameImport } from './importRecord.ts';
import { readImportReport } from './importReport.ts';
import { sameChoices } from './mappings.ts';
import { rejectedCsv } from './rejectedCsv.ts';

/** The imports: at most one is running, in this tab or another. */
export type Imports = {
  /** Cleans up what tabs that died have left; answers with the imports it found cut off. */
  recover(): Promise<number[]>;
  start(file: File, start: Omit<ImportStart, 'replaces'>): Promise<number>;
  /** Runs an import that did not end well again; its record gives way to the new one's. */
  again(importId: number, file: File, handle: FileSystemFileHandle | null): Promise<number>;
  handle(importId: number): Promise<FileSystemFileHandle | null>;
  rename(importId: number, name: string): Promise<void>;
  cancel(importId: number): Promise<void>;
  list(): Promise<ImportRecord[]>;
  report(importId: number): ReturnType<typeof readImportReport>;
  rejectedCsv(importId: number, language: Language): Promise<Blob>;
  remove(importId: number): Promise<void>;
};

type Running = { record: ImportRecord; abort: AbortController; done: Promise<void> };

export function openImports(context: DataContext): Imports {
  const { database, notifications } = context;
  let running: Running | null = null;

  async function start(file: File, begin: () => Promise<ImportStart>): Promise<number> {
    // Without a model there is nothing to wait for.
    await context.models.active();
    const release = await takeWriteLock();
    try {
      await cleanUp(context);
      const model = await context.models.active();
      const beginning = await begin();
      const record = newRecord(file, beginning);
      record.modelName = model.facts.name;
      record.modelVersion = model.facts.version;
      record.id = await registerImport(database, record, beginning);
      const abort = new AbortController();
      const job = { file, model, choices: beginning.choices, record, signal: abort.signal };
      running = { record, abort, done: run(job).finally(release) };
      return record.id;
    } catch (error) {
      release();
      throw error;
    }
  }

  async function run({ record, signal, ...job }: Omit<ImportJob, 'onProgress'>): Promise<void> {
    const onProgress = progressReporter(record, () =>
      notifications.notifyAll({ kind: 'import', record, elsewhere: false }),
    );
    notifications.notifyAll({ kind: 'import', record, elsewhere: false });
    let committed: ImportRecord | null = null;
    try {
      committed = await importFile(context, { ...job, record, signal, onProgress });
      await showImport(context, committed.id);
    } catch (error) {
      // What was committed stays: then only showing it went wrong, and the next start will show it.
      if (!committed) await endImport(context, record, signal.aborted ? 'cancelled' : 'failed', error);
    }
    // Whoever reads "ready" must find the clients there.
    if (committed) Object.assign(record, committed);
    running = null;
    notifications.notifyAll({ kind: 'import', record, elsewhere: false });
    if (record.state !== 'ready') return;
    notifications.notifyAll({ kind: 'clients', clients: context.clients.size });
    notifications.notifyAll({ kind: 'log' });
  }

  async function cancel(importId: number): Promise<void> {
    if (running?.record.id === importId) {
      running.abort.abort();
      await running.done;
    } else if ((await database.imports.get(importId))?.state === 'pending') {
      notifications.askToCancel(importId);
    }
  }

  return {
    async recover() {
      const pending = await database.imports.filter(({ state }) => state === 'pending').count();
      if (pending === 0 && (await pendingSets(database)).length === 0) return [];
      const release = await tryWriteLock();
      if (release) return cleanUp(context).finally(release);
      // Another tab is importing or re-scoring. Should it die, this one cleans up.
      void waitForWriteLock().then((late) => cleanUp(context).finally(late));
      return [];
    },
    start: (file, beginning) => start(file, async () => ({ ...beginning, replaces: null })),
    again: (importId, file, handle) =>
      start(file, async () => {
        const replaces = await database.imports.get(importId);
        if (!replaces || replaces.state === 'ready')
          throw failWith('NotFound', `import ${importId} cannot be run again`);
        const { source, fileName, sizeBytes } = replaces;
        // Choices go by the position of columns: another file gets those that are remembered for its own header.
        const isSame = file.name === fileName && file.size === sizeBytes;
        const choices = isSame && !sameChoices(replaces.choices, NO_CHOICES) ? replaces.choices : null;
        return { source, choices, handle, replaces };
      }),
    handle: async (importId) => (await database.handles.get(importId))?.handle ?? null,
    async rename(importId, name) {
      const record = await renameImport(database, importId, name);
      notifications.notifyAll({ kind: 'import', record, elsewhere: false });
    },
    cancel,
    async list() {
      const records = await database.imports.toArray();
      return records.map((record) => (record.id === running?.record.id ? running.record : record)).reverse();
    },
    report: (importId) => readImportReport(database, importId),
    rejectedCsv: (importId, language) => rejectedCsv(database, importId, language),
    async remove(importId) {
      await cancel(importId);
      const { imports, handles, problems, chunks, rows, scores, forecasts, eligibility } = database;
      await database.transaction(
        'rw',
        [imports, handles, problems, chunks, rows, scores, forecasts, eligibility],
        async () => {
          if ((await imports.get(importId))?.state === 'pending') throw failWith('Busy', 'the import is running');
          await imports.delete(importId);
          await handles.delete(importId);
          await removeContents(database, importId);
        },
      );
      await reloadClients(context);
      notifications.notifyAll({ kind: 'clients', clients: context.clients.size });
    },
  };
}

/** Works out rate and time left, by the bytes read, and reports at most ten times a second. */
function progressReporter({ progress, startedAt }: ImportRecord, report: () => void): () => void {
  return tenTimesASecond(() => {
    const seconds = Math.max(1, Date.now() - startedAt) / 1000;
    const { doneBytes, totalBytes, rows } = progress;
    progress.rowsPerSecond = Math.round(rows / seconds);
    progress.secondsLeft = doneBytes === 0 ? null : ((totalBytes - doneBytes) * seconds) / doneBytes;
    report();
  });
}
