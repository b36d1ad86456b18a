import { inputOf } from '../../../src/core/clients/modelInput.ts';
import type { Contract } from '../../../src/core/contract/contract.ts';
import {
  type CurveStep,
  curveAt,
  mergeSteps,
  stretchesOf,
  thresholdsOf,
  varyFeature,
} from '../../../src/core/explain/featureCurve.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { DataContext } from '../context.ts';
import { failWith } from '../failures.ts';
import type { OpenModel } from '../models/openModel.ts';
import { predictWith } from '../scoring/workers/modelCalls.ts';
import type { ModelWorkers } from '../scoring/workers/modelWorkers.ts';
import type { FeatureCurve } from './card.api.ts';

const MAX_LEVELS = 200;
/** Numbers sent to the model worker in one matrix. */
const BATCH_NUMBERS = 1_000_000;

/**
 * A client's forecast along one feature, by the model whose features the client's card shows. @throws NotFound, the
 * model's errors
 */
export async function readFeatureCurve(
  context: Pick<DataContext, 'clients' | 'models' | 'chunks' | 'workers'>,
  clientId: string,
  name: string,
): Promise<FeatureCurve | null> {
  const [place] = context.clients.places(clientId);
  if (!place) return null;
  const model = await context.models.get(place.modelVersion).catch(() => context.models.active());
  const feature = model.contract.features.findIndex((candidate) => candidate.name === name);
  if (feature < 0) throw failWith('NotFound', `feature ${name}`);
  const { matrix: row, values } = inputOf(await context.chunks.readRow(place, clientId), model.contract);
  const from = stretchesOf(thresholdsOf(model.forecast, feature));
  const incomeRub = at(await forecast(context.workers, model, row.slice()), 0);
  const tried = Float32Array.from([Number.NaN, ...from]);
  const incomes = await forecastVaried(context.workers, model, { row, feature, tried });
  const along = incomes.subarray(1);
  const value = values[feature] ?? null;
  return {
    feature,
    modelVersion: model.facts.version,
    value,
    incomeRub,
    missingRub: at(incomes, 0),
    ...shapeOf(model.contract.features[feature], { from, along, value, incomeRub }),
  };
}

type Along = { from: Float32Array; along: Float32Array; value: FeatureCurve['value']; incomeRub: number };

function shapeOf(
  feature: Contract['features'][number] | undefined,
  { from, along, value, incomeRub }: Along,
): { steps: CurveStep[]; levels: FeatureCurve['levels']; ofLevels: number } {
  if (feature?.kind !== 'category') {
    return { steps: mergeSteps(valuesOf(from, feature), along), levels: [], ofLevels: 0 };
  }
  const levels = feature.categories.map((level, code) => ({ level, incomeRub: curveAt(from, along, code) }));
  return { steps: [], levels: strongest(levels, value, incomeRub), ofLevels: levels.length };
}

/** The first value of each stretch; trees over ranks count the thresholds instead. */
function valuesOf(from: Float32Array, feature: Contract['features'][number] | undefined): ArrayLike<number> {
  const cuts = feature?.kind === 'number' ? feature.cuts : undefined;
  return cuts ? Array.from(from, (rank) => cuts[rank - 1] ?? rank) : from;
}

/** The levels that move the forecast most and the client's own, in the order of their codes. */
function strongest(
  levels: FeatureCurve['levels'],
  value: FeatureCurve['value'],
  incomeRub: number,
): FeatureCurve['levels'] {
  if (levels.length <= MAX_LEVELS) return levels;
  const reach = ({ level, incomeRub: levelRub }: FeatureCurve['levels'][number]) =>
    level === value ? Number.POSITIVE_INFINITY : Math.abs(levelRub - incomeRub);
  const kept = new Set(
    [...levels].sort((a, b) => (reach(b) === reach(a) ? 0 : reach(b) - reach(a))).slice(0, MAX_LEVELS),
  );
  return levels.filter((level) => kept.has(level));
}

/** Forecasts a row with one feature set to each of these values. */
async function forecastVaried(
  workers: ModelWorkers,
  model: OpenModel,
  { row, feature, tried }: { row: Float32Array; feature: number; tried: Float32Array },
): Promise<Float32Array> {
  const incomes = new Float32Array(tried.length);
  const batch = Math.max(1, Math.floor(BATCH_NUMBERS / row.length));
  for (let first = 0; first < tried.length; first += batch) {
    const matrix = varyFeature(row, feature, tried.subarray(first, first + batch));
    incomes.set(await forecast(workers, model, matrix), first);
  }
  return incomes;
}

async function forecast(workers: ModelWorkers, model: OpenModel, matrix: Float32Array): Promise<Float32Array> {
  const { income } = await workers.use(model, (api) => predictWith(api, matrix));
  return income;
}
