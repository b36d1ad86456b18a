import * as v from 'valibot';
import { blockOf, byName, type Input, inputOf } from '../../../src/core/clients/modelInput.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import type { IncomeInterval } from '../../../src/core/explain/explanation.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';
import { toInterval } from '../clients/clients.ts';
import type { DataContext } from '../context.ts';
import { failWith, toFailure } from '../failures.ts';
import type { FeatureChange, ForecastSource, Latency, PastForecast } from '../log/log.api.ts';
import type { NewEntry } from '../log/log.ts';
import type { OpenModel } from '../models/openModel.ts';
import { offersFor, segmentOf } from '../offers/offersFor.ts';
import { explainRow } from '../scoring/explain/explainRow.ts';
import { predictWith } from '../scoring/workers/modelCalls.ts';
import type { Simulation } from './card.api.ts';
import { toPastForecast } from './history.ts';

type ForecastContext = Pick<DataContext, 'models' | 'clients' | 'chunks' | 'workers'>;
type LogContext = Pick<DataContext, 'offers' | 'log' | 'changes'>;
type Context = ForecastContext & LogContext;

type Request = { clientId: string; source: ForecastSource; changes: FeatureChange[] };

/** What is known of a request so far. Every request is logged, however it ends. */
type Trace = {
  latency: Latency;
  inputs: Record<string, FeatureValue> | null;
  modelVersion: string | null;
  incomeRub: number | null;
  interval: IncomeInterval | null;
};

type Forecast = Input & { model: OpenModel; incomeRub: number; interval: IncomeInterval | null };

const Changes = v.array(v.object({ feature: v.string(), value: v.nullable(v.union([v.number(), v.string()])) }));

/** Forecasts a stored client anew with the active model. */
export async function predict(context: Context, clientId: string): Promise<PastForecast> {
  const request: Request = { clientId, source: 'card', changes: [] };
  const { entry } = await logged(context, request, (trace) => forecast(context, request, trace));
  const [past] = toPastForecast(entry);
  if (!past) throw new Error('a forecast without an income');
  return past;
}

/** Forecasts a stored client with some values changed. */
export async function simulate(context: Context, clientId: string, raw: unknown): Promise<Simulation> {
  const request: Request = { clientId, source: 'what-if', changes: v.parse(Changes, raw) };
  const { answer, entry } = await logged(context, request, async (trace) => {
    const { model, values, matrix, incomeRub, interval } = await forecast(context, request, trace);
    const explanation = await timed(trace.latency, 'explain', () =>
      explainRow(context.workers, model, { matrix, expectedRub: incomeRub }),
    );
    return {
      incomeRub,
      interval,
      segment: segmentOf(context.offers, incomeRub),
      offers: offersFor(context.offers, incomeRub, byName(values, model.contract)),
      explanation,
      modelVersion: model.facts.version,
    };
  });
  return { ...answer, latency: entry.latency };
}

async function forecast(context: ForecastContext, { clientId, changes }: Request, trace: Trace): Promise<Forecast> {
  const model = await context.models.active();
  const { contract } = model;
  trace.modelVersion = contract.version;
  const [place] = context.clients.places(clientId);
  if (!place) throw failWith('NotFound', `client ${clientId}`);
  const { values, matrix } = await timed(trace.latency, 'encode', async () => {
    const stored = inputOf(await context.chunks.readRow(place, clientId), contract);
    return changes.length === 0
      ? stored
      : inputOf(blockOf(change(stored.values, changes, contract), contract), contract);
  });
  trace.inputs = byName(values, contract);
  const { income, interval: ends } = await timed(trace.latency, 'predict', () =>
    context.workers.use(model, (api) => predictWith(api, matrix.slice())),
  );
  const [incomeRub] = income;
  if (incomeRub === undefined || !Number.isFinite(incomeRub)) throw failWith('ModelCorrupt', `forecast ${incomeRub}`);
  const interval = toInterval(ends, 0);
  Object.assign(trace, { incomeRub, interval });
  return { model, values, matrix, incomeRub, interval };
}

/** The values after the changes. @throws Refused for a value that its feature cannot have */
function change(
  values: readonly FeatureValue[],
  changes: readonly FeatureChange[],
  contract: Contract,
): FeatureValue[] {
  const changed = [...values];
  for (const { feature: name, value } of changes) {
    const column = contract.features.findIndex((feature) => feature.name === name);
    const feature = contract.features[column];
    const problem = feature ? problemOf(feature, value) : 'no such feature';
    if (problem) throw failWith('Refused', `${name}: ${problem}`);
    changed[column] = value;
  }
  return changed;
}

/** Why a feature cannot have a value, for the log; null when it can. */
function problemOf(feature: Feature, value: FeatureValue): string | null {
  if (value === null) return null;
  if (feature.kind === 'category') return typeof value === 'string' ? null : 'not a text';
  return Number.isFinite(value) ? null : 'not a number';
}

/** Runs a request and writes it into the log, whether it succeeds or fails. */
async function logged<Answer>(
  context: LogContext,
  request: Request,
  run: (trace: Trace) => Promise<Answer>,
): Promise<{ answer: Answer; entry: NewEntry & { id: number } }> {
  const at = Date.now();
  const started = performance.now();
  const latency: Latency = { encode: 0, predict: 0, explain: 0, total: 0 };
  const trace: Trace = { latency, inputs: null, modelVersion: null, incomeRub: null, interval: null };
  const outcome = await run(trace).then(
    (answer) => ({ answer, error: null }),
    (error: unknown) => ({ answer: null, error }),
  );
  latency.total = performance.now() - started;
  const { clientId, source, changes } = request;
  const { inputs, modelVersion, incomeRub, interval } = trace;
  const entry: NewEntry = {
    at,
    kind: 'single',
    requests: 1,
    clientId,
    source,
    isSimulation: source === 'what-if',
    status: outcome.error ? 'error' : 'ok',
    failure: outcome.error ? toFailure(outcome.error) : null,
    incomeRub,
    interval,
    segmentId: incomeRub === null ? null : segmentOf(context.offers, incomeRub).id,
    modelVersion,
    latencyMs: latency.total,
    latency,
    predictMs: latency.predict,
    inputs,
    changes,
    importId: null,
    segments: {},
    clientIds: [],
  };
  const id = await context.log.add(entry);
  context.changes.announce('log');
  if (outcome.answer === null) throw outcome.error;
  return { answer: outcome.answer, entry: { ...entry, id } };
}

async function timed<T>(latency: Latency, stage: keyof Latency, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await run();
  } finally {
    latency[stage] += performance.now() - started;
  }
}
