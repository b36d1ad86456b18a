import type { ImportRecord } from '../data.api.ts';
import { type Administration, openAdministration } from './administration.ts';
import { type Changes, openChanges } from './changes.ts';
import { type ChunkKeeper, openChunkKeeper, readSmallColumns } from './chunks.ts';
import { type ClientIndex, createClientIndex } from './clients.ts';
import { type Database, openDatabase } from './database.ts';
import { type Log, openLog } from './log.ts';
import { type Models, openModels } from './models.ts';

/** Everything the data worker works with, opened once. */
export type Office = {
  appUrl: string;
  database: Database;
  changes: Changes;
  models: Models;
  administration: Administration;
  log: Log;
  chunks: ChunkKeeper;
  /** The visible clients. Replaced as a whole when an import went or another tab changed something. */
  clients: ClientIndex;
  /** Runs changes of `clients` one after the other. */
  inTurn(change: () => Promise<void>): Promise<void>;
};

export async function openOffice(appUrl: string): Promise<Office> {
  const models = openModels(appUrl);
  // Fetched while the database opens. What is wrong with it is told to whoever asks for it.
  models.active().catch(() => {});
  const database = await openDatabase();
  const office: Office = {
    appUrl,
    database,
    changes: openChanges(),
    models,
    administration: await openAdministration(database),
    log: openLog(database),
    chunks: openChunkKeeper(database),
    clients: createClientIndex(),
    inTurn: oneAfterTheOther(),
  };
  await reloadClients(office);
  return office;
}

/** Shows the clients of all ready imports, the oldest import first, in place of those shown so far. */
export function reloadClients(office: Office): Promise<void> {
  return office.inTurn(async () => {
    const clients = createClientIndex();
    for (const record of await office.database.imports.toArray()) {
      if (record.state !== 'ready') continue;
      for (const chunk of await readSmallColumns(office.database, record)) clients.append(chunk);
    }
    office.clients = clients;
  });
}

/** Adds the clients of the newest import to those that are shown. */
export function showImport(office: Office, record: ImportRecord): Promise<void> {
  return office.inTurn(async () => {
    for (const chunk of await readSmallColumns(office.database, record)) office.clients.append(chunk);
  });
}

function oneAfterTheOther(): Office['inTurn'] {
  let last: Promise<void> = Promise.resolve();
  return (change) => {
    last = last.catch(() => {}).then(change);
    return last;
  };
}
