import { parseNumberText, UNREADABLE } from '../read/number.ts';
import { FORMULA_START } from './cells.ts';

/**
 * Texts of a file that people open in a spreadsheet, mend and import again. What a spreadsheet would take for a formula has an apostrophe
 * before it there, and the reader takes it off again: it is the same client afterwards. Numbers and words for "no value" (`-`) are no
 * formulas and stay as they are.
 */
const TO_GUARD = new RegExp(`^'+${FORMULA_START.source.slice(1)}`);

/** `unguarded(guarded(text)) === text` for every text. */
export function guarded(text: string): string {
  const isFormula = FORMULA_START.test(text) && parseNumberText(text) === UNREADABLE;
  return isFormula || TO_GUARD.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return TO_GUARD.test(text) ? text.slice(1) : text;
}
