import { type DataContext, reloadClients } from '../context.ts';
import type { JobEnd } from '../jobs/jobRunner.ts';
import { holdWriteLock } from '../jobs/locks.ts';
import { newRowsProgress, openRowsJobs } from '../jobs/rowsJobs.ts';
import { pendingSets } from '../storage/forecastSets.ts';
import { followOtherTab } from './otherTab.ts';
import { planRescoring, rescoreImports } from './rescoreImports.ts';
import type { Rescoring, RescoringApi } from './rescoring.api.ts';

/**
 * Forecasting all stored clients anew: at most one re-scoring is running, in this tab or another, and no import beside
 * it.
 */
export type RescoringService = RescoringApi & {
  /** Cancels the re-scoring if it runs in this tab. */
  cancelHere(): Promise<void>;
  /** How far another tab's is. */
  onRemoteRun(rescoring: Rescoring): void;
};

type Setup = {
  /** Tells the page how far the re-scoring of another tab is. */
  notifyPage(rescoring: Rescoring): void;
  /** Tells all tabs how far this one's is. */
  notifyAll(rescoring: Rescoring): void;
  /** Asks the tab that runs a re-scoring to cancel it. */
  requestCancel(): void;
  /** Ends what was cut off. Called while holding the write lock. */
  cleanUp(): Promise<unknown>;
};

export function openRescoring(context: DataContext, setup: Setup): RescoringService {
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
      // Without a model there is nothing to wait for.
      await models.active();
      await holdWriteLock(async () => {
        await cleanUp();
        const plan = await planRescoring(database, await models.active());
        const { name: modelName, version: modelVersion } = plan.model.facts;
        const rescoring = { modelName, modelVersion, elsewhere: false, ...newRowsProgress(plan.rows) };
        const ended = jobs.start(rescoring, async (run) => {
          await rescoreImports(context, plan, run);
          // Whoever reads "done" must find the new forecasts. What was committed stays: if it cannot be shown now, the
          // next start shows it.
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
      // This tab was opened meanwhile and has not been told anything yet.
      const [set] = await pendingSets(database);
      if (!set) return here;
      const { modelName, modelVersion } = set;
      return { modelName, modelVersion, elsewhere: true, ...newRowsProgress() };
    },
    onRemoteRun: otherTab.onRemoteRun,
  };
}
