import type { RowProblem } from '../../src/core/csv/report.ts';
import type { ImportRecord, ImportSource } from '../data.api.ts';
import { removeContents } from './database.ts';
import { failWith } from './failures.ts';
import { pendingSets } from './forecastSets.ts';
import { type ImportJob, importFile } from './importing.ts';
import { LOCK_WAIT_MS, lockImports, takeImportLock } from './importLock.ts';
import { type Office, reloadClients, showImport } from './office.ts';
import { unseal } from './seal.ts';
import { endImport, sweep } from './sweeping.ts';

/** The imports: at most one is running, in this tab or another. */
export type Imports = {
  /** Cleans up what tabs that died have left; answers with the imports it found cut off. */
  recover(): Promise<number[]>;
  start(file: File, source: ImportSource): Promise<number>;
  cancel(importId: number): Promise<void>;
  list(): Promise<ImportRecord[]>;
  problems(importId: number): Promise<RowProblem[]>;
  remove(importId: number): Promise<void>;
};

type Running = { record: ImportRecord; abort: AbortController; done: Promise<void> };

const PROGRESS_EVERY_MS = 100;

export function openImports(office: Office): Imports {
  const { database, changes } = office;
  let running: Running | null = null;

  async function start(file: File, source: ImportSource): Promise<number> {
    // Without a model there is nothing to wait for.
    await office.models.active();
    const release = await lockImports();
    try {
      await sweep(office);
      const model = await office.models.active();
      const record = newRecord(file, source);
      record.modelName = model.facts.name;
      record.modelVersion = model.facts.version;
      record.id = await database.imports.add(withoutId(record));
      const abort = new AbortController();
      running = { record, abort, done: run({ file, model, record, signal: abort.signal }).finally(release) };
      return record.id;
    } catch (error) {
      release();
      throw error;
    }
  }

  async function run({ record, signal, ...job }: Omit<ImportJob, 'onProgress'>): Promise<void> {
    const onProgress = progressReporter(record, () => changes.announce({ kind: 'import', record, elsewhere: false }));
    changes.announce({ kind: 'import', record, elsewhere: false });
    let committed: ImportRecord | null = null;
    try {
      committed = await importFile(office, { ...job, record, signal, onProgress });
      await showImport(office, committed.id);
    } catch (error) {
      // What was committed stays: then only showing it went wrong, and the next start will show it.
      if (!committed) await endImport(office, record, signal.aborted ? 'cancelled' : 'failed', error);
    }
    // Whoever reads "ready" must find the clients there.
    if (committed) Object.assign(record, committed);
    running = null;
    changes.announce({ kind: 'import', record, elsewhere: false });
    if (record.state !== 'ready') return;
    changes.announce({ kind: 'clients', clients: office.clients.size });
    changes.announce({ kind: 'log' });
  }

  async function cancel(importId: number): Promise<void> {
    if (running?.record.id === importId) {
      running.abort.abort();
      await running.done;
    } else if ((await database.imports.get(importId))?.state === 'pending') {
      changes.askToCancel(importId);
    }
  }

  return {
    async recover() {
      const pending = await database.imports.filter(({ state }) => state === 'pending').count();
      if (pending === 0 && (await pendingSets(database)).length === 0) return [];
      const release = await takeImportLock(LOCK_WAIT_MS);
      if (release) return sweep(office).finally(release);
      // Another tab is importing or re-scoring. Should it die, this one cleans up.
      void takeImportLock().then((late) => sweep(office).finally(() => late?.()));
      return [];
    },
    start,
    cancel,
    async list() {
      const records = await database.imports.toArray();
      return records.map((record) => (record.id === running?.record.id ? running.record : record)).reverse();
    },
    async problems(importId) {
      const stored = await database.problems.get(importId);
      return stored ? (await unseal<RowProblem[]>(stored.sealed)).facts : [];
    },
    async remove(importId) {
      await cancel(importId);
      const { imports, problems, chunks, rows, scores, forecasts } = database;
      await database.transaction('rw', [imports, problems, chunks, rows, scores, forecasts], async () => {
        if ((await imports.get(importId))?.state === 'pending') throw failWith('Locked', 'the import is running');
        await imports.delete(importId);
        await removeContents(database, importId);
      });
      await reloadClients(office);
      changes.announce({ kind: 'clients', clients: office.clients.size });
    },
  };
}

/** Works out rate and time left, and reports at most ten times a second. */
function progressReporter({ progress, startedAt }: ImportRecord, report: () => void): () => void {
  let last = 0;
  return () => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    const seconds = Math.max(1, now - startedAt) / 1000;
    const { doneBytes, totalBytes, rows } = progress;
    progress.rowsPerSecond = Math.round(rows / seconds);
    progress.secondsLeft = doneBytes === 0 ? null : ((totalBytes - doneBytes) * seconds) / doneBytes;
    report();
  };
}

function newRecord(file: File, source: ImportSource): ImportRecord {
  return {
    id: 0,
    source,
    fileName: file.name,
    sizeBytes: file.size,
    state: 'pending',
    startedAt: Date.now(),
    finishedAt: null,
    schema: null,
    failure: null,
    modelName: null,
    modelVersion: null,
    engine: null,
    progress: { doneBytes: 0, totalBytes: file.size, rows: 0, rowsPerSecond: 0, secondsLeft: null },
    counts: {
      read: 0,
      imported: 0,
      rejected: 0,
      duplicates: 0,
      updated: 0,
      unreadableCells: 0,
      unseenCategories: 0,
    },
    timings: { parse: 0, score: 0, store: 0, total: 0 },
  };
}

function withoutId({ id: _, ...record }: ImportRecord): Omit<ImportRecord, 'id'> {
  return record;
}
