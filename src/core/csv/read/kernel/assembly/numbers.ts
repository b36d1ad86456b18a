import { toDouble } from './decimal';
import { SIGN_AT } from './layout';

const PLUS: u8 = 0x2b;
const MINUS: u8 = 0x2d;

const NAN: u64 = 0x7ff8000000000000;

/** Two vectors hold at most 32 bytes; longer cells are left to the caller. */
const MOST_BYTES: usize = 32;

/** Reads a plain decimal number, or an empty cell, which is NaN. @returns false when the cell holds something else */
// @ts-expect-error: decorator
@inline
export function readNumber(start: usize, end: usize, column: usize, to: usize): bool {
  const length = <i32>(end - start);
  if (length == 0) {
    store<u64>(to, NAN);
    return true;
  }
  const chars = v128.load(start);
  const sign = load<u8>(column, SIGN_AT);
  // Without a sign there is no point; a zero byte is none either.
  const reach = sign != 0 ? (1 << min(length, 16)) - 1 : 0;
  const point = i8x16.bitmask(i8x16.eq(chars, i8x16.splat(sign))) & reach;
  const first = load<u8>(start);
  const signed = <i32>(first == MINUS) | <i32>(first == PLUS);
  const scale = point != 0 ? length - 1 - ctz(point) : 0;
  const digits = length - signed - <i32>(point != 0);
  // Without a point the digits are contiguous already.
  const unmoved = point != 0 ? scale : 64;

  const places = v128(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const last = digitsOf(end, places, unmoved, digits);
  if (digits <= 0 || length > <i32>MOST_BYTES || v128.any_true(i8x16.gt_u(last, i8x16.splat(9)))) return false;
  let mantissa = valueOf(last);
  if (digits > 16) {
    const upper = digitsOf(end - 16, i8x16.add(places, i8x16.splat(16)), unmoved, digits);
    const value = valueOf(upper);
    // Nineteen digits fit 64 bits.
    if (v128.any_true(i8x16.gt_u(upper, i8x16.splat(9))) || value > 999) return false;
    mantissa += value * 10000000000000000;
  }
  store<u64>(to, reinterpret<u64>(toDouble(mantissa, scale)) | (<u64>(first == MINUS) << 63));
  return true;
}

/**
 * Sixteen digits that end before `end`, without the decimal sign among them: the digits before it are taken from one
 * byte earlier. `places` counts the digits from the last one; beyond the first digit there are zeros.
 */
// @ts-expect-error: decorator
@inline
function digitsOf(end: usize, places: v128, unmoved: i32, digits: i32): v128 {
  const chars = v128.bitselect(
    v128.load(end - 16),
    v128.load(end - 17),
    i8x16.lt_s(places, i8x16.splat(<i8>unmoved)),
  );
  return v128.and(i8x16.sub(chars, i8x16.splat(0x30)), i8x16.lt_s(places, i8x16.splat(<i8>digits)));
}

/** The number that sixteen digits make. */
// @ts-expect-error: decorator
@inline
function valueOf(digits: v128): u64 {
  const twos = i16x8.add(i16x8.mul(v128.and(digits, i16x8.splat(0xff)), i16x8.splat(10)), i16x8.shr_u(digits, 8));
  const fours = i32x4.dot_i16x8_s(twos, i16x8(100, 1, 100, 1, 100, 1, 100, 1));
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_u(fours, fours), i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1));
  const both = i64x2.extract_lane(eights, 0);
  return <u64>(both & 0xffffffff) * 100000000 + (<u64>both >> 32);
}

/** Reads `nan`, `none` or `null`, in any case of letters, or `\N`. @returns false when the cell holds something else */
export function readMissing(start: usize, end: usize, to: usize): bool {
  const length = end - start;
  const letters = load<u32>(start);
  const word = letters | 0x20202020;
  const isMissing =
    length == 4
      ? word == 0x656e6f6e || word == 0x6c6c756e
      : (length == 3 && (word & 0xffffff) == 0x6e616e) || (length == 2 && (letters & 0xffff) == 0x4e5c);
  if (isMissing) store<u64>(to, NAN);
  return isMissing;
}
