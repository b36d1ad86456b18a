import { HASH_WORDS } from '../../../src/core/clients/rowHash.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { Forecasts } from '../../model.api.ts';
import type { KnownClient } from '../clients/clients.ts';
import type { EnginePool } from '../scoring/engines/enginePool.ts';

/** Rows to be forecast; `hashes` by `hashRows`, `matrix` rows × features. */
type Rows = {
  ids: readonly string[];
  hashes: Uint32Array;
  matrix: Float32Array<ArrayBuffer>;
  modelVersion: string;
};

export type ForecastSources = {
  /** The newest row of a client before this import; null for a new client. */
  newestOf: (clientId: string) => KnownClient | null;
  pool: Pick<EnginePool, 'predict'>;
};

/** `isUnchanged` has a 1 for each row whose forecast was taken over; null when there is none. */
export type ChunkForecasts = Forecasts & { isUnchanged: Uint8Array | null };

/**
 * Forecasts rows, but takes over a client's earlier forecast when values and model are the same: a new one would have
 * the same bits. The model is not called when no rows are left.
 */
export async function forecastChanged(rows: Rows, { newestOf, pool }: ForecastSources): Promise<ChunkForecasts> {
  const earlier = rows.ids.map((id, row) => earlierForecast(rows, row, newestOf(id)));
  const changed = earlier.flatMap((forecast, row) => (forecast ? [] : [row]));
  if (changed.length === earlier.length) return { ...(await pool.predict(rows.matrix)), isUnchanged: null };
  const made = changed.length === 0 ? null : await pool.predict(pickRows(rows, changed));
  const hasInterval = made ? made.interval !== null : earlier.some((forecast) => forecast?.interval);
  const forecasts = emptyForecasts(earlier.length, hasInterval);
  earlier.forEach((forecast, row) => {
    if (forecast) writeForecast(forecasts, row, forecast);
  });
  if (made) changed.forEach((row, index) => void writeForecast(forecasts, row, readForecast(made, index)));
  return {
    ...forecasts,
    tookMs: made ? made.tookMs : 0,
    isUnchanged: Uint8Array.from(earlier, (forecast) => (forecast ? 1 : 0)),
  };
}

type Forecast = Pick<KnownClient, 'incomeRub' | 'interval'>;

function earlierForecast({ hashes, modelVersion }: Rows, row: number, newest: KnownClient | null): Forecast | null {
  if (newest?.modelVersion !== modelVersion) return null;
  const first = row * HASH_WORDS;
  return newest.hash0 === hashes[first] && newest.hash1 === hashes[first + 1] ? newest : null;
}

function pickRows({ ids, matrix }: Rows, rows: readonly number[]): Float32Array<ArrayBuffer> {
  const width = matrix.length / ids.length;
  const picked = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    picked.set(matrix.subarray(row * width, (row + 1) * width), index * width);
  });
  return picked;
}

function emptyForecasts(rows: number, hasInterval: boolean): Omit<Forecasts, 'tookMs'> {
  const column = () => new Float32Array(rows);
  return { income: column(), interval: hasInterval ? { p10: column(), p90: column() } : null };
}

function readForecast({ income, interval }: Forecasts, row: number): Forecast {
  const ends = interval && { lowRub: at(interval.p10, row), highRub: at(interval.p90, row) };
  return { incomeRub: at(income, row), interval: ends };
}

/** A forecast without an interval leaves NaN where the others have one. */
function writeForecast({ income, interval }: Omit<Forecasts, 'tookMs'>, row: number, forecast: Forecast): void {
  income[row] = forecast.incomeRub;
  if (!interval) return;
  interval.p10[row] = forecast.interval?.lowRub ?? Number.NaN;
  interval.p90[row] = forecast.interval?.highRub ?? Number.NaN;
}
