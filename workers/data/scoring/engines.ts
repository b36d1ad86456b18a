import { transfer } from 'comlink';
import { outputsOf, readOnnx } from '../../../src/core/onnx/own/file.ts';
import type { Forecasts } from '../../model.api.ts';
import { columnsOf } from '../../runtime/columns.ts';
import { failWith, toFailure } from '../failures.ts';
import type { OpenModel } from '../models/openModel.ts';
import type { Database } from '../storage/database.ts';
import type { ForecastEngine } from '../storage/importRecord.api.ts';
import { compareEngines, ENGINE_TOLERANCE, worstDifference } from './compareEngines.ts';
import type { EngineState, EngineTrial } from './engine.api.ts';
import { type GpuEngine, openGpuEngine } from './gpuEngine.ts';
import { type Pool, poolSize } from './modelPool.ts';
import type { ModelWorkers } from './modelWorkers.ts';

/** The processor and the graphics card: which of them forecasts many clients at once. One client is always the processor's. */
export type Engines = {
  state(): Promise<EngineState>;
  choose(engine: ForecastEngine): Promise<void>;
  /**
   * Workers for many rows, or the graphics card when it is chosen. Where the card fails or its numbers are others, the workers
   * forecast the same rows again, and `state` says why.
   */
  openPool(model: OpenModel, isBulk: boolean): EnginePool;
  /** Starts what the next `openPool` for as many rows will want; a failure is left to that one. */
  prepare(model: OpenModel, isBulk: boolean): Promise<void>;
  /** The one-second trial on these rows; the card is chosen when it proves faster, and left when it proves otherwise. */
  trial(model: OpenModel, matrix: Float32Array): Promise<EngineTrial>;
};

/** `engine`: what has made the forecasts so far; the processor as soon as it had to stand in. */
export type EnginePool = Omit<Pool, 'explain' | 'predict'> & {
  predict(matrix: Float32Array): Promise<Forecasts>;
  readonly engine: ForecastEngine;
};

/** So many of an import's first rows are forecast by both engines before the card is trusted. */
const CHECKED_ROWS = 64;

type Setup = { database: Database; workers: ModelWorkers; onChange: () => void };

export function openEngines({ database, workers, onChange }: Setup): Engines {
  let adapter: EngineState['adapter'] = null;
  let failure: EngineState['failure'] = null;
  let isKernelMistrusted = false;

  const chosen = async (): Promise<ForecastEngine> =>
    (await database.settings.get('engine'))?.value === 'webgpu' ? 'webgpu' : 'wasm';

  async function choose(engine: ForecastEngine): Promise<void> {
    await database.settings.put({ key: 'engine', value: engine });
    failure = null;
    onChange();
  }

  async function startGpu(model: OpenModel): Promise<GpuEngine> {
    const engine = await openGpuEngine(partsOf(model));
    adapter = engine.adapter;
    failure = null;
    onChange();
    return engine;
  }

  async function onGpu(model: OpenModel, gpu: GpuEngine, matrix: Float32Array): Promise<Forecasts> {
    const started = performance.now();
    const sums = await gpu.run(matrix);
    const forecasts = await workers.use(model, (api) =>
      api.fromSums(
        transfer(
          sums,
          sums.map(({ buffer }) => buffer),
        ),
      ),
    );
    return { ...forecasts, tookMs: performance.now() - started };
  }

  /** @throws EngineUnavailable when the processor forecasts these rows otherwise */
  async function expectSame(model: OpenModel, onCard: Forecasts, matrix: Float32Array): Promise<void> {
    const rows = matrix.slice(0, CHECKED_ROWS * model.facts.features);
    const onProcessor = await workers.use(model, (api) => api.predict(transfer(rows, [rows.buffer])));
    const worst = worstDifference(columnsOf(onCard), columnsOf(onProcessor));
    if (!(worst <= ENGINE_TOLERANCE))
      throw failWith('EngineUnavailable', `its numbers are others: they differ by ${worst} of the forecast`);
  }

  function openPool(model: OpenModel, isBulk: boolean): EnginePool {
    if (!isBulk) return Object.assign(workers.openPool(model, false), { engine: 'wasm' as const });
    let engine: ForecastEngine = 'wasm';
    let isClosed = false;
    let isTrusted = false;
    let processor: Pool | null = null;
    const openProcessor = () => {
      processor ??= workers.openPool(model, true);
      if (isClosed) processor.close();
      return processor;
    };
    const onProcessor = async (matrix: Float32Array) => {
      const forecasts = await openProcessor().predict(matrix);
      if (forecasts.summedBy === 'runtime-instead' && !isKernelMistrusted) {
        isKernelMistrusted = true;
        onChange();
      }
      return forecasts;
    };
    const starting = chosen().then(async (wanted) => {
      if (wanted !== 'webgpu') {
        openProcessor();
        return null;
      }
      const gpu = await startGpu(model);
      engine = 'webgpu';
      return gpu;
    });
    const standIn = (error: unknown) => {
      engine = 'wasm';
      if (isClosed) return;
      failure = toFailure(error);
      onChange();
    };
    starting.catch(standIn);
    return {
      workers: poolSize(),
      async predict(matrix) {
        const gpu = await starting.catch(() => null);
        if (!gpu || engine === 'wasm') return onProcessor(matrix);
        try {
          const forecasts = await onGpu(model, gpu, matrix.slice());
          if (!isTrusted) await expectSame(model, forecasts, matrix);
          isTrusted = true;
          return forecasts;
        } catch (error) {
          if (engine === 'webgpu') standIn(error);
          return onProcessor(matrix);
        }
      },
      close() {
        isClosed = true;
        processor?.close();
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

  return {
    state: async () => ({ chosen: await chosen(), adapter, failure, isKernelMistrusted }),
    choose,
    openPool,
    async prepare(model, isBulk) {
      if (isBulk && (await chosen()) === 'wasm') workers.prepare(model);
    },
    async trial(model, matrix) {
      const pool = workers.openPool(model, true);
      const gpu = startGpu(model);
      try {
        const trial = await compareEngines({
          gpu: gpu.then((engine) => ({ run: async (rows) => columnsOf(await onGpu(model, engine, rows)) })),
          wasm: async (rows) => columnsOf(await pool.predict(rows)),
          matrix,
          featureCount: model.facts.features,
        });
        await choose(trial.verdict === 'faster' ? 'webgpu' : 'wasm');
        failure = trial.failure;
        onChange();
        return trial;
      } finally {
        pool.close();
        gpu.then(
          (engine) => engine.close(),
          () => {},
        );
      }
    },
  };
}

/** The model's ensembles in the order of its graph's outputs. */
function partsOf({ bytes }: OpenModel) {
  const model = readOnnx(bytes);
  const ensembles = [model.forecast, ...(model.interval ? [model.interval.p10, model.interval.p90] : [])];
  const names = outputsOf(model);
  return ensembles.map((ensemble, at) => ({ name: names[at] ?? '', ensemble }));
}
