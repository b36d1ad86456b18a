/**
 * Cells without a value: missing or unreadable.
 * Hot: index accesses are cast, since their bounds are checked by the loops.
 */

/** Result for a cell that is neither a value nor missing. Missing is NaN. */
export const UNREADABLE = Number.POSITIVE_INFINITY;

const SPELLINGS: ReadonlySet<string> = new Set(['', 'nan', 'none', 'null', 'na', 'n/a', '#n/a', '-', '–', '—']);
const LONGEST = 4;

// Lower-case letters; in ASCII one bit tells the cases apart.
const LOWER = 0x20;
const A = 0x61;
const E = 0x65;
const N = 0x6e;
const O = 0x6f;

/** Whether a cell is a word for "no value". `text` is trimmed; case does not matter. */
export function isMissing(text: string): boolean {
  return text.length <= LONGEST && SPELLINGS.has(text.toLowerCase());
}

/**
 * End of `nan` or `none` beginning at `start`, in any case; −1 when neither is there. The two fill much of a bank's
 * file, so they are recognised without making a string.
 */
export function endOfNan(bytes: Uint8Array, start: number, stop: number): number {
  if (stop - start < 3 || ((bytes[start] as number) | LOWER) !== N) return -1;
  const second = (bytes[start + 1] as number) | LOWER;
  const third = (bytes[start + 2] as number) | LOWER;
  if (second === A && third === N) return start + 3;
  if (second !== O || third !== N || stop - start < 4) return -1;
  return ((bytes[start + 3] as number) | LOWER) === E ? start + 4 : -1;
}
