import { encodePayload } from '../../../workers/data/storage/payload.ts';

/**
 * Earlier versions of the database with a known layout. 1: incomes only, no table of forecasts. 3: the last one without
 * the preview.
 */
type Version = 1 | 3;

const FIRST_TABLES = {
  imports: 'id',
  problems: 'importId',
  chunks: ['importId', 'index'],
  rows: ['importId', 'index'],
  scores: ['importId', 'index', 'modelVersion'],
  log: 'id',
  logDetails: 'id',
  settings: 'key',
};
const TABLES: Record<Version, Record<string, string | string[]>> = {
  1: FIRST_TABLES,
  3: { ...FIRST_TABLES, forecasts: ['importId', 'modelVersion'], models: 'version', covers: 'version' },
};

/** Creates the database of an earlier version of the app, with one client. */
export async function createEarlier(version: Version): Promise<void> {
  const contents = await contentsOf(version);
  await new Promise<void>((resolve, reject) => {
    // Dexie multiplies its version numbers by ten.
    const opening = indexedDB.open('tuntundohod', version * 10);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(TABLES[version])) {
        const autoIncrement = table === 'imports' || table === 'log';
        const store = opening.result.createObjectStore(table, { keyPath, autoIncrement });
        if (table === 'log') for (const index of ['at', 'clientKey', 'importId']) store.createIndex(index, index);
        if (contents[table]) store.put(contents[table]);
      }
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}

async function contentsOf(version: Version): Promise<Record<string, unknown>> {
  const key = { importId: 1, index: 0 };
  const modelVersion = 'old-1';
  const common = {
    imports: {
      id: 1,
      source: 'file',
      fileName: 'old.csv',
      sizeBytes: 9,
      state: 'ready',
      startedAt: 1_000,
      finishedAt: 2_000,
      schema: null,
      failure: null,
      modelName: 'income',
      modelVersion,
      progress: { doneBytes: 9, totalBytes: 9, rows: 1, rowsPerSecond: 1, secondsLeft: 0 },
      counts: {
        read: 2,
        imported: 1,
        rejected: 1,
        duplicates: 0,
        updated: 0,
        unreadableCells: 0,
        unseenCategories: 0,
      },
      timings: { parse: 1, score: 1, store: 1, total: 3 },
    },
    problems: { importId: 1, sealed: await encodePayload([{ kind: 'no-id', line: 3 }]) },
    chunks: { ...key, sealed: await encodePayload({ features: ['age'], dictionaries: [null] }, Float64Array.of(30)) },
    rows: { ...key, sealed: await encodePayload({ ids: ['1'], names: ['Анна'], dates: null }) },
  };
  if (version === 1)
    return { ...common, scores: { ...key, modelVersion, sealed: await encodePayload({}, Float32Array.of(70_000)) } };
  const scores = await encodePayload({ hasInterval: true }, Float32Array.of(70_000, 50_000, 90_000));
  return {
    ...common,
    scores: { ...key, modelVersion, sealed: scores },
    forecasts: { importId: 1, modelVersion, modelName: 'income', source: 'import', state: 'shown', madeAt: 2_000 },
  };
}
