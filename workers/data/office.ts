import { type FeatureValue, type Offer, recommend } from '../../src/core/offers.ts';
import { type Segment, segmentIndex } from '../../src/core/segments.ts';
import { type Administration, openAdministration } from './administration.ts';
import { type Changes, openChanges } from './changes.ts';
import type { Offering } from './clients/clientMatches.ts';
import { type ClientIndex, createClientIndex, type SmallColumns } from './clients/clients.ts';
import { type Log, openLog } from './log.ts';
import { type Engines, openEngines } from './models/engines.ts';
import { type Models, openModels } from './models/models.ts';
import { type ChunkKeeper, openChunkKeeper } from './storage/chunkKeeper.ts';
import { readSmallColumns } from './storage/chunks.ts';
import { type Database, type ForecastSet, openDatabase } from './storage/database.ts';
import { completeSets } from './storage/forecastSets.ts';

/** Everything the data worker works with, opened once. */
export type Office = {
  appUrl: string;
  database: Database;
  changes: Changes;
  models: Models;
  engines: Engines;
  administration: Administration;
  log: Log;
  chunks: ChunkKeeper;
  /** The visible clients. Replaced as a whole when an import went or another tab changed something. */
  clients: ClientIndex;
  /** Runs changes of `clients` one after the other. */
  inTurn(change: () => Promise<void>): Promise<void>;
};

export async function openOffice(appUrl: string): Promise<Office> {
  const database = await openDatabase();
  const models = openModels(appUrl, database);
  // Fetched while the clients are read. What is wrong with it is told to whoever asks for it.
  models.active().catch(() => {});
  const changes = openChanges();
  const office: Office = {
    appUrl,
    database,
    changes,
    models,
    engines: openEngines({ database, workers: models, onChange: () => changes.announce({ kind: 'engine' }) }),
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
    clients.reserve(await countRows(office.database));
    for (const set of await shownSets(office.database)) {
      for await (const chunk of readSmallColumns(office.database, set)) clients.append(chunk);
    }
    office.clients = clients;
  });
}

/** Adds the clients of the newest import to those that are shown. */
export function showImport(office: Office, importId: number): Promise<void> {
  return office.inTurn(async () => {
    const [set] = await completeSets(office.database, importId);
    if (!set) return;
    const chunks: SmallColumns[] = [];
    for await (const chunk of readSmallColumns(office.database, set)) chunks.push(chunk);
    // All in one go: nobody sees a part of it.
    for (const chunk of chunks) office.clients.append(chunk);
  });
}

/** Rows of all ready imports, those included that later ones hide. */
async function countRows({ imports }: Database): Promise<number> {
  const ready = await imports.filter(({ state }) => state === 'ready').toArray();
  return ready.reduce((sum, { progress }) => sum + progress.rows, 0);
}

/** The forecasts to be seen, the oldest import first. */
async function shownSets({ forecasts }: Database): Promise<ForecastSet[]> {
  return (await forecasts.toArray()).filter(({ state }) => state === 'shown').sort((a, b) => a.importId - b.importId);
}

/** What the list shows and narrows clients by. */
export function offeringOf({ administration }: Office): Offering {
  return { segments: administration.segments(), products: administration.products() };
}

export function segmentOf({ administration }: Office, incomeRub: number): Segment {
  const segments = administration.segments();
  const segment = segments[segmentIndex(segments, incomeRub)];
  if (!segment) throw new Error('there are no segments');
  return segment;
}

export function offersFor(office: Office, incomeRub: number, values: Record<string, FeatureValue>): Offer[] {
  const segmentId = segmentOf(office, incomeRub).id;
  const known = new Map(Object.entries(values));
  return recommend(office.administration.products(), { incomeRub, segmentId, value: (feature) => known.get(feature) });
}

function oneAfterTheOther(): Office['inTurn'] {
  let last: Promise<void> = Promise.resolve();
  return (change) => {
    last = last.catch(() => {}).then(change);
    return last;
  };
}
