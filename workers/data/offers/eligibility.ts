import type { Contract } from '../../../src/core/contract/contract.ts';
import { createMutex } from '../../../src/core/machine/mutex.ts';
import { eligibilityKey, eligibilityOf } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import type { ClientIndex } from '../clients/clients.ts';
import { requestsInBetween } from '../jobs/background.ts';
import { underEligibilityLock } from '../jobs/locks.ts';
import { throttle } from '../jobs/throttle.ts';
import type { Models } from '../models/models.ts';
import { readChunk } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import {
  encodeEligibility,
  readEligibility,
  readEligibilityOfImport,
  type StoredEligibility,
  saveEligibility,
} from '../storage/storedEligibility.ts';
import type { Offers } from './offers.ts';

/** Time between two notifications of progress. */
const NOTIFY_EVERY_MS = 1_000;

type Context = {
  database: Database;
  models: Models;
  offers: Offers;
  /** A new object when an import was removed. */
  readonly clients: ClientIndex;
};

/** The input of one run. A change of clients, products or models starts another run. */
type Run = {
  context: Context;
  notify(knownShare: number): void;
  clients: ClientIndex;
  products: readonly Product[];
  isCurrent(): boolean;
};

/** A chunk, and the contract by which its clients' values are read. */
type Task = { chunk: number; importId: number; index: number; contract: Contract | null; key: string };

/**
 * Keeps the eligibility index up to date in the background. Stored eligibility is loaded; what is missing, or was found
 * by other rules, is computed chunk by chunk and saved. Requests of the page are answered in between. Call `refresh`
 * when clients, products or models have changed.
 * @param notify receives the share of the clients whose eligibility is known, 0…1
 */
export function keepEligibilityCurrent(context: Context, notify: Run['notify']): { refresh(): void } {
  let last = 0;
  const inTurn = createMutex();

  function refresh(): void {
    const number = ++last;
    const run = () => {
      const { clients, offers } = context;
      const isCurrent = () => number === last && context.clients === clients;
      return isCurrent() ? work({ context, notify, clients, products: offers.products(), isCurrent }) : undefined;
    };
    // A failure leaves clients unknown, and the list shows their share. The next change tries again.
    inTurn(run).catch(() => {});
  }

  refresh();
  return { refresh };
}

async function work(run: Run): Promise<void> {
  run.clients.eligibility.expect(run.products);
  const missing = await fillFromStorage(run, await tasksOf(run));
  if (missing.length === 0) return;
  await underEligibilityLock(async () => {
    const notifyProgress = throttle(NOTIFY_EVERY_MS, () => notifyKnown(run));
    for (const task of missing) {
      await requestsInBetween();
      if (!run.isCurrent()) return;
      await workOut(run, task);
      notifyProgress();
    }
    notifyKnown(run);
  });
}

/** The chunks without up-to-date eligibility. The newest import comes first, since the user most likely looks at it. */
async function tasksOf({ context, clients, products }: Run): Promise<Task[]> {
  const judges = new Map<string, Promise<Pick<Task, 'contract' | 'key'>>>();
  const judgeOf = (modelVersion: string) => {
    const judge = judges.get(modelVersion) ?? contractOf(context, modelVersion).then(toJudge);
    judges.set(modelVersion, judge);
    return judge;
  };
  const toJudge = (contract: Contract | null) => ({ contract, key: eligibilityKey(products, contract) });
  const tasks: Task[] = [];
  for (const [chunk, { importId, index, modelVersion, isVisible }] of clients.chunks().entries()) {
    if (isVisible) tasks.push({ chunk, importId, index, ...(await judgeOf(modelVersion)) });
  }
  return tasks.filter(({ chunk, key }) => clients.eligibility.keyOf(chunk) !== key).reverse();
}

/**
 * The contract by which the client's card shows the values: of the model that made the forecast, else of the active
 * one.
 */
async function contractOf({ models }: Context, modelVersion: string): Promise<Contract | null> {
  const model = await models.get(modelVersion).catch(() => models.active().catch(() => null));
  return model?.contract ?? null;
}

/** Loads stored eligibility. @returns the remaining tasks */
async function fillFromStorage(run: Run, tasks: readonly Task[]): Promise<Task[]> {
  const remaining: Task[] = [];
  for (const importId of new Set(tasks.map((task) => task.importId))) {
    const stored = new Map(
      (await readEligibilityOfImport(run.context.database, importId)).map((eligibility) => [
        eligibility.index,
        eligibility,
      ]),
    );
    for (const task of tasks.filter((one) => one.importId === importId)) {
      if (!takeOver(run, task, stored.get(task.index) ?? null)) remaining.push(task);
    }
  }
  if (remaining.length < tasks.length) notifyKnown(run);
  return remaining;
}

function takeOver({ clients, isCurrent }: Run, { chunk, key }: Task, stored: StoredEligibility | null): boolean {
  if (stored?.key !== key || !isCurrent()) return false;
  clients.eligibility.put(chunk, key, stored.bits);
  return true;
}

/** Another tab may have computed it meanwhile; a missing chunk was removed with its import. */
async function workOut(run: Run, task: Task): Promise<void> {
  const { database } = run.context;
  const { importId, index, contract, key } = task;
  if (takeOver(run, task, await readEligibility(database, [importId, index]))) return;
  const block = await readChunk(database, importId, index).catch((error: Error) => {
    if (error.name === 'NotFound') return null;
    throw error;
  });
  if (!block || !run.isCurrent()) return;
  const bits = eligibilityOf(block, contract, run.products);
  run.clients.eligibility.put(task.chunk, key, bits);
  await saveEligibility(database, await encodeEligibility(task, key, bits));
}

function notifyKnown({ notify, clients, products, isCurrent }: Run): void {
  if (isCurrent()) notify(clients.productsKnown(products));
}
