import { createMutex, type Mutex } from '../../src/core/machine/mutex.ts';
import { type FeatureValue, type Offer, recommend } from '../../src/core/offers/offers.ts';
import { type Segment, segmentFor } from '../../src/core/offers/segments.ts';
import { type ClientIndex, createClientIndex } from './clients/clients.ts';
import type { OfferSettings } from './clients/rowFilter.ts';
import { type Changes, createChanges } from './jobs/changes.ts';
import { type Log, openLog } from './log/log.ts';
import { type Models, openModels } from './models/models.ts';
import { type Offers, openOffers } from './offers/offers.ts';
import { type Engines, openEngines } from './scoring/engines/engines.ts';
import { type ModelWorkers, openModelWorkers } from './scoring/workers/modelWorkers.ts';
import { type ChunkCache, createChunkCache } from './storage/chunkCache.ts';
import { readSmallColumns } from './storage/chunks.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { completeSets } from './storage/forecastSets.ts';
import type { ForecastSet, SmallColumns } from './storage/records.ts';

/** Everything the data worker works with, opened once. */
export type DataContext = {
  appUrl: string;
  database: Database;
  /** Announces changes of shared data. */
  changes: Changes;
  models: Models;
  workers: ModelWorkers;
  engines: Engines;
  offers: Offers;
  log: Log;
  chunks: ChunkCache;
  /** The visible clients. Replaced as a whole when an import went or another tab changed something. */
  clients: ClientIndex;
  /** Runs changes of `clients` one after the other. */
  inTurn: Mutex;
};

export async function openDataContext(appUrl: string): Promise<DataContext> {
  const database = await openDatabase();
  const models = openModels(appUrl, database);
  // Fetches the model while the clients are read. A later caller gets its error.
  models.active().catch(() => {});
  const changes = createChanges();
  const workers = openModelWorkers();
  const context: DataContext = {
    appUrl,
    database,
    changes,
    models,
    workers,
    engines: openEngines({ database, workers, onChange: () => changes.announce('engine') }),
    offers: await openOffers(database),
    log: openLog(database),
    chunks: createChunkCache(database),
    clients: createClientIndex(),
    inTurn: createMutex(),
  };
  await reloadClients(context);
  return context;
}

/** What a change of the visible clients needs. */
type Visible = Pick<DataContext, 'database' | 'clients' | 'inTurn'>;

/** Shows the clients of all ready imports, the oldest import first, in place of those shown so far. */
export function reloadClients(context: Visible): Promise<void> {
  return context.inTurn(async () => {
    const clients = createClientIndex();
    clients.reserve(await countRows(context.database));
    for (const set of await shownSets(context.database)) {
      for await (const chunk of readSmallColumns(context.database, set)) clients.append(chunk);
    }
    context.clients = clients;
  });
}

/** Adds the clients of the newest import to the visible ones. */
export function showImport(context: Visible, importId: number): Promise<void> {
  return context.inTurn(async () => {
    const [set] = await completeSets(context.database, importId);
    if (!set) return;
    const chunks: SmallColumns[] = [];
    for await (const chunk of readSmallColumns(context.database, set)) chunks.push(chunk);
    // Appends without a pause, so that no query sees a part of the import.
    for (const chunk of chunks) context.clients.append(chunk);
  });
}

/** Rows of all ready imports, including those that later ones hide. */
async function countRows({ imports }: Database): Promise<number> {
  const ready = await imports.filter(({ state }) => state === 'ready').toArray();
  return ready.reduce((sum, { progress }) => sum + progress.rows, 0);
}

/** The visible forecasts, the oldest import first. */
async function shownSets({ forecasts }: Database): Promise<ForecastSet[]> {
  return (await forecasts.toArray()).filter(({ state }) => state === 'shown').sort((a, b) => a.importId - b.importId);
}

/** The settings by which the list shows and filters clients. */
export function offerSettingsOf({ offers }: Pick<DataContext, 'offers'>): OfferSettings {
  return { segments: offers.segments(), products: offers.products() };
}

export function segmentOf({ offers }: Pick<DataContext, 'offers'>, incomeRub: number): Segment {
  return segmentFor(offers.segments(), incomeRub);
}

export function offersFor(
  context: Pick<DataContext, 'offers'>,
  incomeRub: number,
  values: Record<string, FeatureValue>,
): Offer[] {
  const segmentId = segmentOf(context, incomeRub).id;
  const byFeature = new Map(Object.entries(values));
  return recommend(context.offers.products(), { incomeRub, segmentId, value: (feature) => byFeature.get(feature) });
}
