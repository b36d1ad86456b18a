/**
 * Cells without a value: missing, or of something that nobody can read.
 * Hot: index accesses are cast, since their bounds are checked by the loops.
 */

/** What a cell gives that is neither a value nor missing. Missing is NaN. */
export const UNREADABLE = Number.POSITIVE_INFINITY;

const SPELLINGS: ReadonlySet<string> = new Set(['', 'nan', 'none', 'null', 'na', 'n/a', '#n/a', '-', '–', '—']);
const LONGEST = 4;

// Lower-case letters; in ASCII one bit tells the cases apart.
const LOWER = 0x20;
const A = 0x61;
const E = 0x65;
const N = 0x6e;
const O = 0x6f;

/** Whether a cell says that there is no value. `text` is trimmed; upper and lower case are alike. */
export function isMissing(text: string): boolean {
  return text.length <= LONGEST && SPELLINGS.has(text.toLowerCase());
}

/**
 * Where `nan` or `none` that begins at `start` ends, in any case of letters; −1 when neither stands there. The two fill
 * much of a bank's file, so they are recognised without making a string.
 */
export function endOfNan(bytes: Uint8Array, start: number, stop: number): number {
  if (stop - start < 3 || ((bytes[start] as number) | LOWER) !== N) return -1;
  const second = (bytes[start + 1] as number) | LOWER;
  const third = (bytes[start + 2] as number) | LOWER;
  if (second === A && third === N) return start + 3;
  if (second !== O || third !== N || stop - start < 4) return -1;
  return ((bytes[start + 3] as number) | LOWER) === E ? start + 4 : -1;
}
