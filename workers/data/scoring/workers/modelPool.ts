import { createMutex } from '../../../../src/core/machine/mutex.ts';
import type { Explanations, ModelApi, Predictions } from '../../../model.api.ts';
import { failWith } from '../../failures.ts';
import type { OpenModel } from '../../models/openModel.ts';
import { explainWith, predictWith } from './modelCalls.ts';
import { endWorker, type Starting, startWorker } from './startWorker.ts';

/** Workers that share the rows of an import, a re-scoring or an explanation of everyone. */
export type Pool = {
  workers: number;
  /** Forecasts a matrix (transferred) on the next free worker. */
  predict(matrix: Float32Array): Promise<Predictions>;
  /** The same for explanations; `forecasts` (transferred): the model's earlier forecasts of these rows, or null. */
  explain(matrix: Float32Array, forecasts: Float32Array<ArrayBuffer> | null): Promise<Explanations>;
  close(): void;
};

const MAX_WORKERS = 4;

/** One worker fewer than cores, because the data worker is busy reading meanwhile. */
export function poolSize(): number {
  const { hardwareConcurrency: cores } = navigator;
  return Math.min(MAX_WORKERS, Math.max(1, cores - 1));
}

export function startPool(model: OpenModel): Starting[] {
  const workers = Array.from({ length: poolSize() }, () => startWorker(model));
  // A worker that does not start fails the first call that reaches it, so its error is ignored here.
  for (const starting of workers) starting.catch(() => {});
  return workers;
}

export function openPool(workers: readonly Starting[]): Pool {
  // Cancelling does not wait for workers that are still starting; running ones reject their calls when they are killed.
  let stop: (error: Error) => void = () => {};
  const closed = new Promise<never>((_, reject) => {
    stop = reject;
  });
  closed.catch(() => {});
  // A new call goes to the end of the shortest queue.
  const queues = workers.map((starting) => ({ starting, waiting: 0, inTurn: createMutex() }));

  async function onNextFree<Answer>(job: (api: ModelApi) => Promise<Answer>): Promise<Answer> {
    const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    queue.waiting++;
    return queue
      .inTurn(async () => job((await Promise.race([queue.starting, closed])).api))
      .finally(() => queue.waiting--);
  }

  return {
    workers: workers.length,
    predict: (matrix) => onNextFree((api) => predictWith(api, matrix)),
    explain: (matrix, forecasts) => onNextFree((api) => explainWith(api, matrix, forecasts)),
    close() {
      stop(failWith('ModelStopped', 'the pool was closed'));
      workers.forEach(endWorker);
    },
  };
}
