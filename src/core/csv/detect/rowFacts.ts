import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { parseNumberText } from '../cells/numberText.ts';
import type { RowFacts } from '../importPlan.ts';
import { cleanId } from '../read/clientId.ts';
import { areColumnNumbers, areColumnTypes, isHeaderAgain, isRule, isTotal } from '../read/lineKinds.ts';

/** So many ids of digits tell what an id looks like, and so large a share of others, or one, does not matter. */
const ENOUGH_IDS = 5;
const FEW = 0.05;

/** Columns without text need more numbers to be certain. */
const ENOUGH_COLUMNS = 4;

/**
 * What the first rows tell of all rows.
 * @param id position of the id column
 */
export function judgeRows(
  rows: readonly (readonly string[])[],
  { header, id }: { header: readonly string[]; id: number },
): Pick<RowFacts, 'haveColumnNumbers' | 'idsAreDigits'> {
  const others = rows
    .map((row) => row.slice(0, header.length))
    .filter((row) => !isRule(row) && !isHeaderAgain(row, header));
  const ids = others.map((row) => cleanId(row[id] ?? '')).filter((text) => !isMissing(text) && !isTotal(text));
  const digits = ids.filter((text) => /^\d+$/.test(text)).length;
  return {
    haveColumnNumbers: haveColumnNumbers(others, id),
    idsAreDigits: digits >= ENOUGH_IDS && ids.length - digits <= Math.max(1, ids.length * FEW),
  };
}

/**
 * Whether the first row numbers the columns: it has a number where the others have texts, or its id is shorter than all
 * others.
 */
function haveColumnNumbers(rows: readonly (readonly string[])[], id: number): boolean {
  const [first, ...others] = rows.filter((row) => !areColumnTypes(row));
  if (!first || others.length === 0 || !areColumnNumbers(first)) return false;
  if (first.some((_, column) => column !== id && areTexts(others, column))) return true;
  const number = first[id]?.trim() ?? '';
  return first.length >= ENOUGH_COLUMNS && others.every((row) => cleanId(row[id] ?? '').length > number.length);
}

/** Whether the values of a column are no numbers. */
function areTexts(rows: readonly (readonly string[])[], column: number): boolean {
  const values = rows.map((row) => (row[column] ?? '').trim()).filter((text) => !isMissing(text));
  return values.length > 0 && values.every((text) => parseNumberText(text) === UNREADABLE);
}
