import { forecastColumns } from '../../../runtime/columns.ts';
import type { OpenModel } from '../../models/openModel.ts';
import type { Database } from '../../storage/database.ts';
import type { ForecastEngine } from '../../storage/importRecord.api.ts';
import type { EngineState, EngineTrial } from '../engine.api.ts';
import type { ModelWorkers } from '../workers/modelWorkers.ts';
import { compareEngines } from './compareEngines.ts';
import { type EnginePool, openEnginePool } from './enginePool.ts';
import { openEngineState } from './engineState.ts';
import { type GpuEngine, openGpuEngine } from './gpuEngine.ts';
import { forecastOnGpu, tensorGraphParts } from './gpuForecasts.ts';

/** Selects the engine for many clients: the processor or the GPU. A single client always uses the processor. */
export type Engines = {
  state(): Promise<EngineState>;
  choose(engine: ForecastEngine): Promise<void>;
  /**
   * Workers for many rows, or the GPU if chosen. If the GPU fails or its numbers differ, the workers forecast the same
   * rows again, and `state` says why.
   */
  openPool(model: OpenModel, isBulk: boolean): EnginePool;
  /** Starts what the next `openPool` for as many rows needs; that call reports a failure. */
  prepare(model: OpenModel, isBulk: boolean): Promise<void>;
  /** The one-second trial on these rows; the GPU is chosen only if it is faster. */
  trial(model: OpenModel, matrix: Float32Array): Promise<EngineTrial>;
};

type Setup = { database: Database; workers: ModelWorkers; onChange: () => void };

export function openEngines({ database, workers, onChange }: Setup): Engines {
  const state = openEngineState(database, onChange);

  async function startGpu(model: OpenModel): Promise<GpuEngine> {
    const gpu = await openGpuEngine(tensorGraphParts(model));
    state.gpuStarted(gpu.adapter);
    return gpu;
  }

  return {
    state: state.get,
    choose: state.choose,
    openPool: (model, isBulk) =>
      isBulk
        ? openEnginePool(model, { workers, state, startGpu })
        : Object.assign(workers.openPool(model, false), { engine: 'wasm' as const }),
    async prepare(model, isBulk) {
      if (isBulk && (await state.chosen()) === 'wasm') workers.prepare(model);
    },
    async trial(model, matrix) {
      const pool = workers.openPool(model, true);
      const starting = startGpu(model);
      try {
        const trial = await compareEngines({
          gpu: starting.then((gpu) => ({
            run: async (rows) => forecastColumns(await forecastOnGpu(workers, { model, gpu }, rows)),
          })),
          wasm: async (rows) => forecastColumns(await pool.predict(rows)),
          matrix,
          featureCount: model.facts.features,
        });
        await state.choose(trial.verdict === 'faster' ? 'webgpu' : 'wasm');
        state.gpuFailed(trial.failure);
        return trial;
      } finally {
        pool.close();
        starting.then(
          (gpu) => gpu.close(),
          () => {},
        );
      }
    },
  };
}
