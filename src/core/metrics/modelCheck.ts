/** One model's forecasts beside somebody else's, row by row. */
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

/** Compares two columns of equal length, roubles; `kept` rows are named. */
export function compareForecasts(ours: ArrayLike<number>, theirs: ArrayLike<number>, kept = 10): Comparison {
  const relative = Array.from(
    theirs,
    (own, row) => Math.abs((ours[row] ?? Number.NaN) - own) / Math.max(1, Math.abs(own)),
  );
  const order = relative.map((_, row) => row).sort((a, b) => (relative[b] ?? 0) - (relative[a] ?? 0) || a - b);
  const rows = relative.length;
  return {
    rows,
    worstRelative: relative[order[0] ?? -1] ?? 0,
    meanRelative: rows === 0 ? 0 : relative.reduce((sum, one) => sum + one, 0) / rows,
    worstRows: order.slice(0, kept),
  };
}
