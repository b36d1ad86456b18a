import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ImportRecord } from '../data.api.ts';
import { failWith } from './failures.ts';
import type { Sealed } from './seal.ts';

/**
 * The tables on disk; the only file that knows Dexie. A client is never a record: its values lie in a chunk of some
 * thousand rows (`chunks`), what the list needs lies apart (`rows`), and forecasts belong to a chunk and a model version
 * (`scores`), so scoring with another model adds and never overwrites.
 */
export type Database = Dexie & {
  imports: EntityTable<ImportRecord, 'id'>;
  problems: EntityTable<ProblemsRecord, 'importId'>;
  chunks: Table<ChunkRecord, ChunkKey>;
  rows: Table<ChunkRecord, ChunkKey>;
  scores: Table<ScoresRecord, [...ChunkKey, modelVersion: string]>;
  log: EntityTable<LogRecord, 'id'>;
  logDetails: EntityTable<LogDetailsRecord, 'id'>;
  settings: EntityTable<SettingRecord, 'key'>;
};

export type ChunkKey = [importId: number, index: number];
export type ChunkRecord = { importId: number; index: number; sealed: Sealed };
export type ScoresRecord = ChunkRecord & { modelVersion: string };
export type ProblemsRecord = { importId: number; sealed: Sealed };
/** `clientKey` is empty for a batch, `importId` 0 for a single forecast: indexes know no null. */
export type LogRecord = { id: number; at: number; clientKey: string; importId: number; sealed: Sealed };
export type LogDetailsRecord = { id: number; sealed: Sealed };
export type SettingRecord = { key: 'segments' | 'products'; value: unknown };

const NAME = 'tuntundohod';
const VERSION = 1;
/** Dexie multiplies its version numbers by ten. */
const NATIVE_VERSION = VERSION * 10;

/**
 * Opens the database.
 * @throws StorageBlocked when there is none to be had (private mode, a browser's policy), when a tab with an older version of
 * the app holds it open, or when a newer version of the app has already changed it.
 */
export async function openDatabase(): Promise<Database> {
  await refuseNewer();
  // "relaxed" leaves it to the system when bytes reach the disk: a power cut may cost the last seconds, but since all goes
  // through one journal in order, never the consistency of what is there.
  const database = new Dexie(NAME, { cache: 'disabled', chromeTransactionDurability: 'relaxed' }) as Database;
  database.version(VERSION).stores({
    imports: '++id',
    problems: 'importId',
    chunks: '[importId+index]',
    rows: '[importId+index]',
    scores: '[importId+index+modelVersion]',
    log: '++id, at, clientKey, importId',
    logDetails: 'id',
    settings: 'key',
  });
  // Another tab wants to upgrade: it must not wait for this one. Calls here fail with StorageBlocked from now on; "false"
  // keeps Dexie from opening the database again, at a version that this code does not know.
  database.on('versionchange', () => {
    database.close();
    return false;
  });
  await new Promise<void>((resolve, reject) => {
    database.on('blocked', () =>
      reject(failWith('StorageBlocked', 'another tab holds an older version of the database')),
    );
    database.open().then(
      () => resolve(),
      (error: Error) => reject(failWith('StorageBlocked', `${error.name}: ${error.message}`)),
    );
  });
  return database;
}

/** All records of an import in a table keyed by import and chunk, in order of chunks. */
export function ofImport<Row, Key>(table: Table<Row, Key>, importId: number) {
  return table.where(':id').between([importId], [importId, []]);
}

/** Removes everything of an import but its record, in the running transaction or one of its own. */
export async function removeContents(database: Database, importId: number): Promise<void> {
  const { problems, chunks, rows, scores } = database;
  await database.transaction('rw', [problems, chunks, rows, scores], async () => {
    for (const table of [chunks, rows, scores]) await ofImport(table as Table<ChunkRecord, unknown>, importId).delete();
    await problems.delete(importId);
  });
}

async function refuseNewer(): Promise<void> {
  try {
    const there = (await indexedDB.databases()).find(({ name }) => name === NAME);
    if ((there?.version ?? 0) <= NATIVE_VERSION) return;
  } catch (error) {
    throw failWith('StorageBlocked', error instanceof Error ? error.message : String(error));
  }
  throw failWith('StorageBlocked', 'a newer version of the app has changed the database');
}
