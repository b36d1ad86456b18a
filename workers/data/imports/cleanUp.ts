import { CsvError } from '../../../src/core/csv/report.ts';
import type { DataContext } from '../context.ts';
import { toFailure } from '../failures.ts';
import { FileUnreadable } from '../files/fileParts.ts';
import { removeContents } from '../storage/database.ts';
import { pendingSets, removeSets } from '../storage/forecastSets.ts';
import type { ImportFailure, ImportRecord, ImportState } from '../storage/importRecord.api.ts';

/**
 * Ends pending imports, and re-scorings, whose tab has died. Call it while holding the lock, so that there can be no others.
 * @returns the imports
 */
export async function cleanUp(context: DataContext): Promise<number[]> {
  const { database, notifications } = context;
  const cutOff = await database.imports.filter(({ state }) => state === 'pending').toArray();
  for (const record of cutOff) {
    await endImport(context, record, 'interrupted', null);
    notifications.notifyAll({ kind: 'import', record, elsewhere: false });
  }
  await removeSets(database, await pendingSets(database));
  return cutOff.map(({ id }) => id);
}

/** Removes everything of an import that will not be, and says on its record how it ended. */
export async function endImport(
  { database }: DataContext,
  record: ImportRecord,
  state: ImportState,
  error: unknown,
): Promise<void> {
  const failure = state === 'failed' ? toImportFailure(error) : null;
  const counts = { ...record.counts, imported: 0, duplicates: 0, updated: 0, unchanged: 0, actualIncomes: 0 };
  const ended: ImportRecord = {
    ...{ ...record, state, failure, counts, finishedAt: Date.now() },
    ...{ storedBytes: 0, quality: null },
  };
  // On a full disk the space must be free before even this record can be written.
  await removeContents(database, record.id);
  await database.imports.put(ended);
  // Whoever reads that it has ended must find nothing of it.
  Object.assign(record, ended);
}

function toImportFailure(error: unknown): ImportFailure {
  if (error instanceof CsvError) return error.problem;
  if (error instanceof FileUnreadable) return { kind: 'file-unreadable' };
  return { kind: 'machinery', failure: toFailure(error) };
}
