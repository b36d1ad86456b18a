/**
 * Cells without a value: missing or unreadable.
 * Hot: index accesses are cast, since their bounds are checked by the loops.
 */

/** Result for a cell that is neither a value nor missing. Missing is NaN. */
export const UNREADABLE = Number.POSITIVE_INFINITY;

/** Words for "no value" that no category, name or id can be, in lower case. */
const SPELLINGS: ReadonlySet<string> = new Set([
  ...['', 'nan', 'none', 'null', 'na', 'n/a', '-nan', '+nan', '-', '–', '—', '−', '--', '---'],
  ...['\\n', '(null)', '[null]', '<null>', '{null}', '(none)', '<none>', '<na>', '(na)', '#null'],
  ...['н/д', 'н.д.', 'нет данных', '(пусто)', '<пусто>', '(blank)', '<blank>', '(empty)', '<empty>'],
  // Errors of spreadsheets, in both languages, and of C.
  ...['#n/a', '#n/a n/a', '#na', '#value!', '#div/0!', '#ref!', '#name?', '#null!', '#num!'],
  ...['#н/д', '#знач!', '#дел/0!', '#ссылка!', '#имя?', '#пусто!', '#число!'],
  ...['1.#qnan', '-1.#qnan', '1.#ind', '-1.#ind'],
]);

/** Further words for "no value" where a number, date or flag is expected: as texts they may mean something. */
const OF_VALUES: ReadonlySet<string> = new Set([
  'nat',
  'nil',
  'пусто',
  '?',
  '.',
  '..',
  '...',
  'не указано',
  'не указана',
]);

const LONGEST = 10;

// Lower-case letters; in ASCII one bit tells the cases apart.
const LOWER = 0x20;
const A = 0x61;
const E = 0x65;
const N = 0x6e;
const O = 0x6f;

/** Whether a text is a word for "no value". `text` is trimmed; case does not matter. */
export function isMissing(text: string): boolean {
  return text.length <= LONGEST && SPELLINGS.has(text.toLowerCase());
}

/** The same where a number, date or flag is expected. */
export function isMissingValue(text: string): boolean {
  return text.length <= LONGEST && (SPELLINGS.has(text.toLowerCase()) || OF_VALUES.has(text.toLowerCase()));
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
