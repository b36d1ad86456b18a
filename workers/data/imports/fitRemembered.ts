import type { Contract } from '../../../src/core/contract/contract.ts';
import { type ColumnUse, type ImportChoices, NO_CHOICES, sameUse } from '../../../src/core/csv/choices.ts';
import { type Inspection, inspectAgain } from '../../../src/core/csv/detect/inspectHead.ts';
import { planInspected } from '../../../src/core/csv/detect/planImport.ts';
import type { ColumnReading, DecimalSign } from '../../../src/core/csv/importPlan.ts';
import { previewTable } from '../../../src/core/csv/preview/preview.ts';
import type { Doubt, TablePreview } from '../../../src/core/csv/preview/tablePreview.ts';
import type { RowProblem } from '../../../src/core/csv/report.ts';
import type { Remembered } from './mappings.ts';

/** A remembered choice that does not fit a file. */
export type Misfit = Extract<Doubt, { kind: 'remembered' | 'remembered-sign' | 'remembered-reading' }>;

type Fitting = { choices: ImportChoices; misfits: Misfit[] };

/**
 * Splits remembered choices into those that fit a file and those that its first rows contradict. A choice contradicts
 * when half of the column's values or more could not be read by it.
 * @param guessed the head of the file, inspected without choices
 */
export function fitRemembered(
  guessed: Inspection,
  contract: Contract,
  { choices, columns }: Pick<Remembered, 'choices' | 'columns'>,
): Fitting {
  const { table, problem } = inspectAgain(guessed, contract, choices);
  const isSameTable = columns === null || JSON.stringify(table?.header) === JSON.stringify(columns);
  if (problem || !isSameTable) {
    return { choices: { ...NO_CHOICES, badRowLimit: choices.badRowLimit }, misfits: [{ kind: 'remembered-reading' }] };
  }
  const signs = fittingSigns(guessed, contract, choices);
  const uses = fittingUses(previewTable(inspectAgain(guessed, contract, signs.choices), contract), signs.choices);
  return { choices: uses.choices, misfits: [...uses.misfits, ...signs.misfits] };
}

/** Leaves out the decimal signs that the cells disprove. */
function fittingSigns(guessed: Inspection, contract: Contract, choices: ImportChoices): Fitting {
  const unsigned = { ...choices, decimal: null, decimals: {} };
  const planned = planInspected(inspectAgain(guessed, contract, unsigned), contract);
  const proved = 'plan' in planned ? planned.plan.columns.map(signOf) : [];
  const isDisproved = (sign: string, column: number) => ![undefined, 'auto', sign].includes(proved[column]);
  const misfits: Misfit[] = [];
  const decimals: ImportChoices['decimals'] = {};
  for (const [key, sign] of Object.entries(choices.decimals)) {
    const column = Number(key);
    if (isDisproved(sign, column)) misfits.push({ kind: 'remembered-sign', column, sign });
    else decimals[column] = sign;
  }
  const { decimal } = choices;
  const isKept = decimal === null || !proved.some((_, column) => isDisproved(decimal, column));
  if (!isKept) misfits.push({ kind: 'remembered-sign', column: null, sign: decimal });
  return { choices: { ...choices, decimals, decimal: isKept ? decimal : null }, misfits };
}

function signOf(reading: ColumnReading): DecimalSign | undefined {
  return 'decimal' in reading ? reading.decimal : undefined;
}

/** Leaves out the uses of columns that are gone or whose values contradict them. */
function fittingUses(preview: TablePreview, choices: ImportChoices): Fitting {
  const misfits: Misfit[] = [];
  const uses: ImportChoices['uses'] = {};
  for (const [key, chosen] of Object.entries(choices.uses)) {
    const column = Number(key);
    if (isFitting(preview, column, chosen)) uses[column] = chosen;
    else misfits.push({ kind: 'remembered', column, chosen });
  }
  return { choices: { ...choices, uses }, misfits };
}

const ID_PROBLEMS: RowProblem['kind'][] = ['no-id', 'bad-id', 'id-too-long', 'duplicate-id'];

function isFitting(preview: TablePreview, position: number, chosen: ColumnUse): boolean {
  const { columns, problems, problem, sampleRows } = preview;
  const column = columns[position];
  // A feature that the active model does not have leaves its column unused.
  if (!column || !sameUse(column.use, chosen)) return false;
  const values = Math.round(sampleRows * (1 - column.missingShare));
  const isMinority = (wrong: number, all: number) => wrong === 0 || wrong * 2 < all;
  switch (chosen.kind) {
    case 'id':
      return (
        problem?.kind !== 'ids-lost' &&
        isMinority(problems.filter(({ kind }) => ID_PROBLEMS.includes(kind)).length, sampleRows)
      );
    case 'date':
      return column.type !== 'text';
    case 'actual-income':
    case 'feature': {
      const isUnseen = (problem: RowProblem) =>
        problem.kind === 'unseen-category' && chosen.kind === 'feature' && problem.column === chosen.feature;
      return isMinority(column.unreadable + problems.filter(isUnseen).length, values);
    }
    case 'name':
    case 'unused':
      return true;
  }
}
