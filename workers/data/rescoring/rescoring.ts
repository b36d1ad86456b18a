import { type DataContext, reloadClients } from '../context.ts';
import { toFailure } from '../failures.ts';
import { cleanUp } from '../imports/cleanUp.ts';
import { takeWriteLock, waitForWriteLock } from '../jobs/locks.ts';
import { progressReporter } from '../jobs/progress.ts';
import { pendingSets } from '../storage/forecastSets.ts';
import { planRescoring, type RescoringPlan, rescore } from './rescoreClients.ts';
import type { Rescoring } from './rescoring.api.ts';

/** Forecasting all stored clients anew: at most one is running, in this tab or another, and no import beside it. */
export type Rescorings = {
  start(): Promise<void>;
  cancel(): Promise<void>;
  current(): Promise<Rescoring | null>;
  /** News of another tab's. */
  received(rescoring: Rescoring): void;
};

type Running = { abort: AbortController; done: Promise<void> };

const NEWS_TAKES_MS = 500;

export function openRescorings(context: DataContext): Rescorings {
  const { database, notifications, models } = context;
  let running: Running | null = null;
  let own: Rescoring | null = null;
  let elsewhere: Rescoring | null = null;
  let isWatching = false;

  async function start(): Promise<void> {
    // Without a model there is nothing to wait for.
    await models.active();
    const release = await takeWriteLock();
    try {
      await cleanUp(context);
      const plan = await planRescoring(context, await models.active());
      const abort = new AbortController();
      own = begun(plan);
      running = { abort, done: run(plan, own, abort.signal).finally(release) };
    } catch (error) {
      release();
      throw error;
    }
  }

  async function run(plan: RescoringPlan, rescoring: Rescoring, signal: AbortSignal): Promise<void> {
    const notifyAll = () => notifications.notifyAll({ kind: 'rescoring', rescoring: { ...rescoring } });
    const report = progressReporter(rescoring, notifyAll);
    notifyAll();
    const onRows = (rows: number) => {
      rescoring.doneRows += rows;
      report();
    };
    let ended: Pick<Rescoring, 'state' | 'failure'> = { state: 'done', failure: null };
    try {
      await rescore(context, plan, { signal, onRows });
      // Whoever reads "done" must find the new forecasts there. What was committed stays, should showing it go wrong.
      await reloadClients(context).catch(() => {});
    } catch (error) {
      ended = signal.aborted ? { state: 'cancelled', failure: null } : { state: 'failed', failure: toFailure(error) };
    }
    Object.assign(rescoring, ended, { secondsLeft: null });
    running = null;
    notifyAll();
    if (rescoring.state !== 'done') return;
    notifications.notifyAll({ kind: 'clients', clients: context.clients.size });
    notifications.notifyAll({ kind: 'log' });
  }

  /** Waits for the end of another tab's: should that tab die, this one cleans up. */
  async function watchOther(): Promise<void> {
    if (isWatching) return;
    isWatching = true;
    const release = await waitForWriteLock();
    await cleanUp(context).finally(release);
    isWatching = false;
    const last = elsewhere;
    // It tells its end before it lets go of the lock, but news travels apart from locks.
    await new Promise((resolve) => setTimeout(resolve, NEWS_TAKES_MS));
    if (!last || elsewhere !== last) return;
    const failure = { name: 'AbortError', message: 'the tab that ran it was closed' } as const;
    const rescoring: Rescoring = { ...last, state: 'failed', secondsLeft: null, failure };
    elsewhere = null;
    notifications.notifyPage({ kind: 'rescoring', rescoring });
  }

  return {
    start,
    async cancel() {
      if (running) {
        running.abort.abort();
        await running.done;
      } else if ((await pendingSets(database)).length > 0) {
        notifications.askToCancelRescoring();
      }
    },
    async current() {
      if (running) return own;
      if (elsewhere) return elsewhere;
      const [set] = await pendingSets(database);
      if (!set) return own;
      const { modelName, modelVersion } = set;
      return { ...blank(modelName, modelVersion), elsewhere: true };
    },
    received(rescoring) {
      elsewhere = rescoring.state === 'running' ? rescoring : null;
      if (elsewhere) watchOther().catch(() => {});
    },
  };
}

function begun({ model, rows }: RescoringPlan): Rescoring {
  return { ...blank(model.facts.name, model.facts.version), totalRows: rows };
}

function blank(modelName: string, modelVersion: string): Rescoring {
  return {
    ...{ modelName, modelVersion, state: 'running', doneRows: 0, totalRows: 0 },
    ...{ rowsPerSecond: 0, secondsLeft: null, failure: null, elsewhere: false },
  };
}
