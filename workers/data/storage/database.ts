import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
import { NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { failWith } from '../failures.ts';
import type { ImportRecord } from '../imports/imports.api.ts';
import type { Payload } from './payload.ts';

/**
 * The tables on disk; the only file that knows Dexie. A client is never a record: its values lie in a chunk of some
 * thousand rows (`chunks`), what the list needs lies apart (`rows`), and forecasts belong to a chunk and a model version
 * (`scores`), so scoring with another model adds and never overwrites. Which of an import's forecasts are seen, `forecasts` says.
 */
export type Database = Dexie & {
  imports: EntityTable<ImportRecord, 'id'>;
  problems: EntityTable<ProblemsRecord, 'importId'>;
  chunks: Table<ChunkRecord, ChunkKey>;
  rows: Table<ChunkRecord, ChunkKey>;
  scores: Table<ScoresRecord, ScoresKey>;
  forecasts: Table<ForecastSet, ForecastSetKey>;
  log: EntityTable<LogRecord, 'id'>;
  logDetails: EntityTable<LogDetailsRecord, 'id'>;
  settings: EntityTable<SettingRecord, 'key'>;
  models: EntityTable<ImportedModelRecord, 'version'>;
  covers: EntityTable<CoversRecord, 'version'>;
  handles: EntityTable<HandleRecord, 'importId'>;
  mappings: EntityTable<MappingRecord, 'header'>;
  fits: Table<EligibilityRecord, ChunkKey>;
};

export type ChunkKey = [importId: number, index: number];
export type ScoresKey = [...ChunkKey, modelVersion: string];
export type ForecastSetKey = [importId: number, modelVersion: string];
export type ChunkRecord = { importId: number; index: number; sealed: Payload };
export type ScoresRecord = ChunkRecord & { modelVersion: string };

/** One model's forecasts of a whole import. Of each import that is ready, one set is `shown`; a `pending` one is not there yet. */
export type ForecastSet = {
  importId: number;
  modelVersion: string;
  modelName: string;
  source: 'import' | 'rescoring';
  state: 'pending' | 'shown' | 'past';
  madeAt: number;
};

/** `facts` is what the list of models says, `file` the model file's bytes. */
export type ImportedModelRecord = { version: string; keptAt: number; sha256: string; facts: Payload; file: Payload };
/** Covers counted for a model that came without: `sha256` is that of its file, `sealed` has a float32 for each node. */
export type CoversRecord = { version: string; sha256: string; rows: number; sealed: Payload };
/** Where the browser finds the file of an import that has not ended well. */
export type HandleRecord = { importId: number; handle: FileSystemFileHandle };
/** What people decided about files with a header: its hash, and the choices with the names of columns in `sealed`. */
export type MappingRecord = { header: string; usedAt: number; sealed: Payload };
/** Which products fit the clients of a chunk by their values, worked out with the rules of `rulesKey`. */
export type EligibilityRecord = ChunkRecord & { rulesKey: string };
/** What was wrong with an import, and its rejected rows as they stood. Earlier versions of the app kept no rows. */
export type ProblemsRecord = { importId: number; sealed: Payload; rows?: Payload | null };
/** `clientKey` is empty for a batch, `importId` 0 for a single forecast: indexes know no null. */
export type LogRecord = { id: number; at: number; clientKey: string; importId: number; sealed: Payload };
export type LogDetailsRecord = { id: number; sealed: Payload };
export type SettingRecord = { key: 'segments' | 'products' | 'activeModel' | 'engine'; value: unknown };

const NAME = 'tuntundohod';
const VERSION = 4;
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
  database.version(1).stores({
    imports: '++id',
    problems: 'importId',
    chunks: '[importId+index]',
    rows: '[importId+index]',
    scores: '[importId+index+modelVersion]',
    log: '++id, at, clientKey, importId',
    logDetails: 'id',
    settings: 'key',
  });
  database.version(2).stores({ forecasts: '[importId+modelVersion]', models: 'version' }).upgrade(addForecastSets);
  database.version(3).stores({ covers: 'version' });
  database
    .version(VERSION)
    .stores({ handles: 'importId', mappings: 'header', fits: '[importId+index]' })
    .upgrade(addPreviewFacts);
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

/** All records of an import in a table whose key begins with the import, in the order of the key. */
export function ofImport<Row, Key>(table: Table<Row, Key>, importId: number) {
  return table.where(':id').between([importId], [importId, []]);
}

/** Removes everything of an import but its record, in the running transaction or one of its own. */
export async function removeContents(database: Database, importId: number): Promise<void> {
  const { problems, chunks, rows, scores, forecasts, fits } = database;
  await database.transaction('rw', [problems, chunks, rows, scores, forecasts, fits], async () => {
    for (const table of [chunks, rows, scores, forecasts, fits] as Table<unknown, unknown>[]) {
      await ofImport(table, importId).delete();
    }
    await problems.delete(importId);
  });
}

/** Before version 2 an import had the forecasts of one model, which its record names. */
async function addForecastSets(transaction: Transaction): Promise<void> {
  const imports: ImportRecord[] = await transaction.table('imports').toArray();
  const sets = imports
    .filter(({ state }) => state === 'ready')
    .map(
      ({ id, modelName, modelVersion, finishedAt, startedAt }): ForecastSet => ({
        ...{ importId: id, modelVersion: modelVersion ?? '', modelName: modelName ?? '' },
        ...{ source: 'import', state: 'shown', madeAt: finishedAt ?? startedAt },
      }),
    );
  await transaction.table('forecasts').bulkAdd(sets);
}

/** Before version 4 nobody was asked how to read a file, and nobody counted what it took. */
async function addPreviewFacts(transaction: Transaction): Promise<void> {
  await transaction
    .table('imports')
    .toCollection()
    .modify((record: ImportRecord) => {
      record.name = record.fileName;
      record.choices = NO_CHOICES;
      record.storedBytes = null;
      record.quality = null;
      record.canRunAgain = false;
      record.counts.unchanged = 0;
      record.counts.actualIncomes = 0;
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
