import { HASH_WORDS } from '../../../src/core/clients/rowHash.ts';
import type { Forecasts } from '../../model.api.ts';
import type { KnownClient } from '../clients/clients.ts';
import type { EnginePool } from '../scoring/engines.ts';

/** Rows to be forecast; `hashes` by `hashRows`, `matrix` rows × features. */
type Rows = {
  ids: readonly string[];
  hashes: Uint32Array;
  matrix: Float32Array<ArrayBuffer>;
  modelVersion: string;
};

export type ForecastSources = { known: (clientId: string) => KnownClient | null; pool: Pick<EnginePool, 'predict'> };

/** `isUnchanged` has a 1 for each row whose forecast was taken over; null when there is none. */
export type ChunkForecasts = Forecasts & { isUnchanged: Uint8Array | null };

/**
 * Forecasts rows, except those of clients who had the same values before and were forecast by the same model: they keep their forecast,
 * which is the same bits as a new one. Without any other rows the model is not asked.
 */
export async function forecastChanged(rows: Rows, { known, pool }: ForecastSources): Promise<ChunkForecasts> {
  const kept = rows.ids.map((id, row) => keptForecast(rows, row, known(id)));
  const changed = kept.flatMap((forecast, row) => (forecast ? [] : [row]));
  if (changed.length === kept.length) return { ...(await pool.predict(rows.matrix)), isUnchanged: null };
  const made = changed.length === 0 ? null : await pool.predict(pickRows(rows, changed));
  const forecasts = emptyForecasts(kept.length, made ? made.interval !== null : kept.some((one) => one?.interval));
  kept.forEach((forecast, row) => {
    if (forecast) put(forecasts, row, forecast);
  });
  changed.forEach((row, at) => {
    if (made) put(forecasts, row, forecastAt(made, at));
  });
  return {
    ...forecasts,
    tookMs: made?.tookMs ?? 0,
    isUnchanged: Uint8Array.from(kept, (forecast) => (forecast ? 1 : 0)),
  };
}

type Forecast = Pick<KnownClient, 'incomeRub' | 'interval'>;

function keptForecast({ hashes, modelVersion }: Rows, row: number, known: KnownClient | null): Forecast | null {
  if (known?.modelVersion !== modelVersion) return null;
  const at = row * HASH_WORDS;
  return known.hash0 === hashes[at] && known.hash1 === hashes[at + 1] ? known : null;
}

function pickRows({ ids, matrix }: Rows, rows: readonly number[]): Float32Array<ArrayBuffer> {
  const width = matrix.length / ids.length;
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    picked.set(matrix.subarray(row * width, (row + 1) * width), at * width);
  });
  return picked;
}

function emptyForecasts(rows: number, hasInterval: boolean): Omit<Forecasts, 'tookMs'> {
  const column = () => new Float32Array(rows);
  return { income: column(), interval: hasInterval ? { p10: column(), p90: column() } : null };
}

function forecastAt({ income, interval }: Forecasts, at: number): Forecast {
  const ends = interval && { lowRub: interval.p10[at] ?? Number.NaN, highRub: interval.p90[at] ?? Number.NaN };
  return { incomeRub: income[at] ?? Number.NaN, interval: ends };
}

function put({ income, interval }: Omit<Forecasts, 'tookMs'>, row: number, forecast: Forecast): void {
  income[row] = forecast.incomeRub;
  if (!interval) return;
  interval.p10[row] = forecast.interval?.lowRub ?? Number.NaN;
  interval.p90[row] = forecast.interval?.highRub ?? Number.NaN;
}
