import { UNREADABLE } from './missing.ts';
import { parseNumberText } from './numberText.ts';

/** Start of a text that a spreadsheet takes for a formula. A number with a sign is no formula. */
export const FORMULA_START = /^[=+\-@\t\r\n\0]/;

/** Texts that `guarded` has given an apostrophe: a formula, or a formula after apostrophes. */
const GUARDED_START = new RegExp(`^'+${FORMULA_START.source.slice(1)}`);

/**
 * Guards a text of a file that users open in a spreadsheet, correct and import again: a formula gets an apostrophe,
 * which the reader removes again. Numbers and words for "no value" (`-`) are no formulas and stay.
 * `unguarded(guarded(text)) === text`.
 */
export function guarded(text: string): string {
  const isFormula = FORMULA_START.test(text) && (text.startsWith('=') || parseNumberText(text) === UNREADABLE);
  return isFormula || GUARDED_START.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe that `guarded` added. */
export function unguarded(text: string): string {
  return GUARDED_START.test(text) ? text.slice(1) : text;
}
