/** A letter of the target is four units of two bytes, any of which it may be. */
const LETTER: usize = 8;

/** First address that the caller may use. */
export function workSpace(): usize {
  return __heap_base;
}

/** Eight units at once: all bits of those that are the letter. */
// @ts-expect-error: decorator
@inline
function areLetter(units: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  const eight = v128.load(units);
  return v128.or(
    v128.or(i16x8.eq(eight, a), i16x8.eq(eight, b)),
    v128.or(i16x8.eq(eight, c), i16x8.eq(eight, d)),
  );
}

// @ts-expect-error: decorator
@inline
function isLetter(unit: u16, letter: usize): bool {
  return (
    unit == load<u16>(letter) || unit == load<u16>(letter, 2) || unit == load<u16>(letter, 4) || unit == load<u16>(letter, 6)
  );
}

/**
 * Marks the rows that contain the letters side by side. Places where the first and the last letter match are found
 * eight at a time, after W. Muła, SIMD-friendly algorithms for substring searching (2016).
 * @param units of all rows, a zero after each; as many zeros as there are letters, and eight, after the last
 * @param ends where the row after each begins, in units; the first row begins at `first`
 * @param found a byte for each row; those found become 1
 */
export function markParts(
  units: usize,
  unitCount: i32,
  first: u32,
  ends: usize,
  letters: usize,
  letterCount: i32,
  found: usize,
): void {
  const last = letters + <usize>(letterCount - 1) * LETTER;
  const firstA = v128.load16_splat(letters);
  const firstB = v128.load16_splat(letters, 2);
  const firstC = v128.load16_splat(letters, 4);
  const firstD = v128.load16_splat(letters, 6);
  const lastA = v128.load16_splat(last);
  const lastB = v128.load16_splat(last, 2);
  const lastC = v128.load16_splat(last, 4);
  const lastD = v128.load16_splat(last, 6);
  const reach = <usize>(letterCount - 1) << 1;
  for (let at = 0; at < unitCount; at += 8) {
    const from = units + (<usize>at << 1);
    const firsts = areLetter(from, firstA, firstB, firstC, firstD);
    const lasts = areLetter(from + reach, lastA, lastB, lastC, lastD);
    let places = i16x8.bitmask(v128.and(firsts, lasts));
    while (places) {
      const place = ctz(places);
      places &= places - 1;
      let unit = from + (<usize>place << 1) + 2;
      let letter = letters + LETTER;
      while (letter < last && isLetter(load<u16>(unit), letter)) {
        unit += 2;
        letter += LETTER;
      }
      if (letter < last) continue;
      while (load<u32>(ends) - first <= <u32>(at + place)) {
        ends += 4;
        found++;
      }
      store<u8>(found, 1);
      // Go on in the next row: this one is found.
      const rest = load<u32>(ends) - first - <u32>at;
      if (rest < 8) {
        places &= -1 << rest;
        continue;
      }
      at += <i32>rest - 8;
      break;
    }
  }
}
