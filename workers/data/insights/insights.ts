import { createInsightSums, type InsightSums } from '../../../src/core/explain/insights.ts';
import { createMutex } from '../../../src/core/machine/mutex.ts';
import type { DataContext } from '../context.ts';
import { toFailure } from '../failures.ts';
import { progressReporter } from '../jobs/progress.ts';
import { backgroundOf } from '../models/openModel.ts';
import { explainClients } from '../scoring/explainClients.ts';
import { type InsightPlan, planInsights, refuseInsight } from '../scoring/explainScope.ts';
import { createDots, type Dots } from './dots.ts';
import type { InsightRun, Insights, InsightsApi } from './insights.api.ts';

type Current = { plan: InsightPlan; run: InsightRun; abort: AbortController; done: Promise<void>; found: Found };
type Found = { sums: InsightSums; dots: Dots; baseRub: number };

/** Explaining many clients: at most one run in this tab. It only reads, so an import may run beside it. */
export function openInsights(context: DataContext): InsightsApi {
  let current: Current | null = null;
  const inTurn = createMutex();

  async function start(scope: unknown): Promise<void> {
    const plan = await planInsights(context, scope);
    await cancel();
    const { contract } = plan.model;
    const run = begun(plan);
    const found: Found = { sums: createInsightSums(contract), dots: createDots(plan.selection, contract), baseRub: 0 };
    const abort = new AbortController();
    const own: Current = { ...{ plan, run, abort, found }, done: Promise.resolve() };
    current = own;
    own.done = explain(own);
  }

  async function explain({ plan, run, abort: { signal }, found }: Current): Promise<void> {
    const tell = () => context.notifications.notifyPage({ kind: 'insights', run: { ...run } });
    const report = progressReporter(run, tell);
    tell();
    try {
      await explainClients(context, plan, {
        signal,
        take(piece) {
          found.sums.add(piece);
          found.dots.add(piece);
          found.baseRub = piece.baseRub;
          run.doneRows += piece.rows.length;
          report();
        },
      });
      run.state = 'done';
    } catch (error) {
      if (signal.aborted) run.state = 'cancelled';
      else Object.assign(run, { state: 'failed', failure: toFailure(error) });
    }
    run.secondsLeft = null;
    tell();
  }

  async function cancel(): Promise<void> {
    current?.abort.abort();
    await current?.done;
  }

  /** The run, unless what it found is no longer so. */
  async function known(): Promise<Current | null> {
    const own = current;
    if (own?.run.state !== 'done' || (await own.plan.isCurrent())) return own;
    if (current === own) current = null;
    return null;
  }

  async function finished(): Promise<Current | null> {
    const own = await known();
    return own?.run.state === 'done' ? own : null;
  }

  return {
    start: (scope) => inTurn(() => start(scope)),
    cancel,
    async getCurrent() {
      const own = await known();
      return own && { ...own.run };
    },
    async get() {
      const own = await finished();
      return own && toInsights(own);
    },
    async getBeeswarm(features) {
      const own = await finished();
      if (!own) return null;
      const largest = own.found.sums.features().slice(0, Math.max(0, Math.floor(features) || 0));
      return own.found.dots.beeswarm(largest.map(({ feature }) => feature));
    },
    async getDependence(feature, colourFeature) {
      const own = await finished();
      if (!own) return null;
      for (const asked of colourFeature === null ? [feature] : [feature, colourFeature])
        if (!own.plan.model.contract.features[asked]) throw refuseInsight({ kind: 'unknown-feature', feature: asked });
      return own.found.dots.dependence(feature, colourFeature);
    },
  };
}

function begun({ scope, model, selection }: InsightPlan): InsightRun {
  const { name, version } = model.facts;
  return {
    ...{ scope, modelName: name, modelVersion: version, state: 'running', failure: null },
    ...{ doneRows: 0, totalRows: selection.rows, rowsPerSecond: 0, secondsLeft: null },
  };
}

function toInsights({ plan: { model, selection }, run, found: { sums, baseRub } }: Current): Insights {
  const stale = selection.chunks.filter(({ modelVersion }) => modelVersion !== model.facts.version);
  return {
    run: { ...run },
    rows: sums.rows,
    ofRows: selection.ofRows,
    staleRows: stale.reduce((count, { rows }) => count + rows.length, 0),
    background: backgroundOf(model),
    baseRub,
    worstGapRub: sums.worstGapRub,
    features: sums.features(),
    groups: sums.groups(),
  };
}
