/** Name of a tensor graph's input: float32 [N, 2 × features], as `doubleColumns` makes it. */
export const DOUBLED_INPUT = 'doubled';

/**
 * Replaces a missing value where NaN is not possible: each feature is stored twice, once with missing below and once
 * with missing above every threshold, and a split reads the copy that sends a missing value its way. `x < threshold`
 * then decides every split, missing or not.
 */
const MISSING = 3e38;

/** Largest magnitude of a threshold or a row's number. */
const FURTHEST = 2.9e38;

/** The smallest normal float32. A GPU may treat smaller numbers as 0. */
const SMALLEST = 2 ** -126;

/**
 * Rows of twice as many columns: all features with −3e38 for missing, then all with +3e38. Numbers closer to 0 than
 * 1.2e-38 are rounded down, as thresholds are rounded up: that divides them correctly unless both lie between the same
 * two steps. A hot loop: casts replace index checks.
 * @param matrix rows × features, NaN for missing
 * @throws RangeError when the matrix is not a whole number of rows
 */
export function doubleColumns(matrix: Float32Array, featureCount: number): Float32Array<ArrayBuffer> {
  const rows = matrix.length / featureCount;
  if (!Number.isInteger(rows)) throw new RangeError(`${matrix.length} numbers are no rows of ${featureCount} features`);
  const doubled = new Float32Array(matrix.length * 2);
  for (let row = 0; row < rows; row++) {
    const from = row * featureCount;
    const low = from * 2;
    const high = low + featureCount;
    for (let i = 0; i < featureCount; i++) {
      const x = matrix[from + i] as number;
      const distance = Math.abs(x);
      const isPlain = (distance >= SMALLEST && distance <= FURTHEST) || x === 0;
      doubled[low + i] = isPlain ? x : replacement(x, -MISSING);
      doubled[high + i] = isPlain ? x : replacement(x, MISSING);
    }
  }
  return doubled;
}

/** Replaces a number that a GPU might compare differently from float32. */
function replacement(x: number, missing: number): number {
  if (Number.isNaN(x)) return missing;
  if (Math.abs(x) > FURTHEST) return x < 0 ? -FURTHEST : FURTHEST;
  return x < 0 ? -SMALLEST : 0;
}

/** The column of the doubled rows that a split on a feature reads. */
export function doubledColumn(feature: number, missingLeft: boolean, featureCount: number): number {
  return missingLeft ? feature : feature + featureCount;
}

/** A threshold that divides doubled rows as `threshold` divides the original rows. */
export function doubledThreshold(threshold: number): number {
  if (threshold > 0 && threshold < SMALLEST) return SMALLEST;
  if (threshold < 0 && threshold > -SMALLEST) return 0;
  return Math.min(FURTHEST, Math.max(-FURTHEST, threshold));
}
