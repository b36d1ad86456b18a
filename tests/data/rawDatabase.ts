import { waitFor } from '../waitFor.ts';

/** Reads and changes the app's database without the app. */

const NAME = 'tuntundohod';

const connections = new Set<IDBDatabase>();

/**
 * Opens the database at its current version, or at the version of another build of the app, whose tables do not matter
 * here.
 */
export async function openDatabase(version?: number): Promise<IDBDatabase> {
  const database = await answerTo(indexedDB.open(NAME, version));
  connections.add(database);
  return database;
}

function close(database: IDBDatabase): void {
  connections.delete(database);
  database.close();
}

/** Closes connections of tests, including failed tests: an open connection blocks a deletion. */
export function closeConnections(): void {
  for (const database of connections) close(database);
}

export async function deleteDatabase(): Promise<void> {
  const deletion = indexedDB.deleteDatabase(NAME);
  await waitFor(
    'the database to be deleted',
    () => deletion.readyState,
    (state) => state === 'done',
  );
  if (deletion.error) throw deletion.error;
}

/** Number of records in the tables on disk. */
export async function stored(): Promise<Record<string, number>> {
  const tables = ['chunks', 'rows', 'scores', 'forecasts', 'fits', 'log', 'logDetails', 'models'];
  const database = await openDatabase();
  const transaction = database.transaction(tables, 'readonly');
  const counts = await Promise.all(tables.map((table) => answerTo(transaction.objectStore(table).count())));
  close(database);
  return Object.fromEntries(tables.map((table, at) => [table, counts[at] ?? 0]));
}

/** Changes a table without the app noticing. */
export async function changeTable(table: string, change: (store: IDBObjectStore) => unknown): Promise<void> {
  const database = await openDatabase();
  const transaction = database.transaction(table, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  await change(transaction.objectStore(table));
  await done;
  close(database);
}

export function answerTo<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
