import { hasSimd } from '../simd.ts';
import { letters, toLetters } from './letters.ts';
import { MAX_FORMS, markPartsBySimd } from './search/simdSearch.ts';
import type { Texts } from './texts.ts';

/** Marks the rows whose text begins with this one, regardless of case. */
export function markBeginnings(texts: Texts, text: string, found: Uint8Array): void {
  const target = toLetters(text);
  if (formsOf(texts, target).some(({ length }) => length === 0)) return;
  const { units, starts, rows } = texts.layout();
  const fold = letters();
  const first = target[0] as number;
  for (let row = 0; row < rows; row++) {
    const from = starts[row] as number;
    if (fold[units[from] as number] === first && isAt(units, from, target, fold)) found[row] = 1;
  }
}

/** Marks the rows whose text contains this one, regardless of case. */
export function markParts(texts: Texts, text: string, found: Uint8Array): void {
  const target = toLetters(text);
  const forms = formsOf(texts, target);
  if (forms.some(({ length }) => length === 0)) return;
  if (hasSimd() && forms.every(({ length }) => length <= MAX_FORMS)) markPartsBySimd(texts, forms, found);
  else markPartsPlainly(texts, target, found);
}

/**
 * Looks only at every n-th unit for a text of n letters, after Horspool (Practical fast searching in strings, 1980).
 */
function markPartsPlainly(texts: Texts, target: Uint16Array, found: Uint8Array): void {
  const { units, starts, rows } = texts.layout();
  const fold = letters();
  const steps = stepsOf(target, texts, fold);
  const end = starts[rows] as number;
  const before = target.length - 1;
  let row = 0;
  for (let at = before; at < end; ) {
    const step = steps[units[at] as number] as number;
    if (step > 0) {
      at += step;
      continue;
    }
    if (!isAt(units, at - before, target, fold)) {
      at++;
      continue;
    }
    while ((starts[row + 1] as number) <= at) row++;
    found[row] = 1;
    // Continue in the next row: this one is found.
    at = (starts[row + 1] as number) + before;
  }
}

/**
 * How far the search may jump when the last letter of the target is compared with a unit: to where the unit fits again,
 * 0 for the last letter itself.
 */
function stepsOf(target: Uint16Array, { alphabet }: Texts, fold: Uint16Array): Uint32Array {
  const steps = new Uint32Array(alphabet.length).fill(target.length);
  for (let unit = 1; unit < alphabet.length; unit++) {
    if (alphabet[unit]) steps[unit] = target.length - 1 - target.lastIndexOf(fold[unit] as number);
  }
  return steps;
}

/** A match never spans two rows: every text ends with a zero, and the target contains none. */
function isAt(units: Uint16Array, from: number, target: Uint16Array, fold: Uint16Array): boolean {
  for (let at = 0; at < target.length; at++) {
    if (fold[units[from + at] as number] !== target[at]) return false;
  }
  return true;
}

/** For each letter of the target, the occurring units that count as it. */
function formsOf({ alphabet }: Texts, target: Uint16Array): number[][] {
  const fold = letters();
  const forms = new Map<number, number[]>(Array.from(target, (letter) => [letter, []]));
  for (let unit = 1; unit < alphabet.length; unit++) if (alphabet[unit]) forms.get(fold[unit] as number)?.push(unit);
  return Array.from(target, (letter) => forms.get(letter) ?? []);
}
