import { transfer } from 'comlink';
import { type Explanation, isAdditive } from '../../src/core/explanation.ts';
import type { Failure } from '../data.api.ts';
import { failWith, toFailure } from './failures.ts';
import type { RunningModel } from './models.ts';

export type ExplanationOrFailure = Explanation | { failure: Failure };

/**
 * Explains the forecast of one row. Two engines know it, ONNX Runtime and the SHAP kernel, and a third figure may be stored:
 * all must agree, else there is an error and no explanation.
 * @param expectedRub the forecast to be explained; the runtime must give it again bit for bit
 */
export async function explainRow(
  model: () => Promise<RunningModel>,
  matrix: Float32Array<ArrayBuffer>,
  expectedRub: number,
): Promise<ExplanationOrFailure> {
  try {
    const { api, loaded } = await model();
    const { income, contributions, sums } = await api.explain(transfer(matrix, [matrix.buffer]));
    const [forecastRub = Number.NaN] = income;
    const [kernelRub = Number.NaN] = sums;
    if (forecastRub !== expectedRub) throw mismatch('the model now forecasts', forecastRub, expectedRub);
    const sumRub = contributions.reduce((sum, rub) => sum + rub, loaded.baseRub);
    if (!isAdditive(kernelRub, forecastRub)) throw mismatch('the kernel forecasts', kernelRub, forecastRub);
    if (!isAdditive(sumRub, forecastRub)) throw mismatch('the contributions add up to', sumRub, forecastRub);
    return {
      baseRub: loaded.baseRub,
      forecastRub,
      contributionsRub: contributions,
      gapRub: Math.abs(sumRub - forecastRub),
    };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

function mismatch(what: string, isRub: number, expectedRub: number): Error {
  return failWith('ExplanationMismatch', `${what} ${isRub}, expected ${expectedRub}`);
}
