const HALF = 64n;
const COUNT = 32;
/** From this exponent on, the shortest form of 5^−n is truncated instead of rounded, as the algorithm requires. */
const LAST_ROUNDED = 27;

/** 5^0 … 5^−31 for the algorithm of Eisel and Lemire: 128 bits that begin with 1, the lower half first. */
export function powersOfFive(): BigUint64Array {
  const words = new BigUint64Array(COUNT * 2);
  for (let n = 0; n < COUNT; n++) {
    const bits = n === 0 ? 1n << 127n : reciprocal(5n ** BigInt(n), n <= LAST_ROUNDED);
    words[2 * n] = BigInt.asUintN(64, bits);
    words[2 * n + 1] = bits >> HALF;
  }
  return words;
}

function reciprocal(power: bigint, isShort: boolean): bigint {
  const length = BigInt(power.toString(2).length);
  if (isShort) return (1n << (length + 127n)) / power + 1n;
  let bits = (1n << (2n * length + 128n)) / power + 1n;
  while (bits >> 128n > 0n) bits /= 2n;
  return bits;
}
