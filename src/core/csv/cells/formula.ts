import { UNREADABLE } from './missing.ts';
import { parseNumberText } from './numberText.ts';

/** What a spreadsheet takes for a formula; a number with a sign is none. */
export const FORMULA_START = /^[=+\-@\t\r\n\0]/;

/** What `guarded` gives an apostrophe: a formula, or one behind apostrophes. */
const GUARDED_START = new RegExp(`^'+${FORMULA_START.source.slice(1)}`);

/**
 * A text of a file that people open in a spreadsheet, mend and import again: what would be a formula there gets an
 * apostrophe, which the reader takes off again. Numbers and words for "no value" (`-`) are no formulas and stay.
 * `unguarded(guarded(text)) === text`.
 */
export function guarded(text: string): string {
  const isFormula = FORMULA_START.test(text) && parseNumberText(text) === UNREADABLE;
  return isFormula || GUARDED_START.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `guarded` has put there. */
export function unguarded(text: string): string {
  return GUARDED_START.test(text) ? text.slice(1) : text;
}
