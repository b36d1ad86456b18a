import type { ModelApi } from '../../../model.api.ts';
import type { Models } from '../../models/models.ts';
import type { OpenModel } from '../../models/openModel.ts';
import { explainWith, predictWith } from './modelCalls.ts';
import { openPool, type Pool, startPool } from './modelPool.ts';
import { createPreparedWorkers } from './preparedWorkers.ts';
import { startWorker } from './startWorker.ts';
import { createWorkerSlots } from './workerSlots.ts';

/** The workers that forecast and explain: one for each model in use, and pools. */
export type ModelWorkers = {
  /** Runs a job on the model's worker; the first job starts the worker, and restarts it after its death. */
  use<Answer>(model: OpenModel, job: (api: ModelApi) => Promise<Answer>): Promise<Answer>;
  /** Starts the model's worker before it is needed. The first job reports a failure. */
  warmUp(model: OpenModel): void;
  /** Ends the workers of all other versions, each once its jobs are done. */
  retireOthers(version: string): void;
  /**
   * Workers for many rows; few rows use the model's worker. The caller must close the pool: a worker's WASM memory
   * never shrinks.
   */
  openPool(model: OpenModel, isBulk: boolean): Pool;
  /**
   * Starts, after a moment, the workers of a pool that will soon be needed. The next pool for this model takes them
   * over; unused workers end.
   */
  prepare(model: OpenModel): void;
};

export function openModelWorkers(): ModelWorkers {
  const { use, retireOthers } = createWorkerSlots<OpenModel>(startWorker);
  const { prepare, take } = createPreparedWorkers<OpenModel>(startPool);
  let warmVersion: string | null = null;

  return {
    use,
    warmUp(model) {
      if (warmVersion === model.facts.version) return;
      warmVersion = model.facts.version;
      use(model, async () => {}).catch(() => {});
    },
    retireOthers,
    openPool: (model, isBulk) =>
      isBulk
        ? openPool(take(model) ?? startPool(model))
        : {
            workers: 1,
            predict: (matrix) => use(model, (api) => predictWith(api, matrix)),
            explain: (matrix, forecasts) => use(model, (api) => explainWith(api, matrix, forecasts)),
            close() {},
          },
    prepare,
  };
}

type Context = { models: Models; workers: ModelWorkers };

/** Starts the active model's worker before it is needed. */
export function warmUpActive({ models, workers }: Context): void {
  models.active().then(workers.warmUp, () => {});
}

/** Ends the workers of models that are not active, once their jobs are done. */
export async function retireInactive({ models, workers }: Context): Promise<void> {
  const version = await models.activeVersion();
  if (version !== null) workers.retireOthers(version);
}
