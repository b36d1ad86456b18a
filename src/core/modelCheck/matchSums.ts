import { at } from '../machine/at.ts';
import type { TreeEnsemble } from '../trees/ensemble.ts';
import { RELATIONS, type Relation } from './relations.ts';
import { addTrees, type Sums } from './treeSums.ts';

/** Expected forecasts, and how far each may lie from its written text, which was rounded. */
export type Expected = { forecasts: Float64Array; rounding: number };

/** The first trees of a model, and the relation of their sums to the expected forecasts. */
export type Match = { trees: number; relation: Relation };

/** A sum of trees in another order, in float32, differs by this share of the sizes of what was added. */
const OF_SIZES = 2e-6;
/** What counts as the same in roubles, and what does on the shorter scale of a logarithm or a root. */
const OF_FORECAST = 1e-5;
const OF_TRANSFORMED = 2e-6;

/** Sums of trees that would give the expected forecasts by a relation, and how far off they may be. */
export type Target = { relation: Relation; sums: Float64Array; slack: Float64Array };

/** The relations that are possible for these forecasts. */
export function targetsOf({ forecasts, rounding }: Expected): Target[] {
  return RELATIONS.flatMap((relation): Target[] => {
    const sums = forecasts.map(relation.toSum);
    if (!sums.every(Number.isFinite)) return [];
    const share = relation.name === 'identity' ? OF_FORECAST : OF_TRANSFORMED;
    const slack = forecasts.map((forecast, row) => {
      const sum = at(sums, row);
      const byRounding = Math.abs(relation.toSum(forecast + rounding) - sum);
      return share * Math.max(1, Math.abs(sum)) + (Number.isFinite(byRounding) ? byRounding : 0);
    });
    return [{ relation, sums, slack }];
  });
}

/**
 * Finds how many of the first trees, by which relation, give the expected forecasts in every row.
 * @param likely numbers of trees in the order of preference, when several match
 * @returns null when nothing does
 */
export function matchSums(
  ensemble: TreeEnsemble,
  matrix: Float64Array,
  { targets, likely }: { targets: readonly Target[]; likely: readonly number[] },
): Match | null {
  let best: (Match & { rank: number; error: number }) | null = null;
  const rankOf = (trees: number) => (likely.includes(trees) ? likely.indexOf(trees) : likely.length);
  addTrees(ensemble, matrix, (trees, sums) => {
    for (const target of targets) {
      const error = meanError(sums, target);
      if (error === null) continue;
      const rank = rankOf(trees);
      const isBetter =
        best === null || rank < best.rank || (rank === best.rank && trees === best.trees && error < best.error);
      if (isBetter) best = { trees, relation: target.relation, rank, error };
    }
  });
  return best && { trees: (best as Match).trees, relation: (best as Match).relation };
}

/** Mean difference as a share of what is allowed; null when a row differs by more. */
function meanError({ sums, sizes }: Sums, { sums: wanted, slack }: Target): number | null {
  let error = 0;
  for (let row = 0; row < sums.length; row++) {
    const share = Math.abs(at(sums, row) - at(wanted, row)) / (at(slack, row) + OF_SIZES * at(sizes, row));
    if (!(share <= 1)) return null;
    error += share;
  }
  return error / sums.length;
}

/** Mean |sum − wanted sum|, by which trials are compared. */
export function distance(ensemble: TreeEnsemble, matrix: Float64Array, { sums: wanted }: Target): number {
  const { sums } = addTrees(ensemble, matrix);
  return sums.reduce((total, sum, row) => total + Math.abs(sum - at(wanted, row)), 0) / sums.length;
}

/** A factor or a difference that all rows have in common; null when there is none. */
export function commonShift(
  ensemble: TreeEnsemble,
  matrix: Float64Array,
  target: Target,
): { factor: number } | { difference: number } | null {
  const added = addTrees(ensemble, matrix);
  const middle = (values: Float64Array) => at(values.toSorted(), values.length >> 1);
  const difference = middle(target.sums.map((wanted, row) => wanted - at(added.sums, row)));
  if (meanError({ ...added, sums: added.sums.map((sum) => sum + difference) }, target) !== null) return { difference };
  const factor = middle(target.sums.map((wanted, row) => wanted / at(added.sums, row)));
  const scaled = {
    sums: added.sums.map((sum) => sum * factor),
    sizes: added.sizes.map((size) => size * Math.abs(factor)),
  };
  return Number.isFinite(factor) && factor !== 0 && meanError(scaled, target) !== null ? { factor } : null;
}
