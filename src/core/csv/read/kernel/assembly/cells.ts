const QUOTE: u8 = 0x22;

/** Where the cell ends that begins at `at`. There is a delimiter at `stop`. */
// @ts-expect-error: decorator
@inline
export function endOfCell(at: usize, stop: usize, delimiters: v128): usize {
  const mask = i8x16.bitmask(i8x16.eq(v128.load(at), delimiters));
  if (load<u8>(at) == QUOTE && at < stop) return endOfQuoted(at, stop, delimiters);
  return mask != 0 ? at + <usize>ctz(mask) : next(at + 16, delimiters);
}

/** The next byte of a kind, at or after `at`; there must be one. @param kind sixteen times the byte */
function next(at: usize, kind: v128): usize {
  let mask = i8x16.bitmask(i8x16.eq(v128.load(at), kind));
  while (mask == 0) {
    at += 16;
    mask = i8x16.bitmask(i8x16.eq(v128.load(at), kind));
  }
  return at + <usize>ctz(mask);
}

/** A quote that is not doubled closes the cell; what follows it up to the delimiter belongs to the cell too. */
function endOfQuoted(at: usize, stop: usize, delimiters: v128): usize {
  at = nextQuote(at + 1, stop);
  while (at + 1 < stop && load<u8>(at, 1) == QUOTE) at = nextQuote(at + 2, stop);
  return at < stop ? next(at + 1, delimiters) : stop;
}

/** The next quote before `stop`, or somewhere beyond it. */
function nextQuote(at: usize, stop: usize): usize {
  const quotes = i8x16.splat(QUOTE);
  for (; at < stop; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), quotes));
    if (mask != 0) return at + <usize>ctz(mask);
  }
  return stop;
}

/** Whether a quoted cell is no more than a text between two quotes. */
export function isSimple(start: usize, end: usize): bool {
  if (end - start < 2 || load<u8>(end - 1) != QUOTE) return false;
  for (let at = start + 1; at < end - 1; at++) if (load<u8>(at) == QUOTE) return false;
  return true;
}
