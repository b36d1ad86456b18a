import type { Mutex } from '../../../src/core/machine/mutex.ts';
import { readSmallColumns } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import { completeSets } from '../storage/forecastSets.ts';
import type { ForecastSet, SmallColumns } from '../storage/records.ts';
import { type ClientIndex, createClientIndex } from './clients.ts';

/** The visible clients, and what a change of them needs. */
export type VisibleClients = {
  database: Database;
  /** Replaced as a whole when an import went or another tab changed something. */
  clients: ClientIndex;
  /** Runs changes of `clients` one after the other. */
  inTurn: Mutex;
};

/** Shows the clients of all ready imports, the oldest import first, in place of those shown so far. */
export function reloadClients(visible: VisibleClients): Promise<void> {
  return visible.inTurn(async () => {
    const clients = createClientIndex();
    clients.reserve(await countRows(visible.database));
    for (const set of await shownSets(visible.database)) {
      for await (const chunk of readSmallColumns(visible.database, set)) clients.append(chunk);
    }
    visible.clients = clients;
  });
}

/** Adds the clients of the newest import to the visible ones. */
export function showImport(visible: VisibleClients, importId: number): Promise<void> {
  return visible.inTurn(async () => {
    const [set] = await completeSets(visible.database, importId);
    if (!set) return;
    const chunks: SmallColumns[] = [];
    for await (const chunk of readSmallColumns(visible.database, set)) chunks.push(chunk);
    // Appends without a pause, so that no query sees a part of the import.
    for (const chunk of chunks) visible.clients.append(chunk);
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
