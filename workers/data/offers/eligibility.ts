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

/** How often it is told that more is known. */
const NOTIFY_EVERY_MS = 1_000;

type Context = {
  database: Database;
  models: Models;
  offers: Offers;
  /** Replaced as a whole when an import goes. */
  readonly clients: ClientIndex;
};

/** What one run works on; a change of clients, products or models begins another. */
type Run = {
  context: Context;
  notify(knownShare: number): void;
  clients: ClientIndex;
  products: readonly Product[];
  isCurrent(): boolean;
};

/** A chunk, and by which contract its clients' values are judged. */
type Task = { chunk: number; importId: number; index: number; contract: Contract | null; key: string };

/**
 * Keeps it known which products fit whom, in the background: what is stored is read, what is missing or was found with
 * other rules is worked out chunk by chunk and stored. Requests of the page come in between. Call `refresh` whenever
 * clients, products or models have changed.
 * @param notify is told of what share of the clients it is known, 0…1
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
    // Of whom nothing could be found out, the list says how many there are. The next change tries again.
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

/**
 * The chunks whose fits are not known as they should be, the newest import first: it is the one that people look at.
 */
async function tasksOf({ context, clients, products }: Run): Promise<Task[]> {
  const judges = new Map<string, Promise<Pick<Task, 'contract' | 'key'>>>();
  const judgeOf = (modelVersion: string) => {
    const judge = judges.get(modelVersion) ?? contractOf(context, modelVersion).then(toJudge);
    judges.set(modelVersion, judge);
    return judge;
  };
  const toJudge = (contract: Contract | null) => ({ contract, key: eligibilityKey(products, contract) });
  const tasks: Task[] = [];
  for (const [chunk, { importId, index, modelVersion, isSeen }] of clients.chunks().entries()) {
    if (isSeen) tasks.push({ chunk, importId, index, ...(await judgeOf(modelVersion)) });
  }
  return tasks.filter(({ chunk, key }) => clients.eligibility.keyOf(chunk) !== key).reverse();
}

/**
 * The contract by which a client's card shows the values: that of the model which made the forecast, else of the active
 * one.
 */
async function contractOf({ models }: Context, modelVersion: string): Promise<Contract | null> {
  const model = await models.get(modelVersion).catch(() => models.active().catch(() => null));
  return model?.contract ?? null;
}

/** Takes over what is stored. Returns the tasks that remain. */
async function fillFromStorage(run: Run, tasks: readonly Task[]): Promise<Task[]> {
  const remaining: Task[] = [];
  for (const importId of new Set(tasks.map((task) => task.importId))) {
    const stored = new Map(
      (await readEligibilityOfImport(run.context.database, importId)).map((fits) => [fits.index, fits]),
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

/** Another tab may have done it while this one waited. A chunk that is not there any more went with its import. */
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
