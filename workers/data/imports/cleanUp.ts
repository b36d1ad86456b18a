import { CsvError } from '../../../src/core/csv/report.ts';
import { toFailure } from '../failures.ts';
import { FileUnreadable } from '../files/fileParts.ts';
import { type Database, removeContents } from '../storage/database.ts';
import { pendingSets, removeSets } from '../storage/forecastSets.ts';
import type { ImportFailure, ImportRecord } from '../storage/importRecord.api.ts';

/** How an unsuccessful import ended; `error` says why it failed. */
export type ImportEnd = { state: 'cancelled' | 'interrupted' | 'failed'; error?: unknown };

/**
 * Ends pending imports, and re-scorings, whose tab has died. Call it while holding the write lock, so that no others
 * can be running.
 * @returns the records of those imports
 */
export async function cleanUpInterrupted(database: Database): Promise<ImportRecord[]> {
  const pending = await database.imports.filter(({ state }) => state === 'pending').toArray();
  const ended: ImportRecord[] = [];
  for (const record of pending) ended.push(await endImport(database, record, { state: 'interrupted' }));
  await removeSets(database, await pendingSets(database));
  return ended;
}

/** Whether there is something to clean up, or an import or a re-scoring is running in another tab. */
export async function isAnyPending(database: Database): Promise<boolean> {
  const pending = await database.imports.filter(({ state }) => state === 'pending').count();
  return pending > 0 || (await pendingSets(database)).length > 0;
}

/**
 * Removes everything of an unsuccessful import, and stores how it ended.
 * @returns the record as it is now stored
 */
export async function endImport(database: Database, record: ImportRecord, end: ImportEnd): Promise<ImportRecord> {
  const ended: ImportRecord = {
    ...record,
    state: end.state,
    failure: end.state === 'failed' ? toImportFailure(end.error) : null,
    counts: { ...record.counts, imported: 0, duplicates: 0, updated: 0, unchanged: 0, actualIncomes: 0 },
    finishedAt: Date.now(),
    storedBytes: 0,
    quality: null,
  };
  // On a full disk the space must be free before even this record can be written.
  await removeContents(database, record.id);
  await database.imports.put(ended);
  return ended;
}

export function toImportFailure(error: unknown): ImportFailure {
  if (error instanceof CsvError) return error.problem;
  if (error instanceof FileUnreadable) return { kind: 'file-unreadable' };
  return { kind: 'machinery', failure: toFailure(error) };
}
