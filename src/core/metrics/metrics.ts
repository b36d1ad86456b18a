/** Weighted mean absolute error by the two definitions in use; they differ by the factor mean(w). Roubles. */
export type Wmae = {
  /** Σ w·|y − ŷ| / Σ w */
  normalised: number;
  /** mean(w·|y − ŷ|), the organisers' definition */
  official: number;
};

/** The income with weight zero, roubles, and the largest weight, as set by the organisers. */
const WEIGHT_CENTRE = 84_017.08;
const WEIGHT_CAP = 2.570703;

/**
 * The weight of a client in WMAE: min(|y / 84,017.08 − 1|, 2.570703). It is a function of the true income, so it leaks
 * the answer and is never a feature.
 */
export function targetWeight(incomeRub: number): number {
  return Math.min(Math.abs(incomeRub / WEIGHT_CENTRE - 1), WEIGHT_CAP);
}

/**
 * WMAE of forecasts against true incomes, weighted by `targetWeight`. NaN without rows; `normalised` is NaN, too, when
 * every weight is 0.
 * @throws RangeError when the lists differ in length
 */
export function wmae(actualRub: ArrayLike<number>, forecastRub: ArrayLike<number>): Wmae {
  const rows = actualRub.length;
  if (forecastRub.length !== rows) throw new RangeError(`${forecastRub.length} forecasts for ${rows} incomes`);
  let weights = 0;
  let errors = 0;
  for (let row = 0; row < rows; row++) {
    const actual = actualRub[row] as number;
    const weight = targetWeight(actual);
    weights += weight;
    errors += weight * Math.abs(actual - (forecastRub[row] as number));
  }
  return { normalised: errors / weights, official: errors / rows };
}
