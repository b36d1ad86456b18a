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

/** Largest gap between base value + contributions and the forecast that rounding explains, relative to the forecast. */
export const ADDITIVITY_TOLERANCE = 1e-4;
/** The same relative to everything that was added: contributions are float32, and may cancel to a small forecast. */
const ADDED_TOLERANCE = 2e-6;

/** A row whose contributions do not add up to its forecast: it has no explanation. */
export type Unexplained = { row: number; sumRub: number; forecastRub: number };

/** Explained rows: `contributions` is rows × features; `forecasts` and `sums` have one number for each row. */
type Explained = { baseRub: number; contributions: Float32Array; forecasts: Float32Array; sums: Float64Array };

/**
 * The rows where base value + contributions is not the forecast: |sum − forecast| exceeds 1e-4 · max(1, |forecast|) and
 * 2e-6 · (|base| + Σ|contributions|).
 */
export function findUnexplained({ baseRub, contributions, forecasts, sums }: Explained): Unexplained[] {
  const width = contributions.length / forecasts.length;
  const unexplained: Unexplained[] = [];
  for (const [row, forecastRub] of forecasts.entries()) {
    const sumRub = sums[row] ?? Number.NaN;
    const gapRub = Math.abs(sumRub - forecastRub);
    if (gapRub <= ADDITIVITY_TOLERANCE * Math.max(1, Math.abs(forecastRub))) continue;
    let addedRub = Math.abs(baseRub);
    for (let i = row * width; i < (row + 1) * width; i++) addedRub += Math.abs(contributions[i] as number);
    if (!(gapRub <= ADDED_TOLERANCE * addedRub)) unexplained.push({ row, sumRub, forecastRub });
  }
  return unexplained;
}

/** The `count` largest contributions by absolute value, largest first; features without effect are left out. */
export function topContributions(contributionsRub: ArrayLike<number>, count: number): TopContributions {
  const moved = Array.from(contributionsRub, (rub, feature) => ({ feature, rub })).filter(({ rub }) => rub !== 0);
  moved.sort((a, b) => Math.abs(b.rub) - Math.abs(a.rub) || a.feature - b.feature);
  const rest = moved.slice(count);
  const rub = rest.reduce((sum, contribution) => sum + contribution.rub, 0);
  return { top: moved.slice(0, count), others: { count: rest.length, rub } };
}
