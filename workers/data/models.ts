import { transfer, wrap } from 'comlink';
import { callMortal, type Mortal } from '../../src/core/mortal.ts';
import type { LoadedModel, ModelApi } from '../model.api.ts';
import { type ActiveModel, fetchActiveModel } from './modelFile.ts';

export type Models = {
  /**
   * Fetches and checks the active model once, without starting a worker.
   * @throws ModelMissing, ModelCorrupt
   */
  active(): Promise<ActiveModel>;
  /** The worker kept free for the person at the screen; started by the first call, and anew after it died. */
  interactive(): Promise<RunningModel>;
  /**
   * Starts that worker before it is needed, once: someone looks at clients and will open a card, and the start takes half
   * a second. Whether it succeeds is for the card to find out.
   */
  warmUp(): void;
  /** Workers for an import of a file of this size. Close it in the end: a worker's WASM memory never shrinks. */
  openPool(fileBytes: number): Pool;
};

export type RunningModel = { api: ModelApi; loaded: LoadedModel };

export type Pool = {
  workers: number;
  /** Forecasts a matrix (transferred) on the next free worker. */
  predict(matrix: Float32Array): Promise<{ income: Float32Array; tookMs: number }>;
  close(): void;
};

const MAX_POOL = 3;
/** Smaller files are scored before workers of their own could have started. */
const BULK_FROM_BYTES = 4 * 1024 * 1024;

/** @param appUrl address of the page, beside which `models/` lies */
export function openModels(appUrl: string): Models {
  let active: Promise<ActiveModel> | null = null;
  let interactive: Promise<RunningModel> | null = null;

  function loadActive(): Promise<ActiveModel> {
    active ??= fetchActiveModel(appUrl).catch((error: unknown) => {
      active = null;
      throw error;
    });
    return active;
  }

  const forget = () => {
    interactive = null;
  };
  async function startInteractive(): Promise<RunningModel> {
    const { mortal, loaded } = await startWorker(await loadActive());
    void mortal.died.then(forget);
    return { api: mortal.api, loaded };
  }

  function getInteractive(): Promise<RunningModel> {
    interactive ??= startInteractive().catch((error: unknown) => {
      forget();
      throw error;
    });
    return interactive;
  }
  let isWarm = false;

  return {
    active: loadActive,
    interactive: getInteractive,
    warmUp() {
      if (!isWarm) getInteractive().catch(() => {});
      isWarm = true;
    },
    openPool: (fileBytes) =>
      fileBytes < BULK_FROM_BYTES ? shareWorker(getInteractive) : openPool(() => loadActive().then(startWorker)),
  };
}

/** One worker fewer than there are cores: the data worker itself is busy reading meanwhile. */
function openPool(start: () => ReturnType<typeof startWorker>): Pool {
  const workers = Math.min(MAX_POOL, Math.max(1, navigator.hardwareConcurrency - 1));
  const started = Array.from({ length: workers }, start);
  // A worker that does not start fails the first call that reaches it; nobody else needs to hear of it.
  for (const starting of started) starting.catch(() => {});
  // Each worker's last call: a new one goes to the end of the shortest queue.
  const queues = started.map((starting) => ({ starting, waiting: 0, last: Promise.resolve<unknown>(undefined) }));

  return {
    workers,
    async predict(matrix) {
      const queue = queues.reduce((best, other) => (other.waiting < best.waiting ? other : best));
      queue.waiting++;
      const result = queue.last
        .catch(() => {})
        .then(async () => (await queue.starting).mortal.api.predict(transfer(matrix, [matrix.buffer])))
        .finally(() => queue.waiting--);
      queue.last = result;
      return result;
    },
    close() {
      for (const starting of started) {
        starting.then(
          ({ mortal }) => mortal.kill(),
          () => {},
        );
      }
    },
  };
}

/** The interactive worker as a pool of one, which stays when the pool is closed. */
function shareWorker(getRunning: () => Promise<RunningModel>): Pool {
  return {
    workers: 1,
    predict: async (matrix) => (await getRunning()).api.predict(transfer(matrix, [matrix.buffer])),
    close() {},
  };
}

async function startWorker({ bytes, entry }: ActiveModel): Promise<{ mortal: Mortal<ModelApi>; loaded: LoadedModel }> {
  const worker = new Worker(new URL('../model.worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const mortal = callMortal<ModelApi>(worker, wrap<ModelApi>(worker));
  try {
    return { mortal, loaded: await mortal.api.load(bytes, entry.sha256) };
  } catch (error) {
    // A worker in which the runtime failed once never recovers.
    mortal.kill();
    throw error;
  }
}
