import type { ModelApi } from '../../../model.api.ts';
import { endWorker, type Starting } from './startWorker.ts';

/** What identifies a model: the bytes that a worker loads, and their version. */
export type SlotModel = { sha256: string; facts: { version: string } };

/** A worker for each model in use; the first job starts it, and restarts it after its death. */
export type WorkerSlots<Model extends SlotModel> = {
  use<Answer>(model: Model, job: (api: ModelApi) => Promise<Answer>): Promise<Answer>;
  /** Ends the workers of all other versions, each once its jobs are done. */
  retireOthers(version: string): void;
};

/** A model's worker and its number of jobs. */
type WorkerSlot = { version: string; starting: Starting; jobs: number; isRetired: boolean };

/** The worker of the active model, and of an older forecast that is being explained. */
const MAX_SLOTS = 2;

export function createWorkerSlots<Model extends SlotModel>(start: (model: Model) => Starting): WorkerSlots<Model> {
  // Keyed by SHA-256, in the order of use; the last used one is at the end.
  const slots = new Map<string, WorkerSlot>();

  function openSlot(model: Model): WorkerSlot {
    const slot: WorkerSlot = { version: model.facts.version, starting: start(model), jobs: 0, isRetired: false };
    const forget = () => {
      if (slots.get(model.sha256) === slot) slots.delete(model.sha256);
    };
    slot.starting.then(({ died }) => died.then(forget), forget);
    return slot;
  }

  function slotFor(model: Model): WorkerSlot {
    const { sha256, facts } = model;
    const slot = slots.get(sha256) ?? openSlot(model);
    slots.delete(sha256);
    slots.set(sha256, slot);
    retire((other) => other !== slot && other.version === facts.version);
    const [oldest] = slots.values();
    if (slots.size > MAX_SLOTS) retire((other) => other === oldest);
    return slot;
  }

  function retire(isRetired: (slot: WorkerSlot) => boolean): void {
    for (const [sha256, slot] of [...slots]) {
      if (!isRetired(slot)) continue;
      slots.delete(sha256);
      slot.isRetired = true;
      endIfDone(slot);
    }
  }

  return {
    async use(model, job) {
      const slot = slotFor(model);
      slot.jobs++;
      try {
        return await job((await slot.starting).api);
      } finally {
        slot.jobs--;
        endIfDone(slot);
      }
    },
    retireOthers: (version) => retire((slot) => slot.version !== version),
  };
}

function endIfDone({ isRetired, jobs, starting }: WorkerSlot): void {
  if (isRetired && jobs === 0) endWorker(starting);
}
