import { type Place, toInterval } from '../clients/clients.ts';
import type { DataContext } from '../context.ts';
import type { PastForecast } from '../log/log.api.ts';
import type { StoredEntry } from '../log/log.ts';
import { segmentOf } from '../offers/offersFor.ts';
import { decodeScores } from '../storage/chunks.ts';
import { completeSets } from '../storage/forecastSets.ts';
import type { ForecastSet } from '../storage/records.ts';

/** Every forecast of a client's stored rows, whichever model made it, and every logged request, newest first. */
export async function historyOf(
  context: Pick<DataContext, 'database' | 'offers' | 'log'>,
  clientId: string,
  places: readonly Place[],
): Promise<PastForecast[]> {
  const [stored, entries] = await Promise.all([
    Promise.all(places.map((place) => forecastsAt(context, place))),
    context.log.entriesOfClient(clientId),
  ]);
  return [...stored.flat(), ...entries.flatMap(toPastForecast)].sort((a, b) => b.at - a.at);
}

/** A logged request as a past forecast; null for a request that failed. */
export function toPastForecast({ id, incomeRub, segmentId, modelVersion, ...entry }: StoredEntry): PastForecast[] {
  if (incomeRub === null || segmentId === null || modelVersion === null) return [];
  const { at, source, isSimulation, interval } = entry;
  return [{ at, source, incomeRub, interval, segmentId, modelVersion, isSimulation, entryId: id, importId: null }];
}

type ForecastContext = Pick<DataContext, 'database' | 'offers'>;

async function forecastsAt(context: ForecastContext, place: Place): Promise<PastForecast[]> {
  const sets = await completeSets(context.database, place.importId);
  const forecasts = await Promise.all(sets.map((set) => forecastOf(context, place, set)));
  return forecasts.flat();
}

async function forecastOf(
  { database, offers }: ForecastContext,
  place: Place,
  set: ForecastSet,
): Promise<PastForecast[]> {
  const { importId, index, row } = place;
  const { modelVersion, source, madeAt } = set;
  const record = await database.scores.get([importId, index, modelVersion]);
  if (!record) return [];
  const { income, interval } = await decodeScores(record.sealed);
  const incomeRub = income[row];
  if (incomeRub === undefined) return [];
  return [
    {
      at: madeAt,
      source,
      incomeRub,
      interval: toInterval(interval, row),
      segmentId: segmentOf(offers, incomeRub).id,
      modelVersion,
      isSimulation: false,
      entryId: null,
      importId,
    },
  ];
}
