import { transfer, wrap } from 'comlink';
import { callMortal, type Mortal } from '../../src/core/mortal.ts';
import type { Explanations, Forecasts, LoadedModel, ModelApi } from '../model.api.ts';
import { failWith } from './failures.ts';
import type { OpenModel } from './openModel.ts';

/** The workers that forecast and explain: one for each model that the person at the screen looks at, and pools. */
export type ModelWorkers = {
  /** Runs a job on the model's worker, which is started by the first one, and anew after it died. */
  use<Answer>(model: OpenModel, job: (running: RunningModel) => Promise<Answer>): Promise<Answer>;
  /** Ends the workers of all models but this version, each once its jobs are done. */
  retireOthers(version: string): void;
  /** Workers for many rows; few are forecast by the model's worker. Close it in the end: a worker's WASM memory never shrinks. */
  openPool(model: OpenModel, isBulk: boolean): Pool;
};

export type RunningModel = { api: ModelApi; loaded: LoadedModel };

export type Pool = {
  workers: number;
  /** Forecasts a matrix (transferred) on the next free worker. */
  predict(matrix: Float32Array): Promise<Forecasts>;
  /** The same for explanations; `known` (transferred) are the rows' forecasts when the model has made them before. */
  explain(matrix: Float32Array, known: Float32Array<ArrayBuffer> | null): Promise<PoolExplanations>;
  close(): void;
};

export type PoolExplanations = Explanations & { baseRub: number };

type StartedWorker = { mortal: Mortal<ModelApi>; loaded: LoadedModel };

/** A model's worker and how many jobs it has. */
type Desk = { version: string; starting: Promise<StartedWorker>; jobs: number; isRetired: boolean };

const MAX_POOL = 3;
/** The active model's, and that of an older forecast which is being explained. */
const MAX_DESKS = 2;

export function openModelWorkers(): ModelWorkers {
  const desks = new Map<string, Desk>();

  function retire(sha256: string): void {
    const desk = desks.get(sha256);
    desks.delete(sha256);
    if (!desk) return;
    desk.isRetired = true;
    endIfDone(desk);
  }

  function deskFor(model: OpenModel): Desk {
    const { sha256 } = model;
    const desk = desks.get(sha256) ?? openDesk(model);
    desks.delete(sha256);
    desks.set(sha256, desk);
    // The same model with other covers.
    for (const [other, { version }] of [...desks])
      if (version === model.facts.version && other !== sha256) retire(other);
    for (const oldest of desks.keys()) {
      if (desks.size <= MAX_DESKS) break;
      retire(oldest);
    }
    return desk;
  }

  function openDesk(model: OpenModel): Desk {
    const { sha256 } = model;
    const { version } = model.facts;
    const desk: Desk = { version, starting: startWorker(model), jobs: 0, isRetired: false };
    const forget = () => {
      if (desks.get(sha256) === desk) desks.delete(sha256);
    };
    desk.starting.then(({ mortal }) => mortal.died.then(forget), forget);
    return desk;
  }

  async function use<Answer>(model: OpenModel, job: (running: RunningModel) => Promise<Answer>): Promise<Answer> {
    const desk = deskFor(model);
    desk.jobs++;
    try {
      const { mortal, loaded } = await desk.starting;
      return await job({ api: mortal.api, loaded });
    } finally {
      desk.jobs--;
      endIfDone(desk);
    }
  }

  return {
    use,
    retireOthers(version) {
      for (const [sha256, desk] of [...desks]) if (desk.version !== version) retire(sha256);
    },
    openPool: (model, isBulk) =>
      isBulk
        ? openPool(() => startWorker(model))
        : {
            workers: 1,
            predict: (matrix) => use(model, (running) => predictWith(running, matrix)),
            explain: (matrix, known) => use(model, (running) => explainWith(running, matrix, known)),
            close() {},
          },
  };
}

function predictWith({ api }: RunningModel, matrix: Float32Array): Promise<Forecasts> {
  return api.predict(transfer(matrix, [matrix.buffer]));
}

async function explainWith(
  { api, loaded }: RunningModel,
  matrix: Float32Array,
  known: Float32Array<ArrayBuffer> | null,
): Promise<PoolExplanations> {
  const rows = transfer(matrix, [matrix.buffer]);
  const explained = await (known ? api.explain(rows, transfer(known, [known.buffer])) : api.explain(rows));
  return { ...explained, baseRub: loaded.baseRub ?? Number.NaN };
}

function endIfDone({ isRetired, jobs, starting }: Desk): void {
  if (!isRetired || jobs > 0) return;
  starting.then(
    ({ mortal }) => mortal.kill(),
    () => {},
  );
}

/** One worker fewer than there are cores: the data worker itself is busy reading meanwhile. */
function openPool(start: () => Promise<StartedWorker>): Pool {
  const workers = Math.min(MAX_POOL, Math.max(1, navigator.hardwareConcurrency - 1));
  const started = Array.from({ length: workers }, start);
  // A worker that does not start fails the first call that reaches it; nobody else needs to hear of it.
  for (const starting of started) starting.catch(() => {});
  // Whoever cancels does not wait for workers that are still starting.
  let stop: (error: Error) => void = () => {};
  const closed = new Promise<never>((_, reject) => {
    stop = reject;
  });
  closed.catch(() => {});
  // Each worker's last call: a new one goes to the end of the shortest queue.
  const queues = started.map((starting) => ({ starting, waiting: 0, last: Promise.resolve<unknown>(undefined) }));

  async function onNextFree<Answer>(job: (running: RunningModel) => Promise<Answer>): Promise<Answer> {
    const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    queue.waiting++;
    const result = queue.last
      .catch(() => {})
      .then(async () => {
        const { mortal, loaded } = await queue.starting;
        return job({ api: mortal.api, loaded });
      })
      .finally(() => queue.waiting--);
    queue.last = result;
    return Promise.race([result, closed]);
  }

  return {
    workers,
    predict: (matrix) => onNextFree((running) => predictWith(running, matrix)),
    explain: (matrix, known) => onNextFree((running) => explainWith(running, matrix, known)),
    close() {
      stop(failWith('ModelStopped', 'the pool was closed'));
      for (const starting of started) {
        starting.then(
          ({ mortal }) => mortal.kill(),
          () => {},
        );
      }
    },
  };
}

/** @throws ModelCorrupt; ModelStopped when the worker does not start */
export async function startWorker({ bytes, sha256 }: Pick<OpenModel, 'bytes' | 'sha256'>): Promise<StartedWorker> {
  const worker = new Worker(new URL('../model.worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const mortal = callMortal<ModelApi>(worker, wrap<ModelApi>(worker));
  try {
    return { mortal, loaded: await mortal.api.load(bytes, sha256) };
  } catch (error) {
    // A worker in which the runtime failed once never recovers.
    mortal.kill();
    throw error;
  }
}
