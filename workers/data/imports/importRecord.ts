import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { failWith } from '../failures.ts';
import type { ModelFacts } from '../models/openModel.ts';
import { type Database, removeContents } from '../storage/database.ts';
import type { ImportRecord, ImportSource } from '../storage/importRecord.api.ts';
import { completeChoices, forgetChoicesOf, sameChoices } from './mappings.ts';

/** The inputs of a new import. */
export type ImportStart = {
  source: ImportSource;
  /** Null = the choices remembered for the file's header, else guesses. */
  choices: ImportChoices | null;
  /** Lets the browser open the file again. */
  handle: FileSystemFileHandle | null;
  /** The unsuccessful import that is run again: the new record replaces its record. */
  replaces: ImportRecord | null;
};

/** The record of a new import; storing it assigns its id. */
export function newRecord(
  file: File,
  { source, choices, handle, replaces }: ImportStart,
  { name: modelName, version: modelVersion }: Pick<ModelFacts, 'name' | 'version'>,
): ImportRecord {
  const isRenamed = replaces !== null && replaces.name !== replaces.fileName;
  return {
    id: 0,
    source,
    name: isRenamed ? replaces.name : file.name,
    fileName: file.name,
    sizeBytes: file.size,
    state: 'pending',
    startedAt: Date.now(),
    finishedAt: null,
    schema: null,
    failure: null,
    modelName,
    modelVersion,
    engine: null,
    progress: { doneBytes: 0, totalBytes: file.size, rows: 0, rowsPerSecond: 0, secondsLeft: null },
    counts: {
      read: 0,
      imported: 0,
      rejected: 0,
      duplicates: 0,
      updated: 0,
      unchanged: 0,
      actualIncomes: 0,
      unreadableCells: 0,
      unseenCategories: 0,
    },
    choices: choices ?? NO_CHOICES,
    storedBytes: 0,
    quality: null,
    canRunAgain: handle !== null,
    timings: { parse: 0, score: 0, store: 0, total: 0 },
  };
}

/** Stores a new record with the handle of its file, and deletes the record that it replaces in the same transaction. */
export function registerImport(
  database: Database,
  { id: _, ...record }: ImportRecord,
  { handle, replaces }: ImportStart,
): Promise<number> {
  const { imports, handles } = database;
  return database.transaction('rw', [imports, handles], async () => {
    const id = await imports.add(record);
    if (handle) await handles.put({ importId: id, handle });
    if (replaces) {
      await imports.delete(replaces.id);
      await handles.delete(replaces.id);
    }
    return id;
  });
}

/**
 * The inputs for running an unsuccessful import again.
 * @throws NotFound when there is no such import, or it is ready
 */
export async function restartImport(
  { imports }: Database,
  importId: number,
  { file, handle }: { file: File; handle: FileSystemFileHandle | null },
): Promise<ImportStart> {
  const replaces = await imports.get(importId);
  if (!replaces || replaces.state === 'ready') throw failWith('NotFound', `import ${importId} cannot be run again`);
  const { source, fileName, sizeBytes } = replaces;
  const choices = completeChoices(replaces.choices);
  // Choices refer to column positions: another file gets the choices remembered for its own header.
  const isSame = file.name === fileName && file.size === sizeBytes;
  return { source, choices: isSame && !sameChoices(choices, NO_CHOICES) ? choices : null, handle, replaces };
}

const NAME_LENGTH = 200;

/**
 * Renames an import; an empty name restores the file's name.
 * @returns the record as it is now stored
 * @throws NotFound; Busy while it is running, since progress overwrites the record
 */
export function renameImport(database: Database, importId: number, name: string): Promise<ImportRecord> {
  const { imports } = database;
  const trimmed = name.trim().slice(0, NAME_LENGTH);
  return database.transaction('rw', [imports], async () => {
    const record = await imports.get(importId);
    if (!record) throw failWith('NotFound', `import ${importId}`);
    if (record.state === 'pending') throw failWith('Busy', 'the import is running');
    const renamed = { ...record, name: trimmed || record.fileName };
    await imports.put(renamed);
    return renamed;
  });
}

/**
 * Removes an import that is not running, with all its data and the choices remembered from it alone; the log keeps its
 * forecasts.
 * @throws Busy
 */
export async function removeImport(database: Database, importId: number): Promise<void> {
  const { imports, handles, mappings, problems, chunks, rows, scores, forecasts, eligibility } = database;
  await database.transaction(
    'rw',
    [imports, handles, mappings, problems, chunks, rows, scores, forecasts, eligibility],
    async () => {
      if ((await imports.get(importId))?.state === 'pending') throw failWith('Busy', 'the import is running');
      await imports.delete(importId);
      await handles.delete(importId);
      await forgetChoicesOf(database, importId);
      await removeContents(database, importId);
    },
  );
}
