import type { PastForecast } from '../../clients.api.ts';
import type { StoredEntry } from '../log.ts';
import { type Office, segmentOf } from '../office.ts';
import { unsealScores } from '../storage/chunks.ts';
import type { ForecastSet } from '../storage/database.ts';
import { completeSets } from '../storage/forecastSets.ts';
import { type Place, toInterval } from './clients.ts';

/** Every forecast of a client's stored rows, whichever model made it, and every logged request, newest first. */
export async function historyOf(office: Office, clientId: string, places: readonly Place[]): Promise<PastForecast[]> {
  const [stored, entries] = await Promise.all([
    Promise.all(places.map((place) => forecastsAt(office, place))),
    office.log.entriesOfClient(clientId),
  ]);
  return [...stored.flat(), ...entries.flatMap(toPastForecast)].sort((a, b) => b.at - a.at);
}

/** A logged request as a forecast of the past; one that failed is none. */
export function toPastForecast({ id, incomeRub, segmentId, modelVersion, ...entry }: StoredEntry): PastForecast[] {
  if (incomeRub === null || segmentId === null || modelVersion === null) return [];
  const { at, source, isSimulation, interval } = entry;
  return [{ at, source, incomeRub, interval, segmentId, modelVersion, isSimulation, entryId: id, importId: null }];
}

async function forecastsAt(office: Office, place: Place): Promise<PastForecast[]> {
  const sets = await completeSets(office.database, place.importId);
  const forecasts = await Promise.all(sets.map((set) => forecastOf(office, place, set)));
  return forecasts.flat();
}

async function forecastOf(office: Office, place: Place, set: ForecastSet): Promise<PastForecast[]> {
  const { importId, index, row } = place;
  const { modelVersion, source, madeAt } = set;
  const record = await office.database.scores.get([importId, index, modelVersion]);
  if (!record) return [];
  const { income, interval } = await unsealScores(record.sealed);
  const incomeRub = income[row];
  if (incomeRub === undefined) return [];
  return [
    {
      ...{ at: madeAt, source, incomeRub, interval: toInterval(interval, row) },
      ...{ segmentId: segmentOf(office, incomeRub).id, modelVersion, isSimulation: false, entryId: null, importId },
    },
  ];
}
