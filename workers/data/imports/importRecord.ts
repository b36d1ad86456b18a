import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { failWith } from '../failures.ts';
import type { ModelFacts } from '../models/openModel.ts';
import { type Database, removeContents } from '../storage/database.ts';
import type { ImportRecord, ImportSource } from '../storage/importRecord.api.ts';
import { sameChoices } from './mappings.ts';

/** What an import begins with. */
export type ImportStart = {
  source: ImportSource;
  /** Null = those remembered for the file's header, else guesses. */
  choices: ImportChoices | null;
  /** Where the browser finds the file again. */
  handle: FileSystemFileHandle | null;
  /** The import that did not end well and is run again: its record gives way to this one's. */
  replaces: ImportRecord | null;
};

/** The record of an import that begins; storing it gives it its id. */
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

/** Stores a record that begins, with the handle of its file; the record that it replaces goes in the same moment. */
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
 * What an import that did not end well begins with when it is run once more.
 * @throws NotFound when there is no such import, or it is ready
 */
export async function restartImport(
  { imports }: Database,
  importId: number,
  { file, handle }: { file: File; handle: FileSystemFileHandle | null },
): Promise<ImportStart> {
  const replaces = await imports.get(importId);
  if (!replaces || replaces.state === 'ready') throw failWith('NotFound', `import ${importId} cannot be run again`);
  const { source, fileName, sizeBytes, choices } = replaces;
  // Choices go by the position of columns: another file gets those that are remembered for its own header.
  const isSame = file.name === fileName && file.size === sizeBytes;
  return { source, choices: isSame && !sameChoices(choices, NO_CHOICES) ? choices : null, handle, replaces };
}

const NAME_LENGTH = 200;

/**
 * Gives an import another name; an empty one brings the file's name back.
 * @returns the record as it is now stored
 * @throws NotFound; Busy while it is running, since its progress is written over and over
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
 * Removes an import that is not running with everything of it; the log keeps what was forecast.
 * @throws Busy
 */
export async function removeImport(database: Database, importId: number): Promise<void> {
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
}
