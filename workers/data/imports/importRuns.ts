import { showImport, type VisibleClients } from '../clients/visibleClients.ts';
import type { DataContext } from '../context.ts';
import { type JobEnd, openJobRunner } from '../jobs/jobRunner.ts';
import { holdWriteLock } from '../jobs/locks.ts';
import type { ImportRecord } from '../storage/importRecord.api.ts';
import { endImport, toImportFailure } from './cleanUp.ts';
import { type ImportJob, type ImportParts, importFile } from './importFile.ts';
import { type ImportStart, newRecord, registerImport } from './importRecord.ts';

/** Runs imports, at most one in all tabs. While an import runs, its record in memory is ahead of the stored one. */
export type ImportRuns = {
  /**
   * @param begin called once nothing is running
   * @returns the id of the import, once it is registered
   * @throws Busy, the errors of the active model and those of `begin`
   */
  start(file: File, begin: () => Promise<ImportStart>): Promise<number>;
  /** Cancels the import if it runs in this tab. */
  cancel(importId: number): Promise<void>;
  /** The running import of this tab, or the last one. */
  getCurrent(): ImportRecord | null;
};

type Setup = {
  /** Tells all tabs the progress of an import. */
  notify(record: ImportRecord): void;
  /** Ends interrupted imports. Called while nothing is running in any tab. */
  cleanUp(): Promise<unknown>;
};

export type ImportRunsContext = ImportParts & VisibleClients & Pick<DataContext, 'models' | 'changes'>;

export function openImportRuns(context: ImportRunsContext, { notify, cleanUp }: Setup): ImportRuns {
  const { database, models, changes } = context;
  const { start, cancel, getCurrent } = openJobRunner<ImportRecord>({ notify, measure, end });

  /** The record says how the import ended only after storage does: a page that reads "ready" must find the clients. */
  async function run(job: ImportJob): Promise<void> {
    const { record, signal } = job;
    const ready = await importFile(context, job).catch(async (error: unknown) => {
      const how = signal.aborted ? 'cancelled' : 'failed';
      Object.assign(record, await endImport(database, record, { state: how, error }));
      throw error;
    });
    // A committed import stays: if it cannot be shown now, the next start shows it.
    await showImport(context, ready.id).catch(() => {});
    Object.assign(record, ready);
  }

  function announceEnd({ state }: JobEnd<void>): void {
    if (state !== 'done') return;
    changes.announce('clients');
    changes.announce('log');
  }

  return {
    async start(file, begin) {
      // Without a model the import fails before it waits for the lock.
      await models.active();
      return holdWriteLock(async () => {
        await cleanUp();
        const model = await models.active();
        const { choices, ...beginning } = await begin();
        const record = newRecord(file, { choices, ...beginning }, model.facts);
        record.id = await registerImport(database, record, { choices, ...beginning });
        const ended = start(record, ({ signal, onProgress }) =>
          run({ file, model, choices, record, signal, onProgress }),
        );
        return { answer: record.id, ended: ended.then(announceEnd) };
      });
    },
    async cancel(importId) {
      if (getCurrent()?.id === importId) await cancel();
    },
    getCurrent,
  };
}

/** Computes rate and time left from the bytes read. */
function measure({ progress }: ImportRecord, elapsedMs: number): void {
  const seconds = Math.max(1, elapsedMs) / 1000;
  const { doneBytes, totalBytes, rows } = progress;
  progress.rowsPerSecond = Math.round(rows / seconds);
  progress.secondsLeft = doneBytes === 0 ? null : ((totalBytes - doneBytes) * seconds) / doneBytes;
}

/** If the end could not be stored, the stored record is still pending, and the next start cleans it up. */
function end(record: ImportRecord, ended: JobEnd<unknown>): void {
  if (record.state !== 'pending') return;
  record.state = ended.state === 'cancelled' ? 'cancelled' : 'failed';
  record.failure = ended.state === 'failed' ? toImportFailure(ended.error) : null;
}
