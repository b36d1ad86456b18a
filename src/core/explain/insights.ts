import type { Contract, FeatureGroup } from '../contract/contract.ts';
import { at } from '../machine/at.ts';
import type { Unexplained } from './explanation.ts';

// Hot loops: casts replace index checks.

/** Explained rows, as far as the sums need them. Both matrices are rows × features, row-major. */
export type ExplainedRows = {
  /** The forecasts, one for each row. */
  income: Float32Array;
  contributions: Float32Array;
  /** The explained inputs, NaN for missing. */
  matrix: Float32Array;
  baseRub: number;
  /** Rows without an explanation: they are left out of all sums. */
  unexplained: readonly Unexplained[];
};

export type FeatureEffect = { feature: number; meanAbsRub: number; missingShare: number };
export type GroupEffect = { group: FeatureGroup; meanAbsRub: number; features: number };

/** Sums over the explanations of many rows, added a few rows at once. */
export type InsightSums = {
  add(rows: ExplainedRows): void;
  /** Explained rows. */
  readonly rows: number;
  /** Largest |base + contributions − forecast| of any row. */
  readonly worstGapRub: number;
  /** Mean |SHAP|, largest first; features without effect are left out. */
  features(): FeatureEffect[];
  /**
   * Mean |sum of the group's SHAP|, largest first; groups without effect are left out. `features`: number of the
   * group's features in the contract.
   */
  groups(): GroupEffect[];
};

export function createInsightSums({ features }: Contract): InsightSums {
  const groups = [...new Set(features.map(({ group }) => group))];
  const groupOf = Int32Array.from(features, ({ group }) => groups.indexOf(group));
  const width = features.length;
  const moved = new Float64Array(width);
  const missing = new Float64Array(width);
  const groupMoved = new Float64Array(groups.length);
  const groupsOfRow = new Float64Array(groups.length);
  let rows = 0;
  let worstGapRub = 0;

  return {
    add({ income, contributions, matrix, baseRub, unexplained }) {
      const leftOut = new Set(unexplained.map(({ row }) => row));
      for (const [row, forecastRub] of income.entries()) {
        if (leftOut.has(row)) continue;
        const start = row * width;
        let sumRub = baseRub;
        groupsOfRow.fill(0);
        for (let i = 0; i < width; i++) {
          const rub = contributions[start + i] as number;
          sumRub += rub;
          if (Number.isNaN(matrix[start + i])) missing[i] = (missing[i] as number) + 1;
          if (rub === 0) continue;
          moved[i] = (moved[i] as number) + Math.abs(rub);
          const group = groupOf[i] as number;
          groupsOfRow[group] = (groupsOfRow[group] as number) + rub;
        }
        for (const [group, rub] of groupsOfRow.entries()) {
          groupMoved[group] = (groupMoved[group] as number) + Math.abs(rub);
        }
        worstGapRub = Math.max(worstGapRub, Math.abs(sumRub - forecastRub));
      }
      rows += income.length - leftOut.size;
    },
    get rows() {
      return rows;
    },
    get worstGapRub() {
      return worstGapRub;
    },
    features: () =>
      features
        .map((_, feature) => ({
          feature,
          meanAbsRub: at(moved, feature) / rows,
          missingShare: at(missing, feature) / rows,
        }))
        .filter(({ meanAbsRub }) => meanAbsRub > 0)
        .sort((a, b) => b.meanAbsRub - a.meanAbsRub || a.feature - b.feature),
    groups: () =>
      groups
        .map((group, index) => ({
          group,
          meanAbsRub: at(groupMoved, index) / rows,
          features: groupOf.filter((groupIndex) => groupIndex === index).length,
        }))
        .filter(({ meanAbsRub }) => meanAbsRub > 0)
        .sort((a, b) => b.meanAbsRub - a.meanAbsRub),
  };
}

/** `count` of the positions 0 … total − 1, spread evenly; all of them when `count` is not smaller. */
export function evenSample(total: number, count: number): Int32Array<ArrayBuffer> {
  if (count >= total) return Int32Array.from({ length: total }, (_, i) => i);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * total) / count));
}

/**
 * Rank of each value among the others, 0…1; equal values share their mean rank (0.5 when all are equal); NaN for
 * missing.
 */
export function ranksOf(values: Float64Array): Float32Array<ArrayBuffer> {
  const ranks = new Float32Array(values.length).fill(Number.NaN);
  const order = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const last = order.length - 1;
  for (let first = 0; first <= last; ) {
    let next = first + 1;
    while (next <= last && values[order[next] as number] === values[order[first] as number]) next++;
    const rank = last === 0 ? 0.5 : (first + next - 1) / 2 / last;
    for (const i of order.subarray(first, next)) ranks[i] = rank;
    first = next;
  }
  return ranks;
}
