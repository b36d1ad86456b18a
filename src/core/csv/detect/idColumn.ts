import { at } from '../../machine/at.ts';
import { isMissing, UNREADABLE } from '../cells/missing.ts';
import { parseNumberText } from '../cells/numberText.ts';
import type { Doubt } from '../preview/tablePreview.ts';
import type { Columns } from './matchColumns.ts';

export type IdDoubt = Extract<Doubt, { kind: 'id' }>;

/** Share of rows that must follow a rule. */
const NEARLY_ALL = 0.9;
/** Fewer rows with one id prove nothing. */
const ROWS_ALIKE = 3;
/** An id: letters, digits and few signs, without blanks and decimals. */
const ID_SHAPE = /^[\p{L}\p{N}][\p{L}\p{N}_/#:-]*$/u;

/**
 * Judges the column of the ids by its values, unless the user chose it: row numbers beside a real id give way to it;
 * what else is doubtful is asked.
 * @param rows the table's first rows as texts
 */
export function judgeId(columns: Columns, rows: readonly string[][]): { columns: Columns; doubt: IdDoubt | null } {
  const { id, idCandidates } = columns;
  if (idCandidates.length === 0) return { columns, doubt: null };
  const facts = (column: number) => factsOf(column, rows, columns.uses.length);
  const others = idCandidates.filter((column) => column !== id && facts(column).isFilled);
  const own = facts(id);
  const real = own.areRowNumbers ? others.find((column) => !facts(column).areRowNumbers) : undefined;
  if (real !== undefined) {
    const candidates = idCandidates.filter((column) => column !== real);
    return { columns: withId(columns, real), doubt: { kind: 'id', column: real, candidates, why: 'row-numbers' } };
  }
  // The same ids twice are no question.
  const rivals = others.filter((column) => !areEqual(id, column, rows));
  if (own.areAllAlike || own.hasRepeats) {
    const unique = rivals.filter((column) => !facts(column).hasRepeats);
    const candidates = [...new Set([...unique, ...(own.areMostRepeats ? idsAmong(columns, facts) : [])])];
    if (candidates.length > 0 || own.areAllAlike)
      return { columns, doubt: { kind: 'id', column: id, candidates, why: 'repeated' } };
  }
  if (rivals.length === 0) return { columns, doubt: null };
  return { columns, doubt: { kind: 'id', column: id, candidates: rivals, why: 'several' } };
}

type IdFacts = {
  isFilled: boolean;
  /** 0, 1, 2 … or 1, 2, 3 … */
  areRowNumbers: boolean;
  hasRepeats: boolean;
  areMostRepeats: boolean;
  areAllAlike: boolean;
  areIds: boolean;
};

function factsOf(column: number, rows: readonly string[][], width: number): IdFacts {
  const table = rows.filter((row) => row.length === width);
  const values = table.map((row) => (row[column] ?? '').trim()).filter((value) => !isMissing(value));
  const different = new Set(values).size;
  const isFilled = values.length > 0 && values.length >= table.length * NEARLY_ALL;
  return {
    isFilled,
    areRowNumbers: isFilled && countFromStart(values),
    hasRepeats: different < values.length,
    areMostRepeats: different * 2 <= values.length,
    areAllAlike: values.length >= ROWS_ALIKE && different === 1,
    areIds: isFilled && values.every((value) => ID_SHAPE.test(value) && /\d/.test(value)),
  };
}

function countFromStart(values: readonly string[]): boolean {
  const numbers = values.map((value) => parseNumberText(value)).filter((number) => number !== UNREADABLE);
  const [first] = numbers;
  if (first !== 0 && first !== 1) return false;
  const steps = numbers.filter((number, row) => row > 0 && number === at(numbers, row - 1) + 1).length;
  return steps >= (values.length - 1) * NEARLY_ALL;
}

/** Unused columns whose values are all different and look like ids. */
function idsAmong({ uses }: Columns, facts: (column: number) => IdFacts): number[] {
  return [...uses.keys()].filter((column) => {
    if (uses[column]?.kind !== 'unused') return false;
    const { areIds, hasRepeats, areRowNumbers } = facts(column);
    return areIds && !hasRepeats && !areRowNumbers;
  });
}

function areEqual(one: number, other: number, rows: readonly string[][]): boolean {
  return rows.every((row) => row[one]?.trim() === row[other]?.trim());
}

function withId(columns: Columns, id: number): Columns {
  const uses = columns.uses.with(columns.id, { kind: 'unused' }).with(id, { kind: 'id' });
  const reasons = columns.reasons.with(columns.id, 'row-numbers').with(id, null);
  return { ...columns, uses, reasons, id };
}
