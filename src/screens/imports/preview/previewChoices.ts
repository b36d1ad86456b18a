import type { PreviewColumn } from '../../../../workers/data/imports/imports.api.ts';
import type { ColumnUse, ImportChoices } from '../../../core/csv/choices.ts';

/** `auto`: each cell by itself. */
export type ShownSign = Exclude<PreviewColumn['decimal'], null>;

export function sameUse(one: ColumnUse, other: ColumnUse): boolean {
  return keyOf(one) === keyOf(other);
}

/** Tells uses apart; a feature may be called like anything. */
export function keyOf(use: ColumnUse): string {
  return use.kind === 'feature' ? `feature ${use.feature}` : use.kind;
}

/**
 * A column is used for this from now on: what was chosen for the same before gives way, and a guess needs no choice.
 */
export function chooseUse(
  choices: ImportChoices,
  columns: readonly PreviewColumn[],
  { column, use }: { column: number; use: ColumnUse },
): ImportChoices {
  const uses = Object.fromEntries(
    Object.entries(choices.uses).filter(
      ([other, chosen]) => Number(other) !== column && (use.kind === 'unused' || !sameUse(chosen, use)),
    ),
  );
  const guess = columns[column]?.guess;
  if (!guess || !sameUse(guess, use)) uses[column] = use;
  return { ...choices, uses };
}

export function chooseDecimal(choices: ImportChoices, column: number, sign: ShownSign): ImportChoices {
  const { [column]: _, ...decimals } = choices.decimals;
  return { ...choices, decimals: sign === 'auto' ? decimals : { ...decimals, [column]: sign } };
}

/** Another cut of the file has other columns: what was chosen for the old ones goes. */
export function chooseCut(
  choices: ImportChoices,
  cut: Partial<Pick<ImportChoices, 'encoding' | 'delimiter' | 'preambleRecords'>>,
): ImportChoices {
  const isOtherTable = 'delimiter' in cut || 'preambleRecords' in cut;
  return { ...choices, ...cut, ...(isOtherTable && { uses: {}, decimals: {} }) };
}

/** Whether anything is decided by hand, the limit apart. */
export function isChosen({
  badRowLimit: _,
  encoding,
  delimiter,
  preambleRecords,
  uses,
  decimals,
}: ImportChoices): boolean {
  const columns = Object.keys(uses).length + Object.keys(decimals).length;
  return encoding !== null || delimiter !== null || preambleRecords !== null || columns > 0;
}
