import { transfer } from 'comlink';
import type { Explanations, Forecasts, ModelApi, Predictions } from '../../../model.api.ts';

/** Calls a model worker. The arrays are transferred: the caller's are empty afterwards. */

export function predictWith(api: ModelApi, matrix: Float32Array): Promise<Predictions> {
  return api.predict(transfer(matrix, [matrix.buffer]));
}

/** @param forecasts of the same rows, by the same model */
export function explainWith(
  api: ModelApi,
  matrix: Float32Array,
  forecasts: Float32Array<ArrayBuffer> | null,
): Promise<Explanations> {
  const rows = transfer(matrix, [matrix.buffer]);
  return forecasts ? api.explain(rows, transfer(forecasts, [forecasts.buffer])) : api.explain(rows);
}

export function forecastFromSums(api: ModelApi, sums: Float32Array[]): Promise<Forecasts> {
  return api.fromSums(
    transfer(
      sums,
      sums.map(({ buffer }) => buffer),
    ),
  );
}
