import { at } from '../../../../src/core/machine/at.ts';
import { outputsOf, readOnnx } from '../../../../src/core/onnx/own/file.ts';
import type { TensorGraphPart } from '../../../../src/core/onnx/tensorGraph/tensorGraph.ts';
import type { Forecasts } from '../../../model.api.ts';
import { forecastColumns } from '../../../runtime/columns.ts';
import { failWith } from '../../failures.ts';
import type { OpenModel } from '../../models/openModel.ts';
import { forecastFromSums, predictWith } from '../workers/modelCalls.ts';
import type { ModelWorkers } from '../workers/modelWorkers.ts';
import { ENGINE_TOLERANCE, worstDifference } from './compareEngines.ts';
import type { GpuEngine } from './gpuEngine.ts';

/** Number of first rows that both engines forecast before the GPU is trusted. */
const CHECKED_ROWS = 64;

type Use = Pick<ModelWorkers, 'use'>;

/** Forecasts with trees summed on the GPU; a model worker turns the sums into roubles. @param matrix transferred */
export async function forecastOnGpu(
  workers: Use,
  { model, gpu }: { model: OpenModel; gpu: Pick<GpuEngine, 'run'> },
  matrix: Float32Array,
): Promise<Forecasts> {
  const startedAt = performance.now();
  const sums = await gpu.run(matrix);
  const forecasts = await workers.use(model, (api) => forecastFromSums(api, sums));
  return { ...forecasts, tookMs: performance.now() - startedAt };
}

/** @throws EngineUnavailable when a model worker's forecasts of the first rows differ */
export async function expectSameForecasts(
  workers: Use,
  { model, matrix }: { model: OpenModel; matrix: Float32Array },
  byGpu: Forecasts,
): Promise<void> {
  const firstRows = matrix.slice(0, CHECKED_ROWS * model.facts.features);
  const byWorker = await workers.use(model, (api) => predictWith(api, firstRows));
  const worst = worstDifference(forecastColumns(byGpu), forecastColumns(byWorker));
  if (!(worst <= ENGINE_TOLERANCE))
    throw failWith('EngineUnavailable', `the GPU's forecasts differ from the processor's by ${worst} of the forecast`);
}

/** The model's ensembles in the order of its graph's outputs. */
export function tensorGraphParts({ bytes }: OpenModel): TensorGraphPart[] {
  const model = readOnnx(bytes);
  const ensembles = [model.forecast, ...(model.interval ? [model.interval.p10, model.interval.p90] : [])];
  const names = outputsOf(model);
  return ensembles.map((ensemble, output) => ({ name: at(names, output), ensemble }));
}
