import { type Database, ofImport } from './database.ts';
import type { ForecastSet } from './records.ts';

/** An import's sets of forecasts that are complete, the shown one first. */
export async function completeSets({ forecasts }: Database, importId: number): Promise<ForecastSet[]> {
  const sets = await ofImport(forecasts, importId).toArray();
  return sets.filter(({ state }) => state !== 'pending').sort(shownFirst);
}

/** Sets of an unfinished re-scoring, which is running or was cut off. */
export async function pendingSets({ forecasts }: Database): Promise<ForecastSet[]> {
  return forecasts.filter(({ state }) => state === 'pending').toArray();
}

/** Removes unfinished sets with all their forecasts. */
export async function removeSets(database: Database, sets: readonly ForecastSet[]): Promise<void> {
  const { forecasts, scores } = database;
  for (const { importId, modelVersion } of sets) {
    const ofSet = ofImport(scores, importId).filter((record) => record.modelVersion === modelVersion);
    await database.transaction('rw', [forecasts, scores], async () => {
      await ofSet.delete();
      await forecasts.delete([importId, modelVersion]);
    });
  }
}

function shownFirst(a: ForecastSet, b: ForecastSet): number {
  return Number(b.state === 'shown') - Number(a.state === 'shown') || b.madeAt - a.madeAt;
}
