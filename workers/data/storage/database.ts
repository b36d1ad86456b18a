import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
import { NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { failWith } from '../failures.ts';
import type { ImportRecord } from './importRecord.api.ts';
import type {
  ChunkKey,
  ChunkRecord,
  CoversRecord,
  EligibilityRecord,
  ForecastSet,
  ForecastSetKey,
  HandleRecord,
  ImportedModelRecord,
  LogDetailsRecord,
  LogRecord,
  MappingRecord,
  ProblemsRecord,
  ScoresKey,
  ScoresRecord,
  SettingRecord,
} from './records.ts';

/**
 * The tables; the only file that knows Dexie. A client is never a record: its values are in a chunk of some thousand
 * rows (`chunks`), the columns of the list are separate (`rows`), and forecasts belong to a chunk and a model version
 * (`scores`), so scoring with another model adds and never overwrites. `forecasts` records which forecasts of an import
 * are visible.
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
  /** Called `fits` on disk, as in the first version with this table. */
  eligibility: Table<EligibilityRecord, ChunkKey>;
};

const NAME = 'tuntundohod';
const VERSION = 4;
/** Dexie multiplies its version numbers by ten. */
const NATIVE_VERSION = VERSION * 10;

/**
 * Opens the database.
 * @throws StorageBlocked when none is available (private mode, a browser's policy), when a tab with an older version of
 * the app holds it open, or when a newer version of the app has already changed it.
 */
export async function openDatabase(): Promise<Database> {
  await refuseNewer();
  // "relaxed": the operating system decides when bytes reach the disk. A power cut may cost the last seconds, but never
  // consistency, since all writes pass through one journal in order.
  const database = new Dexie(NAME, { cache: 'disabled', chromeTransactionDurability: 'relaxed' }) as Database;
  declareTables(database);
  database.eligibility = database.table('fits');
  // Another tab is about to upgrade and must not wait for this one. From now on calls here fail with StorageBlocked;
  // returning false keeps Dexie from opening the database again, at a version that this code does not know.
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

function declareTables(database: Dexie): void {
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
}

/** All records of an import in a table whose key begins with the import, in the order of the key. */
export function ofImport<Row, Key>(table: Table<Row, Key>, importId: number) {
  return table.where(':id').between([importId], [importId, []]);
}

/** Removes all data of an import except its record, in the running transaction or its own. */
export async function removeContents(database: Database, importId: number): Promise<void> {
  const { problems, chunks, rows, scores, forecasts, eligibility } = database;
  const byImport = [chunks, rows, scores, forecasts, eligibility] as Table<unknown, unknown>[];
  await database.transaction('rw', [problems, ...byImport], async () => {
    for (const table of byImport) await ofImport(table, importId).delete();
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
        importId: id,
        modelVersion: modelVersion ?? '',
        modelName: modelName ?? '',
        source: 'import',
        state: 'shown',
        madeAt: finishedAt ?? startedAt,
      }),
    );
  await transaction.table('forecasts').bulkAdd(sets);
}

/** Before version 4 imports had no preview, and their size in storage was not counted. */
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
    const stored = (await indexedDB.databases()).find(({ name }) => name === NAME);
    if (stored?.version === undefined || stored.version <= NATIVE_VERSION) return;
  } catch (error) {
    throw failWith('StorageBlocked', error instanceof Error ? error.message : String(error));
  }
  throw failWith('StorageBlocked', 'a newer version of the app has changed the database');
}
