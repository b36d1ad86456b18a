/** Why one forecast is what it is, in roubles: `baseRub` + all contributions = the forecast. */
export type Explanation = {
  /** Mean forecast over the training covers. */
  baseRub: number;
  forecastRub: number;
  /** One SHAP value for each feature of the contract, in its order; exactly 0 for a feature that no tree uses. */
  contributionsRub: Float32Array;
  /** |base + Σ contributions − forecast|, roubles; always within the tolerance, else there is no explanation. */
  gapRub: number;
};

/** From p10 to p90, roubles a month: eight of ten incomes are inside. */
export type IncomeInterval = { lowRub: number; highRub: number };

export type Contribution = { feature: number; rub: number };

/** The largest contributions and the sum of all others: what a waterfall shows. */
export type TopContributions = { top: Contribution[]; others: { count: number; rub: number } };

/** Largest relative gap between base value + contributions and the forecast that float32 rounding explains. */
export const ADDITIVITY_TOLERANCE = 1e-4;

/** Whether a sum of contributions agrees with the forecast: |sum − forecast| ≤ 1e-4 · max(1, |forecast|). */
export function isAdditive(sumRub: number, forecastRub: number): boolean {
  return Math.abs(sumRub - forecastRub) <= ADDITIVITY_TOLERANCE * Math.max(1, Math.abs(forecastRub));
}

/** The `count` largest contributions by absolute value, largest first; features without effect are left out. */
export function topContributions(contributionsRub: ArrayLike<number>, count: number): TopContributions {
  const moved = Array.from(contributionsRub, (rub, feature) => ({ feature, rub })).filter(({ rub }) => rub !== 0);
  moved.sort((a, b) => Math.abs(b.rub) - Math.abs(a.rub) || a.feature - b.feature);
  const rest = moved.slice(count);
  const rub = rest.reduce((sum, contribution) => sum + contribution.rub, 0);
  return { top: moved.slice(0, count), others: { count: rest.length, rub } };
}
