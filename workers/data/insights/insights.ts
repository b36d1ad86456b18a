import { createInsightSums, type InsightSums } from '../../../src/core/explain/insights.ts';
import { createMutex } from '../../../src/core/machine/mutex.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { DataContext } from '../context.ts';
import { failWith } from '../failures.ts';
import { newRowsProgress, openRowsJobs } from '../jobs/rowsJobs.ts';
import { backgroundOf } from '../models/openModel.ts';
import { explainClients, type Piece } from '../scoring/explain/explainClients.ts';
import { type InsightPlan, planInsights } from '../scoring/explain/explainScope.ts';
import type { InsightProblem } from '../scoring/explain.api.ts';
import { createDots, type Dots } from './dots.ts';
import type { InsightRun, Insights, InsightsApi } from './insights.api.ts';

/** Ids of unexplained clients that are kept. */
const IDS_KEPT = 20;

/** The last started run and its results so far. */
type Current = { plan: InsightPlan; run: InsightRun; findings: Findings };
type Findings = { sums: InsightSums; dots: Dots; baseRub: number; unexplained: Insights['unexplained'] };

type Context = Pick<DataContext, 'database' | 'models' | 'workers' | 'clients' | 'offers'>;

/**
 * Explains many clients: at most one run in this tab. A run only reads, so an import may run beside it.
 * @param notify tells the page the progress of a run
 */
export function openInsights(context: Context, notify: (run: InsightRun) => void): InsightsApi {
  const jobs = openRowsJobs<InsightRun>(notify);
  const inTurn = createMutex();
  let current: Current | null = null;

  async function start(scope: unknown): Promise<Outcome<InsightRun, InsightProblem>> {
    const planned = await planInsights(context, scope);
    if ('problem' in planned) return planned;
    const plan = planned.value;
    await jobs.cancel();
    const { contract } = plan.model;
    const findings: Findings = {
      sums: createInsightSums(contract),
      dots: createDots(plan.selection, contract),
      baseRub: 0,
      unexplained: { rows: 0, ids: [] },
    };
    const run = newRun(plan);
    current = { plan, run, findings };
    void jobs.start(run, ({ signal, onRows }) =>
      explainClients(context, plan, {
        signal,
        take(piece) {
          findings.sums.add(piece);
          findings.dots.add(piece);
          findings.baseRub = piece.baseRub;
          addUnexplained(findings.unexplained, piece);
          onRows(piece.rows.length);
        },
      }),
    );
    return { value: run };
  }

  /** The run, unless clients, model or segments have changed since its start. */
  async function getValid(): Promise<Current | null> {
    const last = current;
    if (last?.run.state !== 'done' || (await last.plan.isCurrent())) return last;
    if (current === last) current = null;
    return null;
  }

  async function getFinished(): Promise<Current | null> {
    const last = await getValid();
    return last?.run.state === 'done' ? last : null;
  }

  return {
    start: (scope) => inTurn(() => start(scope)),
    cancel: jobs.cancel,
    getCurrent: async () => (await getValid())?.run ?? null,
    async get() {
      const finished = await getFinished();
      return finished && toInsights(finished);
    },
    async getBeeswarm(features) {
      const finished = await getFinished();
      if (!finished) return null;
      const { sums, dots } = finished.findings;
      const largest = sums.features().slice(0, Math.max(0, Math.floor(features) || 0));
      return dots.beeswarm(largest.map(({ feature }) => feature));
    },
    async getDependence(feature, colourFeature) {
      const finished = await getFinished();
      if (!finished) return null;
      const { contract } = finished.plan.model;
      for (const asked of colourFeature === null ? [feature] : [feature, colourFeature])
        if (!contract.features[asked]) throw failWith('NotFound', `feature ${asked}`);
      return finished.findings.dots.dependence(feature, colourFeature);
    },
  };
}

function addUnexplained(unexplained: Insights['unexplained'], { block, unexplained: rows }: Piece): void {
  unexplained.rows += rows.length;
  const left = IDS_KEPT - unexplained.ids.length;
  unexplained.ids.push(...rows.slice(0, left).map(({ row }) => block.ids[row] ?? ''));
}

function newRun({ scope, model, selection }: InsightPlan): InsightRun {
  const { name: modelName, version: modelVersion } = model.facts;
  return { scope, modelName, modelVersion, ...newRowsProgress(selection.rows) };
}

function toInsights({ plan: { model, selection }, run, findings }: Current): Insights {
  const { sums, baseRub, unexplained } = findings;
  const stale = selection.chunks.filter(({ modelVersion }) => modelVersion !== model.facts.version);
  return {
    run,
    rows: sums.rows,
    ofRows: selection.ofRows,
    staleRows: stale.reduce((count, { rows }) => count + rows.length, 0),
    background: backgroundOf(model),
    baseRub,
    worstGapRub: sums.worstGapRub,
    unexplained,
    features: sums.features(),
    groups: sums.groups(),
  };
}
