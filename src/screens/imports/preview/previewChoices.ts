import type { PreviewColumn } from '../../../../workers/data/imports/imports.api.ts';
import { type ColumnUse, type ImportChoices, sameUse } from '../../../core/csv/choices.ts';

/** `auto`: each cell has its own decimal sign. */
export type ShownSign = Exclude<PreviewColumn['decimal'], null>;

/**
 * Sets the use of a column. Another column's choice of the same use is dropped, and a use equal to the guess is not
 * stored.
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

/**
 * Changes how the file is split. Another delimiter or preamble makes other columns, so choices for columns are dropped.
 */
export function chooseCut(
  choices: ImportChoices,
  cut: Partial<Pick<ImportChoices, 'encoding' | 'delimiter' | 'preambleRecords'>>,
): ImportChoices {
  const isOtherTable = 'delimiter' in cut || 'preambleRecords' in cut;
  return { ...choices, ...cut, ...(isOtherTable && { uses: {}, decimals: {}, categories: {} }) };
}

/** Whether the user has chosen anything besides the row limit. */
export function isChosen({ badRowLimit: _, ...choices }: ImportChoices): boolean {
  return Object.values(choices).some((choice) =>
    typeof choice === 'object' && choice !== null ? Object.keys(choice).length > 0 : choice !== null,
  );
}
