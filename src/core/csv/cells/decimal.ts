/** 10^0 … 10^22: the powers of ten that are exact in float64. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** 2^27 + 1 splits a float64 into two halves whose products are exact (Veltkamp 1968, Dekker 1971). */
const SPLITTER = 134217729;

/**
 * (head × 10^tailDigits + tail) ÷ 10^scale as the nearest float64, for the 16 to 18 digits that printed averages have.
 * Head and tail have at most nine digits each and scale is at most 22, so both sides of the division are exact as a sum
 * of two float64. The quotient is computed to about 100 bits; NaN in the rare case that these do not decide the
 * rounding.
 */
export function divideDecimal(head: number, tail: number, tailDigits: number, scale: number): number {
  const power = POWERS_OF_TEN[tailDigits] as number;
  const upper = (head >>> 15) * power * 32768;
  const lower = (head & 32767) * power + tail;
  const high = upper + lower;
  const carried = high - upper;
  const low = upper - (high - carried) + (lower - carried);

  const divisor = POWERS_OF_TEN[scale] as number;
  const quotient = high / divisor;
  const rest = remainder(high, quotient, divisor) + low;
  const correction = rest / divisor;
  const sum = quotient + correction;
  const lost = correction - (sum - quotient);
  const doubt = Math.abs(correction) * 2 ** -49;
  return sum + (lost + doubt) === sum && sum + (lost - doubt) === sum ? sum : Number.NaN;
}

/** dividend − quotient × divisor without rounding, where quotient is dividend ÷ divisor rounded. */
function remainder(dividend: number, quotient: number, divisor: number): number {
  const product = quotient * divisor;
  const quotientHigh = quotient * SPLITTER - (quotient * SPLITTER - quotient);
  const quotientLow = quotient - quotientHigh;
  const divisorHigh = divisor * SPLITTER - (divisor * SPLITTER - divisor);
  const divisorLow = divisor - divisorHigh;
  const rounded =
    quotientHigh * divisorHigh -
    product +
    quotientHigh * divisorLow +
    quotientLow * divisorHigh +
    quotientLow * divisorLow;
  return dividend - product - rounded;
}
