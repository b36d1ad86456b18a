import { at } from '../machine/at.ts';

/** One model's forecasts beside those of another program, row by row. */
export type Comparison = {
  rows: number;
  /** Largest and mean |ours − theirs| / max(1, |theirs|). */
  worstRelative: number;
  meanRelative: number;
  /** The rows that differ most, largest first. */
  worstRows: number[];
};

/** Largest relative difference at which two sets of forecasts count as equal: float32 sums in another order. */
export const CHECK_TOLERANCE = 1e-5;

/**
 * Compares two columns of equal length, roubles; the `shownRows` worst rows are named.
 * @throws RangeError when the columns differ in length
 */
export function compareForecasts(ours: ArrayLike<number>, theirs: ArrayLike<number>, shownRows = 10): Comparison {
  const rows = theirs.length;
  if (ours.length !== rows) throw new RangeError(`${ours.length} forecasts beside ${rows}`);
  if (rows === 0) return { rows, worstRelative: 0, meanRelative: 0, worstRows: [] };
  const relative = Array.from(
    theirs,
    (income, row) => Math.abs(at(ours, row) - income) / Math.max(1, Math.abs(income)),
  );
  const worstFirst = [...relative.keys()].sort((a, b) => at(relative, b) - at(relative, a) || a - b);
  return {
    rows,
    worstRelative: at(relative, at(worstFirst, 0)),
    meanRelative: relative.reduce((sum, difference) => sum + difference, 0) / rows,
    worstRows: worstFirst.slice(0, shownRows),
  };
}
