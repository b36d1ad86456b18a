/** Why one forecast is what it is, in roubles: `baseRub` + all contributions = the forecast. */
export type Explanation = {
  /** Mean forecast over the training covers. */
  baseRub: number;
  forecastRub: number;
  /** One SHAP value for each feature of the contract, in its order; exactly 0 for a feature no tree looks at. */
  contributionsRub: Float32Array;
  /** |base + Σ contributions − forecast|, roubles; always within the tolerance, else there is no explanation. */
  gapRub: number;
};

/** Eight of ten incomes lie in it: from p10 to p90, roubles a month. */
export type IncomeInterval = { lowRub: number; highRub: number };

export type Contribution = { feature: number; rub: number };

/** The largest contributions and the sum of all others: what a waterfall shows. */
export type TopContributions = { top: Contribution[]; others: { count: number; rub: number } };

/** How far base + contributions may be from the forecast, by the rounding of float32, before it is an error. */
export const ADDITIVITY_TOLERANCE = 1e-4;

/** Whether a sum of contributions agrees with the forecast: |sum − forecast| ≤ 1e-4 · max(1, |forecast|). */
export function isAdditive(sumRub: number, forecastRub: number): boolean {
  return Math.abs(sumRub - forecastRub) <= ADDITIVITY_TOLERANCE * Math.max(1, Math.abs(forecastRub));
}

/** The `count` largest contributions by absolute value, largest first; features that moved nothing are left out. */
export function topContributions(contributionsRub: ArrayLike<number>, count: number): TopContributions {
  const moved = Array.from(contributionsRub, (rub, feature) => ({ feature, rub })).filter(({ rub }) => rub !== 0);
  moved.sort((a, b) => Math.abs(b.rub) - Math.abs(a.rub) || a.feature - b.feature);
  const rest = moved.slice(count);
  const rub = rest.reduce((sum, contribution) => sum + contribution.rub, 0);
  return { top: moved.slice(0, count), others: { count: rest.length, rub } };
}
