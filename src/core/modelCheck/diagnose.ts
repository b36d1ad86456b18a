import type { Transform } from '../contract/transform.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { LARGEST_FLOAT32 } from '../trees/float32.ts';
import { chooseKinds, type KindChange, type TextColumn } from './kindTrials.ts';
import { commonShift, type Expected, type Match, matchSums, type Target, targetsOf } from './matchSums.ts';
import type { Relation } from './relations.ts';

/** Rows on which a model and its owner's forecasts are compared, and what may have been read otherwise. */
export type CheckSample = {
  /** rows × features as the model sees them, row-major. */
  matrix: Float64Array;
  expected: Expected;
  /** Columns whose cells could mean something else. */
  columns: readonly TextColumn[];
  /** Infinite cells, which count as missing: positions in the matrix, and their signs. */
  infinities: readonly { place: number; isNegative: boolean }[];
};

/** The model as it was checked. */
export type CheckedModel = {
  /** All trees of the file; the first `trees` of them count. */
  ensemble: TreeEnsemble;
  trees: number;
  /** The trees that count after early stopping; null when the file says nothing of it. */
  bestTrees: number | null;
  transform: Transform;
};

/** Why forecasts differ from the expected ones: without it, or them, nothing differs. Each is one thing to change. */
export type Cause =
  | { kind: 'kinds'; changes: KindChange[] }
  | { kind: 'trees'; trees: number }
  | { kind: 'transform'; transform: Transform }
  /** The trees sum ln(roubles), or the expected forecasts are on another scale. */
  | { kind: 'scale'; scale: 'log' | 'forecast-log1p' | 'forecast-log' | 'probability' }
  | { kind: 'factor'; factor: number }
  | { kind: 'difference'; difference: number }
  /** The expected forecasts were made with this number in place of missing values. */
  | { kind: 'missing-as'; value: number }
  | { kind: 'infinities' }
  /** The expected forecasts are written with few digits. */
  | { kind: 'rounded'; rounding: number }
  /** Nothing but the precision of the sums: the forecasts are small beside what is added. */
  | { kind: 'precision' };

/** Numbers that people write for missing values. */
const FILLED_WITH = [0, -1, -999, -9999, 999, 99_999, -99_999];
/** With fewer different forecasts anything fits. */
const FEWEST_FORECASTS = 4;

/**
 * Finds what has to change so that the model gives the expected forecasts in every row of the sample.
 * @returns the causes, all of which are needed; null when none is found
 */
export function diagnose(sample: CheckSample, model: CheckedModel): Cause[] | null {
  const { expected } = sample;
  if (new Set(expected.forecasts).size < FEWEST_FORECASTS) return null;
  const targets = targetsOf(expected);
  const present = targets.find(({ relation }) => sameTransform(relation.transform, model.transform));
  const likely = [model.trees, model.bestTrees ?? model.trees, model.ensemble.roots.length];
  const usual = targets.filter((target) => target === present || target.relation.name === 'log1p');
  for (const { matrix, causes } of readings(sample, model, usual)) {
    const match = matchSums(model.ensemble, matrix, { targets, likely });
    const found = match && [...causes, ...causesOf(match, model)];
    if (found && found.length > 0) return found;
    if (found)
      return [
        isPrecision(sample, model, likely) ? { kind: 'precision' } : { kind: 'rounded', rounding: expected.rounding },
      ];
    const shift = present ? commonShift(model.ensemble, matrix, present) : null;
    if (shift) return [...causes, 'factor' in shift ? { kind: 'factor', ...shift } : { kind: 'difference', ...shift }];
  }
  return null;
}

type Reading = { matrix: Float64Array; causes: Cause[] };

/** The rows as they may have been read: as they were, with other kinds, with infinities, with missing values filled. */
function* readings(sample: CheckSample, { ensemble }: CheckedModel, targets: readonly Target[]): Generator<Reading> {
  const asRead: Reading = { matrix: sample.matrix, causes: [] };
  yield asRead;
  const bases = [asRead];
  for (const target of sample.columns.length > 0 ? targets : []) {
    const matrix = sample.matrix.slice();
    const changes = chooseKinds(ensemble, matrix, { columns: sample.columns, target });
    if (changes.length === 0) continue;
    const reading: Reading = { matrix, causes: [{ kind: 'kinds', changes }] };
    yield reading;
    bases.unshift(reading);
  }
  for (const { matrix, causes } of bases) {
    if (sample.infinities.length > 0)
      yield { matrix: withInfinities(matrix, sample), causes: [...causes, { kind: 'infinities' }] };
    if (!matrix.some(Number.isNaN)) continue;
    for (const value of FILLED_WITH) {
      const filled = matrix.map((x) => (Number.isNaN(x) ? value : x));
      yield { matrix: filled, causes: [...causes, { kind: 'missing-as', value }] };
    }
  }
}

/** No finite number is larger, so every split sends it the way of an infinite one. */
function withInfinities(matrix: Float64Array, { infinities }: CheckSample): Float64Array {
  const changed = matrix.slice();
  for (const { place, isNegative } of infinities) changed[place] = isNegative ? -LARGEST_FLOAT32 : LARGEST_FLOAT32;
  return changed;
}

function causesOf({ trees, relation }: Match, model: CheckedModel): Cause[] {
  const causes: Cause[] = [];
  if (trees !== model.trees) causes.push({ kind: 'trees', trees });
  if (!sameTransform(relation.transform, model.transform)) causes.push(scaleOf(relation));
  return causes;
}

function scaleOf({ name, transform }: Relation): Cause {
  if (transform) return { kind: 'transform', transform };
  if (name === 'log' || name === 'forecast-log1p' || name === 'forecast-log' || name === 'probability') {
    return { kind: 'scale', scale: name };
  }
  throw new Error(`the relation ${name} has a transform`);
}

/** Whether the forecasts agree even without the room that few written digits leave. */
function isPrecision({ matrix, expected }: CheckSample, model: CheckedModel, likely: readonly number[]): boolean {
  const targets = targetsOf({ ...expected, rounding: 0 });
  const match = matchSums(model.ensemble, matrix, { targets, likely });
  return match !== null && causesOf(match, model).length === 0;
}

function sameTransform(one: Transform | null, other: Transform): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
