import type { Forecasts } from '../../../model.api.ts';
import { toFailure } from '../../failures.ts';
import type { OpenModel } from '../../models/openModel.ts';
import type { ForecastEngine } from '../../storage/importRecord.api.ts';
import { type Pool, poolSize } from '../workers/modelPool.ts';
import type { ModelWorkers } from '../workers/modelWorkers.ts';
import type { EngineStateKeeper } from './engineState.ts';
import type { GpuEngine } from './gpuEngine.ts';
import { expectSameForecasts, forecastOnGpu } from './gpuForecasts.ts';

/** `engine`: the engine of all forecasts so far; the processor as soon as it had to replace the GPU. */
export type EnginePool = Omit<Pool, 'explain' | 'predict'> & {
  predict(matrix: Float32Array): Promise<Forecasts>;
  readonly engine: ForecastEngine;
};

type Parts = {
  workers: Pick<ModelWorkers, 'use' | 'openPool'>;
  state: EngineStateKeeper;
  startGpu: (model: OpenModel) => Promise<Pick<GpuEngine, 'run' | 'close'>>;
};

/**
 * Forecasts many rows on the chosen engine. If the GPU fails, or its first rows differ from the processor's, the
 * processor forecasts the same rows again and all later ones.
 */
export function openEnginePool(model: OpenModel, { workers, state, startGpu }: Parts): EnginePool {
  const processor = openProcessor(model, { workers, state });
  let engine: ForecastEngine = 'wasm';
  let isClosed = false;
  let isGpuTrusted = false;

  const starting = state.chosen().then(async (chosen) => {
    if (chosen === 'wasm') {
      processor.start();
      return null;
    }
    const gpu = await startGpu(model);
    engine = 'webgpu';
    return gpu;
  });
  starting.catch(fallBack);

  function fallBack(error: unknown): void {
    engine = 'wasm';
    if (!isClosed) state.gpuFailed(toFailure(error));
  }

  return {
    workers: poolSize(),
    async predict(matrix) {
      const gpu = await starting.catch(() => null);
      if (!gpu || engine === 'wasm') return processor.predict(matrix);
      try {
        const forecasts = await forecastOnGpu(workers, { model, gpu }, matrix.slice());
        if (!isGpuTrusted) await expectSameForecasts(workers, { model, matrix }, forecasts);
        isGpuTrusted = true;
        return forecasts;
      } catch (error) {
        // Runs in progress fail together: only the first one reports.
        if (engine === 'webgpu') fallBack(error);
        return processor.predict(matrix);
      }
    },
    close() {
      isClosed = true;
      processor.close();
      starting.then(
        (gpu) => gpu?.close(),
        () => {},
      );
    },
    get engine() {
      return engine;
    },
  };
}

/** The model workers, started on first use. A pool opened after `close` rejects every call. */
function openProcessor(model: OpenModel, { workers, state }: Pick<Parts, 'workers' | 'state'>) {
  let pool: Pool | null = null;
  let isClosed = false;

  function start(): Pool {
    pool ??= workers.openPool(model, true);
    if (isClosed) pool.close();
    return pool;
  }

  return {
    start,
    async predict(matrix: Float32Array): Promise<Forecasts> {
      const forecasts = await start().predict(matrix);
      if (forecasts.summedBy === 'runtime-instead') state.kernelMistrusted();
      return forecasts;
    },
    close() {
      isClosed = true;
      pool?.close();
    },
  };
}
