import type { Explanation } from '../../../../src/core/explain/explanation.ts';
import type { Failure } from '../../../../src/core/failures.ts';
import { at } from '../../../../src/core/machine/at.ts';
import { failWith, toFailure } from '../../failures.ts';
import type { OpenModel } from '../../models/openModel.ts';
import { explainWith } from '../workers/modelCalls.ts';
import type { ModelWorkers } from '../workers/modelWorkers.ts';

export type ExplanationOrFailure = Explanation | { failure: Failure };

/**
 * Explains the forecast of one row. ONNX Runtime and the SHAP kernel both compute it, and it may be stored, too: all
 * figures must agree, else there is no explanation.
 * @param model the one that made the forecast
 * @param matrix the row, which is transferred
 * @param expectedRub the forecast to explain; the runtime must give it again bit for bit
 */
export async function explainRow(
  workers: Pick<ModelWorkers, 'use'>,
  model: OpenModel,
  { matrix, expectedRub }: { matrix: Float32Array<ArrayBuffer>; expectedRub: number },
): Promise<ExplanationOrFailure> {
  try {
    if (!model.facts.isExplainable) throw failWith('NoCovers', 'the model file has no covers');
    const explained = await workers.use(model, (api) => explainWith(api, matrix, null));
    const { income, baseRub, contributions, sums, unexplained } = explained;
    const forecastRub = at(income, 0);
    const sumRub = at(sums, 0);
    if (forecastRub !== expectedRub) throw mismatch('the model now forecasts', forecastRub, expectedRub);
    if (unexplained.length > 0) throw mismatch('the contributions add up to', sumRub, forecastRub);
    return { baseRub, forecastRub, contributionsRub: contributions, gapRub: Math.abs(sumRub - forecastRub) };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

function mismatch(what: string, isRub: number, expectedRub: number): Error {
  return failWith('ExplanationMismatch', `${what} ${isRub}, expected ${expectedRub}`);
}
