import { at } from '../machine/at.ts';

const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/**
 * The smallest float32 greater than a double: `x <= limit`, compared in double precision, is `x < float32Above(limit)`
 * for every float32 x. Infinity when no finite one is greater.
 */
export function float32Above(limit: number): number {
  const nearest = Math.fround(limit);
  return nearest > limit ? nearest : nextUp(nearest);
}

/**
 * The smallest float32 that is not less than a double: `x < limit` is `x < float32AtLeast(limit)` for every float32 x.
 */
export function float32AtLeast(limit: number): number {
  const nearest = Math.fround(limit);
  return nearest >= limit ? nearest : nextUp(nearest);
}

const DOUBLE = new Float64Array(1);
const DOUBLE_BITS = new BigInt64Array(DOUBLE.buffer);

/** The smallest double greater than a finite one: `x <= limit` is `x < doubleAbove(limit)` for every double x. */
export function doubleAbove(limit: number): number {
  if (!Number.isFinite(limit)) return limit;
  DOUBLE[0] = limit + 0; // -0 becomes 0
  DOUBLE_BITS[0] = (DOUBLE_BITS[0] ?? 0n) + (limit < 0 ? -1n : 1n);
  return at(DOUBLE, 0) + 0;
}

/** IEEE 754: floats of one sign are ordered like their bits. */
function nextUp(value: number): number {
  if (value === Number.POSITIVE_INFINITY || Number.isNaN(value)) return value;
  FLOAT[0] = value + 0; // -0 becomes 0
  BITS[0] = at(BITS, 0) + (value < 0 ? -1 : 1);
  return at(FLOAT, 0) + 0;
}

/** The largest finite float32. */
export const LARGEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;
