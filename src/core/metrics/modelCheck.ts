import { at } from '../machine/at.ts';

/** A model's forecasts compared with the expected ones, row by row. */
export type Comparison = {
  rows: number;
  /** Largest and mean |forecast − expected| / max(1, |expected|). */
  worstRelative: number;
  meanRelative: number;
  /** The rows that differ most, largest first. */
  worstRows: number[];
};

/** Largest relative difference at which two sets of forecasts count as equal: float32 sums in another order. */
export const CHECK_TOLERANCE = 1e-5;

/**
 * Compares two columns of equal length, roubles; `mostRows` of the rows that differ most are listed.
 * @throws RangeError when the columns differ in length
 */
export function compareForecasts(forecasts: ArrayLike<number>, expected: ArrayLike<number>, mostRows = 10): Comparison {
  const rows = expected.length;
  if (forecasts.length !== rows) throw new RangeError(`${forecasts.length} forecasts beside ${rows}`);
  if (rows === 0) return { rows, worstRelative: 0, meanRelative: 0, worstRows: [] };
  const differences = Array.from(
    expected,
    (income, row) => Math.abs(at(forecasts, row) - income) / Math.max(1, Math.abs(income)),
  );
  const worstFirst = [...differences.keys()].sort((a, b) => at(differences, b) - at(differences, a) || a - b);
  return {
    rows,
    worstRelative: at(differences, at(worstFirst, 0)),
    meanRelative: differences.reduce((sum, difference) => sum + difference, 0) / rows,
    worstRows: worstFirst.slice(0, mostRows),
  };
}
