import { hasSimd } from '../simd.ts';
import { letters, toLetters } from './letters.ts';
import { MAX_FORMS, markPartsBySimd } from './search/simdSearch.ts';
import type { Texts } from './texts.ts';

/** Marks the rows whose text begins with this one, whatever the case. */
export function markBeginnings(texts: Texts, text: string, found: Uint8Array): void {
  const wanted = toLetters(text);
  if (formsOf(texts, wanted).some(({ length }) => length === 0)) return;
  const { units, starts, rows } = texts.layout();
  const fold = letters();
  const first = wanted[0] as number;
  for (let row = 0; row < rows; row++) {
    const from = starts[row] as number;
    if (fold[units[from] as number] === first && isAt(units, from, wanted, fold)) found[row] = 1;
  }
}

/** Marks the rows whose text has this one in it, whatever the case. */
export function markParts(texts: Texts, text: string, found: Uint8Array): void {
  const wanted = toLetters(text);
  const forms = formsOf(texts, wanted);
  if (forms.some(({ length }) => length === 0)) return;
  if (hasSimd() && forms.every(({ length }) => length <= MAX_FORMS)) markPartsBySimd(texts, forms, found);
  else markPartsPlainly(texts, wanted, found);
}

/**
 * Looks at every n-th unit alone for a text of n letters, as Horspool found out (Practical fast searching in strings,
 * 1980).
 */
function markPartsPlainly(texts: Texts, wanted: Uint16Array, found: Uint8Array): void {
  const { units, starts, rows } = texts.layout();
  const fold = letters();
  const steps = stepsOf(wanted, texts, fold);
  const end = starts[rows] as number;
  const before = wanted.length - 1;
  let row = 0;
  for (let at = before; at < end; ) {
    const step = steps[units[at] as number] as number;
    if (step > 0) {
      at += step;
      continue;
    }
    if (!isAt(units, at - before, wanted, fold)) {
      at++;
      continue;
    }
    while ((starts[row + 1] as number) <= at) row++;
    found[row] = 1;
    // On in the next row: this one is found.
    at = (starts[row + 1] as number) + before;
  }
}

/**
 * How far a unit allows to go on when the last wanted letter is compared with it: to where it fits again, 0 where it is
 * that letter.
 */
function stepsOf(wanted: Uint16Array, { alphabet }: Texts, fold: Uint16Array): Uint32Array {
  const steps = new Uint32Array(alphabet.length).fill(wanted.length);
  for (let unit = 1; unit < alphabet.length; unit++) {
    if (alphabet[unit]) steps[unit] = wanted.length - 1 - wanted.lastIndexOf(fold[unit] as number);
  }
  return steps;
}

/** No text goes on beyond its zero, and what is wanted has none: it is never found across two rows. */
function isAt(units: Uint16Array, from: number, wanted: Uint16Array, fold: Uint16Array): boolean {
  for (let at = 0; at < wanted.length; at++) {
    if (fold[units[from + at] as number] !== wanted[at]) return false;
  }
  return true;
}

/** For each wanted letter the units that occur and count as it. */
function formsOf({ alphabet }: Texts, wanted: Uint16Array): number[][] {
  const fold = letters();
  const forms = new Map<number, number[]>(Array.from(wanted, (letter) => [letter, []]));
  for (let unit = 1; unit < alphabet.length; unit++) if (alphabet[unit]) forms.get(fold[unit] as number)?.push(unit);
  return Array.from(wanted, (letter) => forms.get(letter) ?? []);
}
