import * as v from 'valibot';
import type { Segment } from '../../../../src/core/offers/segments.ts';
import type { Outcome } from '../../../../src/core/outcome.ts';
import type { ClientIndex } from '../../clients/clients.ts';
import { type Selection, selectClients } from '../../clients/selection.ts';
import { failWith } from '../../failures.ts';
import type { Models } from '../../models/models.ts';
import type { OpenModel } from '../../models/openModel.ts';
import type { InsightProblem, InsightScope } from '../explain.api.ts';

/** What to explain: these clients, by this model. */
export type InsightPlan = {
  scope: InsightScope;
  model: OpenModel;
  selection: Selection;
  /** The visible forecasts of rows, roubles. */
  incomesOf(rows: Int32Array): Float32Array<ArrayBuffer>;
  /** Whether the clients, the active model and the segments are the same as at the start. */
  isCurrent(): Promise<boolean>;
};

/** The visible clients (a new object when an import was removed) and the segments that staff have set. */
type Visible = { readonly clients: ClientIndex; offers: { segments(): readonly Segment[] } };
type Context = Visible & { models: Models };

const Scope = v.object({
  segmentId: v.nullable(v.string()),
  sample: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** @throws NoCovers, and the model's errors */
export async function planInsights(context: Context, raw: unknown): Promise<Outcome<InsightPlan, InsightProblem>> {
  const model = await explainableModel(context);
  const parsed = v.safeParse(Scope, raw);
  if (!parsed.success) return { problem: { kind: 'bad-sample' } };
  const scope = parsed.output;
  const segments = context.offers.segments();
  const { segmentId } = scope;
  if (segmentId !== null && segments.every(({ id }) => id !== segmentId))
    return { problem: { kind: 'unknown-segment', segmentId } };
  const selection = selectClients(context.clients, segments, scope);
  if (selection.rows === 0) return { problem: { kind: 'no-clients' } };
  return { value: toPlan(context, { scope, model, selection }) };
}

/** A plan for visible rows, in ascending order. @throws NoCovers, and the model's errors */
export async function planRows(context: Context, rows: Int32Array): Promise<Omit<InsightPlan, 'scope'>> {
  const model = await explainableModel(context);
  const selection = { chunks: context.clients.chunksOf(rows), rows: rows.length, ofRows: rows.length, dots: new Map() };
  return toPlan(context, { model, selection });
}

async function explainableModel({ models }: Context): Promise<OpenModel> {
  const model = await models.active();
  if (!model.facts.isExplainable) throw failWith('NoCovers', 'the model file has no covers');
  return model;
}

function toPlan<Chosen extends Pick<InsightPlan, 'model' | 'selection'>>(context: Context, chosen: Chosen) {
  const areClientsCurrent = watchClients(context);
  return {
    ...chosen,
    incomesOf: context.clients.incomesOf,
    async isCurrent() {
      if (!areClientsCurrent()) return false;
      const active = await context.models.active().catch(() => null);
      return active?.sha256 === chosen.model.sha256;
    },
  };
}

/** Returns a check whether the clients and the segments are the same as now. */
export function watchClients(context: Visible): () => boolean {
  const { clients } = context;
  const { revision } = clients;
  const bands = JSON.stringify(context.offers.segments());
  return () =>
    context.clients === clients && clients.revision === revision && JSON.stringify(context.offers.segments()) === bands;
}

/** The error for work whose clients, model or segments have changed meanwhile. */
export function outdated(): Error {
  return failWith('Outdated', 'the clients, the active model or the segments have changed meanwhile');
}
