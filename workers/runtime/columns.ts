import type { Forecasts } from '../model.api.ts';

/** The forecasts, and the ends of the interval where there are any, in the order of the model's outputs. */
export function forecastColumns({
  income,
  interval,
}: Pick<Forecasts, 'income' | 'interval'>): Float32Array<ArrayBuffer>[] {
  return interval ? [income, interval.p10, interval.p90] : [income];
}
