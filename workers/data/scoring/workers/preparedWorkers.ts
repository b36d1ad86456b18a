import { endWorker, type Starting } from './startWorker.ts';

/** The workers of a pool that will soon be needed, started before it. */
export type PreparedWorkers<Model> = {
  /** Starts the workers after a moment; unused ones end after a while. */
  prepare(model: Model): void;
  /**
   * The workers prepared for this model, which then belong to the caller; those of another model end. Null when there
   * are none.
   */
  take(model: Model): Starting[] | null;
};

const ENDED_AFTER_MS = 5 * 60_000;
/** The delay lets the page draw first: compiling ONNX Runtime at once would take its cores. */
const STARTED_AFTER_MS = 700;

type Prepared = { sha256: string; workers: Starting[]; expiry: ReturnType<typeof setTimeout> };

export function createPreparedWorkers<Model extends { sha256: string }>(
  startPool: (model: Model) => Starting[],
): PreparedWorkers<Model> {
  let prepared: Prepared | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function start(model: Model): void {
    const workers = take(model) ?? startPool(model);
    prepared = { sha256: model.sha256, workers, expiry: setTimeout(end, ENDED_AFTER_MS) };
  }

  function take({ sha256 }: Model): Starting[] | null {
    clearTimeout(waiting);
    if (prepared?.sha256 !== sha256) end();
    const taken = prepared;
    prepared = null;
    clearTimeout(taken?.expiry);
    return taken?.workers ?? null;
  }

  function end(): void {
    clearTimeout(prepared?.expiry);
    prepared?.workers.forEach(endWorker);
    prepared = null;
  }

  return {
    prepare(model) {
      clearTimeout(waiting);
      waiting = setTimeout(() => start(model), STARTED_AFTER_MS);
    },
    take,
  };
}
