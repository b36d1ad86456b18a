import { reloadClients, type VisibleClients } from '../clients/visibleClients.ts';
import type { DataContext } from '../context.ts';
import type { JobEnd } from '../jobs/jobRunner.ts';
import { holdWriteLock } from '../jobs/locks.ts';
import { newRowsProgress, openRowsJobs } from '../jobs/rowsJobs.ts';
import { pendingSets } from '../storage/forecastSets.ts';
import { followOtherTab } from './otherTab.ts';
import { planRescoring, type RescoringParts, rescoreImports } from './rescoreImports.ts';
import type { Rescoring, RescoringApi } from './rescoring.api.ts';

/** Forecasts all stored clients anew: at most one re-scoring runs, in this tab or another, and no import beside it. */
export type RescoringService = RescoringApi & {
  /** Cancels the re-scoring if it runs in this tab. */
  cancelHere(): Promise<void>;
  /** Takes the progress of another tab's re-scoring. */
  onRemoteRun(rescoring: Rescoring): void;
};

type Setup = {
  /** Tells the page the progress of another tab's re-scoring. */
  notifyPage(rescoring: Rescoring): void;
  /** Tells all tabs the progress of this tab's re-scoring. */
  notifyAll(rescoring: Rescoring): void;
  /** Asks the tab that runs a re-scoring to cancel it. */
  requestCancel(): void;
  /** Ends interrupted imports and re-scorings. Called while holding the write lock. */
  cleanUp(): Promise<unknown>;
};

type Context = RescoringParts & VisibleClients & Pick<DataContext, 'models' | 'changes'>;

export function openRescoring(context: Context, setup: Setup): RescoringService {
  const { database, models, changes } = context;
  const { notifyPage, notifyAll, requestCancel, cleanUp } = setup;
  const jobs = openRowsJobs<Rescoring>(notifyAll);
  const otherTab = followOtherTab({ notify: notifyPage, cleanUp });

  function announceEnd({ state }: JobEnd<void>): void {
    if (state !== 'done') return;
    changes.announce('clients');
    changes.announce('log');
  }

  return {
    async start() {
      // Without a model the re-scoring fails before it waits for the lock.
      await models.active();
      await holdWriteLock(async () => {
        await cleanUp();
        const plan = await planRescoring(database, await models.active());
        const { name: modelName, version: modelVersion } = plan.model.facts;
        const rescoring = { modelName, modelVersion, elsewhere: false, ...newRowsProgress(plan.rows) };
        const ended = jobs.start(rescoring, async (run) => {
          await rescoreImports(context, plan, run);
          // A page that reads "done" must find the new forecasts. Committed forecasts stay: if they cannot be shown
          // now, the next start shows them.
          await reloadClients(context).catch(() => {});
        });
        return { answer: undefined, ended: ended.then(announceEnd) };
      });
    },
    async cancel() {
      if (jobs.getCurrent()?.state === 'running') await jobs.cancel();
      else if ((await pendingSets(database)).length > 0) requestCancel();
    },
    cancelHere: jobs.cancel,
    async getCurrent() {
      const here = jobs.getCurrent();
      if (here?.state === 'running') return here;
      const remote = otherTab.getCurrent();
      if (remote) return remote;
      // This tab was opened meanwhile and has not received an event yet.
      const [set] = await pendingSets(database);
      if (!set) return here;
      const { modelName, modelVersion } = set;
      return { modelName, modelVersion, elsewhere: true, ...newRowsProgress() };
    },
    onRemoteRun: otherTab.onRemoteRun,
  };
}
