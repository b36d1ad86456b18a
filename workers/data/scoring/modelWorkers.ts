import type { ModelApi } from '../../model.api.ts';
import type { OpenModel } from '../models/openModel.ts';
import {
  end,
  explainWith,
  openPool,
  type Pool,
  predictWith,
  type Starting,
  startPool,
  startWorker,
} from './modelPool.ts';

/** The workers that forecast and explain: one for each model that the person at the screen looks at, and pools. */
export type ModelWorkers = {
  /** Runs a job on the model's worker, which is started by the first one, and anew after it died. */
  use<Answer>(model: OpenModel, job: (api: ModelApi) => Promise<Answer>): Promise<Answer>;
  /** Ends the workers of all models but this version, each once its jobs are done. */
  retireOthers(version: string): void;
  /** Workers for many rows; few are forecast by the model's worker. Close it in the end: a worker's WASM memory never shrinks. */
  openPool(model: OpenModel, isBulk: boolean): Pool;
  /** Starts the workers of a pool that will be wanted soon, in a moment; the next one for this model takes them over. Unwanted, they end after a while. */
  prepare(model: OpenModel): void;
};

/** A model's worker and how many jobs it has. */
type WorkerSlot = { version: string; starting: Starting; jobs: number; isRetired: boolean };

const PREPARED_FOR_MS = 5 * 60_000;
/** The page draws what made somebody want them: compiling ONNX Runtime at once would take its cores. */
const PREPARED_AFTER_MS = 700;
/** The active model's, and that of an older forecast which is being explained. */
const MAX_DESKS = 2;

export function openModelWorkers(): ModelWorkers {
  const slots = new Map<string, WorkerSlot>();
  let prepared: { sha256: string; started: Starting[]; expiry: ReturnType<typeof setTimeout> } | null = null;
  let preparing: ReturnType<typeof setTimeout> | undefined;

  function prepare(model: OpenModel): void {
    clearTimeout(preparing);
    preparing = setTimeout(() => startAhead(model), PREPARED_AFTER_MS);
  }

  function startAhead(model: OpenModel): void {
    const started = takePrepared(model) ?? startPool(model);
    prepared = { sha256: model.sha256, started, expiry: setTimeout(endPrepared, PREPARED_FOR_MS) };
  }

  /** The workers prepared for this model; those of another end. */
  function takePrepared({ sha256 }: OpenModel): Starting[] | null {
    clearTimeout(preparing);
    if (prepared?.sha256 !== sha256) endPrepared();
    const taken = prepared;
    prepared = null;
    if (taken) clearTimeout(taken.expiry);
    return taken?.started ?? null;
  }

  function endPrepared(): void {
    if (prepared) clearTimeout(prepared.expiry);
    prepared?.started.forEach(end);
    prepared = null;
  }

  function retire(sha256: string): void {
    const slot = slots.get(sha256);
    slots.delete(sha256);
    if (!slot) return;
    slot.isRetired = true;
    endIfDone(slot);
  }

  function slotFor(model: OpenModel): WorkerSlot {
    const { sha256 } = model;
    const slot = slots.get(sha256) ?? openSlot(model);
    slots.delete(sha256);
    slots.set(sha256, slot);
    // The same model with other covers.
    for (const [other, { version }] of [...slots])
      if (version === model.facts.version && other !== sha256) retire(other);
    for (const oldest of slots.keys()) {
      if (slots.size <= MAX_DESKS) break;
      retire(oldest);
    }
    return slot;
  }

  function openSlot(model: OpenModel): WorkerSlot {
    const { sha256 } = model;
    const { version } = model.facts;
    const slot: WorkerSlot = { version, starting: startWorker(model), jobs: 0, isRetired: false };
    const forget = () => {
      if (slots.get(sha256) === slot) slots.delete(sha256);
    };
    slot.starting.then(({ died }) => died.then(forget), forget);
    return slot;
  }

  async function use<Answer>(model: OpenModel, job: (api: ModelApi) => Promise<Answer>): Promise<Answer> {
    const slot = slotFor(model);
    slot.jobs++;
    try {
      return await job((await slot.starting).api);
    } finally {
      slot.jobs--;
      endIfDone(slot);
    }
  }

  return {
    use,
    retireOthers(version) {
      for (const [sha256, slot] of [...slots]) if (slot.version !== version) retire(sha256);
    },
    openPool: (model, isBulk) =>
      isBulk
        ? openPool(takePrepared(model) ?? startPool(model))
        : {
            workers: 1,
            predict: (matrix) => use(model, (api) => predictWith(api, matrix)),
            explain: (matrix, known) => use(model, (api) => explainWith(api, matrix, known)),
            close() {},
          },
    prepare,
  };
}

function endIfDone({ isRetired, jobs, starting }: WorkerSlot): void {
  if (!isRetired || jobs > 0) return;
  end(starting);
}
