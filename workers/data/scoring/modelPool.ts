import { transfer, wrap } from 'comlink';
import type { GuardedWorker } from '../../../src/core/machine/guardWorker.ts';
import { guardWorker } from '../../../src/core/machine/guardWorker.ts';
import { createMutex } from '../../../src/core/machine/mutex.ts';
import type { Explanations, ModelApi, Predictions } from '../../model.api.ts';
import { failWith } from '../failures.ts';
import type { OpenModel } from '../models/openModel.ts';

/** Workers that share the rows of an import, a re-scoring or an explanation of everyone. */
export type Pool = {
  workers: number;
  /** Forecasts a matrix (transferred) on the next free worker. */
  predict(matrix: Float32Array): Promise<Predictions>;
  /** The same for explanations; `known` (transferred) are the rows' forecasts when the model has made them before. */
  explain(matrix: Float32Array, known: Float32Array<ArrayBuffer> | null): Promise<Explanations>;
  close(): void;
};

/** A worker with its model, or on the way to it. */
export type Starting = Promise<GuardedWorker<ModelApi>>;

const MAX_POOL = 4;

/** One worker fewer than there are cores: the data worker itself is busy reading meanwhile. */
export function poolSize(): number {
  const { hardwareConcurrency: cores } = navigator;
  return Math.min(MAX_POOL, Math.max(1, cores - 1));
}

export function startPool(model: OpenModel): Starting[] {
  const started = Array.from({ length: poolSize() }, () => startWorker(model));
  // A worker that does not start fails the first call that reaches it; nobody else needs to hear of it.
  for (const starting of started) starting.catch(() => {});
  return started;
}

export function openPool(started: Starting[]): Pool {
  // Whoever cancels does not wait for workers that are still starting; those that run reject their calls when they are killed.
  let stop: (error: Error) => void = () => {};
  const closed = new Promise<never>((_, reject) => {
    stop = reject;
  });
  closed.catch(() => {});
  // A new call goes to the end of the shortest queue.
  const queues = started.map((starting) => ({ starting, waiting: 0, inTurn: createMutex() }));

  async function onNextFree<Answer>(job: (api: ModelApi) => Promise<Answer>): Promise<Answer> {
    const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    queue.waiting++;
    return queue
      .inTurn(async () => job((await Promise.race([queue.starting, closed])).api))
      .finally(() => queue.waiting--);
  }

  return {
    workers: started.length,
    predict: (matrix) => onNextFree((api) => predictWith(api, matrix)),
    explain: (matrix, known) => onNextFree((api) => explainWith(api, matrix, known)),
    close() {
      stop(failWith('ModelStopped', 'the pool was closed'));
      started.forEach(end);
    },
  };
}

/** @throws ModelCorrupt; ModelStopped when the worker does not start */
export async function startWorker({
  bytes,
  sha256,
}: Pick<OpenModel, 'bytes' | 'sha256'>): Promise<GuardedWorker<ModelApi>> {
  const worker = new Worker(new URL('../../model.worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const guarded = guardWorker<ModelApi>(worker, wrap(worker), 'ModelStopped');
  try {
    await guarded.api.load(bytes, sha256);
    return guarded;
  } catch (error) {
    // A worker in which the runtime failed once never recovers.
    guarded.kill();
    throw error;
  }
}

export function end(starting: Starting): void {
  starting.then(
    ({ kill }) => kill(),
    () => {},
  );
}

export function predictWith(api: ModelApi, matrix: Float32Array): Promise<Predictions> {
  return api.predict(transfer(matrix, [matrix.buffer]));
}

export function explainWith(
  api: ModelApi,
  matrix: Float32Array,
  known: Float32Array<ArrayBuffer> | null,
): Promise<Explanations> {
  const rows = transfer(matrix, [matrix.buffer]);
  return known ? api.explain(rows, transfer(known, [known.buffer])) : api.explain(rows);
}
