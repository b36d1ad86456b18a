import { createMutex } from '../../src/core/machine/mutex.ts';
import { createClientIndex } from './clients/clients.ts';
import type { OfferSettings } from './clients/rowFilter.ts';
import { reloadClients, type VisibleClients } from './clients/visibleClients.ts';
import { type Changes, createChanges } from './jobs/changes.ts';
import { type Log, openLog } from './log/log.ts';
import { type Models, openModels } from './models/models.ts';
import { type Offers, openOffers } from './offers/offers.ts';
import { type Engines, openEngines } from './scoring/engines/engines.ts';
import { type ModelWorkers, openModelWorkers } from './scoring/workers/modelWorkers.ts';
import { type ChunkCache, createChunkCache } from './storage/chunkCache.ts';
import { openDatabase } from './storage/database.ts';

/** Everything the data worker works with, opened once. */
export type DataContext = VisibleClients & {
  appUrl: string;
  /** Announces changes of shared data. */
  changes: Changes;
  models: Models;
  workers: ModelWorkers;
  engines: Engines;
  offers: Offers;
  log: Log;
  chunks: ChunkCache;
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

/** The settings by which the list shows and filters clients. */
export function offerSettingsOf(offers: Offers): OfferSettings {
  return { segments: offers.segments(), products: offers.products() };
}
