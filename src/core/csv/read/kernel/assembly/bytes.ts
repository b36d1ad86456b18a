const LF: u8 = 0x0a;
const CR: u8 = 0x0d;
const QUOTE: u8 = 0x22;

/** Marks line ends and quotes from `at` to `end` with a bit for each byte. Blocks of 32 bytes are marked whole. */
export function markBytes(at: usize, end: usize, marks: usize): void {
  for (; at < end; at += 32) {
    store<u32>(marks, marksOf(v128.load(at)) | (marksOf(v128.load(at, 16)) << 16));
    marks += 4;
  }
}

// @ts-expect-error: decorator
@inline
function marksOf(chars: v128): u32 {
  const ends = v128.or(i8x16.eq(chars, i8x16.splat(LF)), i8x16.eq(chars, i8x16.splat(CR)));
  return i8x16.bitmask(v128.or(ends, i8x16.eq(chars, i8x16.splat(QUOTE))));
}

/** Where the first character begins that is not UTF-8 (RFC 3629) or not whole before `end`. */
export function endOfUtf8(at: usize, end: usize): usize {
  while (at < end) {
    if (at + 16 <= end) {
      const mask = i8x16.bitmask(v128.load(at));
      if (mask == 0) {
        at += 16;
        continue;
      }
      at += <usize>ctz(mask);
    } else if (load<u8>(at) < 0x80) {
      at++;
      continue;
    }
    const length = characterBytes(at);
    if (length == 0 || at + length > end) break;
    at += length;
    // Cyrillic words.
    while (at + 2 <= end && isTwoBytes(load<u16>(at))) at += 2;
  }
  return at;
}

// @ts-expect-error: decorator
@inline
function isTwoBytes(pair: u32): bool {
  return (pair & 0xc0e0) == 0x80c0 && (pair & 0x1e) != 0;
}

/** Bytes of the character beyond ASCII that begins at `at`; 0 = there is none. */
function characterBytes(at: usize): usize {
  const bytes = load<u32>(at);
  if (isTwoBytes(bytes)) return 2;
  const second = (bytes >> 8) & 0xff;
  if ((bytes & 0xc0c0f0) == 0x8080e0) {
    const first = bytes & 0xff;
    return (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ? 0 : 3;
  }
  if ((bytes & 0xc0c0c0f8) == 0x808080f0) {
    const first = bytes & 0xff;
    return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) || first > 0xf4 ? 0 : 4;
  }
  return 0;
}
