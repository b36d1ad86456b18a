import * as v from 'valibot';
import type { InsightProblem, InsightScope } from '../../insights.api.ts';
import { failWith } from '../failures.ts';
import type { OpenModel } from '../models/openModel.ts';
import type { Office } from '../office.ts';
import { type Selection, selectClients } from './selection.ts';

/** What is explained: these clients by this model. */
export type InsightPlan = {
  scope: InsightScope;
  model: OpenModel;
  selection: Selection;
  /** The forecasts of rows that are seen, roubles. */
  incomesOf(rows: Int32Array): Float32Array<ArrayBuffer>;
  /** Whether the clients, the active model and the segments are still those of the start. */
  isCurrent(): Promise<boolean>;
};

const Scope = v.object({
  segmentId: v.nullable(v.string()),
  sample: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** @throws Refused with an `InsightProblem`, NoCovers, and the model's errors */
export async function planInsights(office: Office, raw: unknown): Promise<InsightPlan> {
  const model = await explainableModel(office);
  const parsed = v.safeParse(Scope, raw);
  if (!parsed.success) throw refuseInsight({ kind: 'bad-sample' });
  const scope = parsed.output;
  const segments = office.administration.segments();
  const { segmentId } = scope;
  if (segmentId !== null && segments.every(({ id }) => id !== segmentId))
    throw refuseInsight({ kind: 'unknown-segment', segmentId });
  const selection = selectClients(office.clients, segments, scope);
  if (selection.rows === 0) throw refuseInsight({ kind: 'no-clients' });
  return toPlan(office, { scope, model, selection });
}

/** A plan for rows that are seen, in ascending order. @throws NoCovers, and the model's errors */
export async function planRows(office: Office, rows: Int32Array): Promise<Omit<InsightPlan, 'scope'>> {
  const model = await explainableModel(office);
  const selection = { chunks: office.clients.chunksOf(rows), rows: rows.length, ofRows: rows.length, dots: new Map() };
  return toPlan(office, { model, selection });
}

async function explainableModel({ models }: Office): Promise<OpenModel> {
  const model = await models.active();
  if (!model.facts.isExplainable) throw failWith('NoCovers', 'the model file has no covers');
  return model;
}

function toPlan<Chosen extends Pick<InsightPlan, 'model' | 'selection'>>(office: Office, chosen: Chosen) {
  const areClientsCurrent = watchClients(office);
  return {
    ...chosen,
    incomesOf: office.clients.incomesOf,
    async isCurrent() {
      if (!areClientsCurrent()) return false;
      const active = await office.models.active().catch(() => null);
      return active?.sha256 === chosen.model.sha256;
    },
  };
}

/** Whether the clients and the segments are still those of now. */
export function watchClients(office: Office): () => boolean {
  const { clients } = office;
  const { edition } = clients;
  const bands = JSON.stringify(office.administration.segments());
  return () =>
    office.clients === clients &&
    clients.edition === edition &&
    JSON.stringify(office.administration.segments()) === bands;
}

export function refuseInsight(problem: InsightProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}
