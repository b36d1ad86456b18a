import type { ModelApi } from '../../model.api.ts';
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
import type { OpenModel } from './openModel.ts';

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
type Desk = { version: string; starting: Starting; jobs: number; isRetired: boolean };

const PREPARED_FOR_MS = 5 * 60_000;
/** The page draws what made somebody want them: compiling ONNX Runtime at once would take its cores. */
const PREPARED_AFTER_MS = 700;
/** The active model's, and that of an older forecast which is being explained. */
const MAX_DESKS = 2;

export function openModelWorkers(): ModelWorkers {
  const desks = new Map<string, Desk>();
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
    desk.starting.then(({ died }) => died.then(forget), forget);
    return desk;
  }

  async function use<Answer>(model: OpenModel, job: (api: ModelApi) => Promise<Answer>): Promise<Answer> {
    const desk = deskFor(model);
    desk.jobs++;
    try {
      return await job((await desk.starting).api);
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

function endIfDone({ isRetired, jobs, starting }: Desk): void {
  if (!isRetired || jobs > 0) return;
  end(starting);
}
