/**
 * Folds UTF-16 units for search and sorting: to the small letter, and ё to е, since names are written either way.
 * Unlike `toLowerCase` of a whole text it never changes the length, and Σ is σ everywhere.
 */
let table: Uint16Array | null = null;

export function letters(): Uint16Array {
  table ??= makeTable();
  return table;
}

/** A text as its folded letters. */
export function toLetters(text: string): Uint16Array {
  const fold = letters();
  return Uint16Array.from({ length: text.length }, (_, at) => fold[text.charCodeAt(at)] as number);
}

function makeTable(): Uint16Array {
  const fold = new Uint16Array(65_536);
  for (let unit = 0; unit < fold.length; unit++) {
    const small = String.fromCharCode(unit).toLowerCase();
    fold[unit] = small.length === 1 ? small.charCodeAt(0) : unit;
  }
  for (const yo of 'ёЁ') fold[yo.charCodeAt(0)] = 'е'.charCodeAt(0);
  return fold;
}
