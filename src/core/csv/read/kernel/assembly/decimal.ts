/** 10^0 … 10^22: the powers of ten that are exact in float64. */
const POWERS_OF_TEN = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);
const MOST_EXACT = 22;
const EXACT: u64 = 1 << 53;

/** For each n up to 31, 128 bits: 5^−n, shifted so that the first bit is 1, rounded up. The lower half comes first. */
const POWERS_OF_FIVE = memory.data(32 * 16);

/** Where the powers of five belong, which the caller has to write. */
export function powersOfFive(): usize {
  return POWERS_OF_FIVE;
}

/** mantissa ÷ 10^scale as the nearest float64, for any mantissa below 10^19 and scale below 32. */
// @ts-expect-error: decorator
@inline
export function toDouble(mantissa: u64, scale: i32): f64 {
  // Both sides of the division are exact, so it rounds once (Clinger 1990).
  if (mantissa <= EXACT && scale <= MOST_EXACT)
    return <f64>(<i64>mantissa) / load<f64>(POWERS_OF_TEN + (<usize>scale << 3));
  return divide(mantissa, scale);
}

/**
 * Eisel–Lemire (Lemire 2021, "Number parsing at a gigabyte per second"; Mushtak and Lemire 2023 prove that it needs no
 * fallback).
 */
function divide(mantissa: u64, scale: i32): f64 {
  if (mantissa == 0) return 0;
  const zeros = clz(mantissa);
  const digits = mantissa << zeros;
  const power = POWERS_OF_FIVE + (<usize>scale << 4);
  const upper = load<u64>(power, 8);
  let high = multiplyHigh(digits, upper);
  let low = digits * upper;
  if ((high & 0x1ff) == 0x1ff) {
    const carried = multiplyHigh(digits, load<u64>(power));
    low += carried;
    if (low < carried) high++;
  }
  const first = high >> 63;
  const shift = first + 9;
  let bits = high >> shift;
  let exponent = <i64>((-217706 * scale) >> 16) + 63 + <i64>first - <i64>zeros + 1023;
  // A decimal in the middle between two doubles goes to the even one.
  if (low <= 1 && scale <= 4 && (bits & 3) == 1 && bits << shift == high) bits &= ~1;
  bits = (bits + (bits & 1)) >> 1;
  if (bits >= 1 << 53) {
    bits = 1 << 52;
    exponent++;
  }
  return reinterpret<f64>((bits & 0xfffffffffffff) | (<u64>exponent << 52));
}

/** The upper half of a product of 128 bits. */
// @ts-expect-error: decorator
@inline
function multiplyHigh(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (other >> 32);
}
