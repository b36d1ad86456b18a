import type { Contract } from '../../contract/contract.ts';
import type { ImportChoices } from '../choices.ts';
import type { ColumnReading, ImportPlan } from '../importPlan.ts';
import type { CsvSchema, FileProblem } from '../report.ts';
import { decideReadings, decimalDoubts, ROWS_FOR_SIGNS, ROWS_IN_DOUBT } from './columnReadings.ts';
import { type Inspection, inspectHead, type Table } from './inspectHead.ts';
import { judgeRows } from './rowFacts.ts';
import { readSample, type TextHead } from './sample.ts';

/**
 * Bytes of a file that are enough for a plan, even with 20,000 columns. A shorter head is enough if it contains the
 * header.
 */
export const HEAD_BYTES = 1024 * 1024;

/**
 * Inspects the head of a file (64 KiB or more, or the whole file when smaller) and decides how to read it: encoding,
 * delimiter, where the table begins, the use of each column, and how its cells are read. Choices are followed, the rest
 * is guessed.
 */
export function planImport(
  head: Uint8Array,
  contract: Contract,
  choices?: ImportChoices,
): { plan: ImportPlan } | { problem: FileProblem } {
  return planInspected(inspectHead(head, contract, choices && { choices }), contract);
}

/** The same for a head that has been inspected already. */
export function planInspected(
  { text, table, problem, choices }: Inspection,
  contract: Contract,
): { plan: ImportPlan } | { problem: FileProblem } {
  if (problem) return { problem };
  if (!text || !table) return { problem: { kind: 'no-header' } };
  return { plan: planTable(text, table, { contract, choices }) };
}

/** The plan by which a table is read. Only a table without a problem can be read. */
export function planTable(
  text: TextHead,
  table: Table,
  { contract, choices }: { contract: Contract; choices: ImportChoices },
): ImportPlan {
  const planFrom = (mostRows: number) => {
    const { rows } = readSample(text, table.dialect, mostRows);
    const plan = toPlan(text, table, { contract, choices, rows });
    return { plan, isDoubtful: decimalDoubts(plan.columns, rows).length > 0 };
  };
  const { plan, isDoubtful } = planFrom(ROWS_FOR_SIGNS);
  return isDoubtful ? planFrom(ROWS_IN_DOUBT).plan : plan;
}

type PlanFacts = {
  contract: Contract;
  choices: ImportChoices;
  /** The table's first rows as texts. */
  rows: readonly string[][];
};

function toPlan(
  { encoding, markBytes }: Pick<TextHead, 'encoding' | 'markBytes'>,
  { dialect, header, columns }: Table,
  { contract, choices, rows }: PlanFacts,
): ImportPlan {
  const { delimiter, headerRecords } = dialect;
  return {
    schema: { encoding, delimiter, ...namesIn(header, columns, contract) },
    markBytes,
    headerRecords,
    header,
    rows: {
      haveSeparatorLine: dialect.hasSeparatorLine,
      surplusCells: dialect.surplusCells,
      ...judgeRows(rows, { header, id: columns.id }),
    },
    columns: withCategories(decideReadings(columns, contract, { rows, choices }), contract, choices),
  };
}

/** The readings with the categories that the user has chosen for texts, as far as the contract has them. */
function withCategories(
  readings: readonly ColumnReading[],
  { features }: Contract,
  { categories }: ImportChoices,
): ColumnReading[] {
  return readings.map((reading, column) => {
    const feature = reading.kind === 'feature' ? features[reading.feature] : undefined;
    const choices = categories[column];
    if (!choices || feature?.kind !== 'category') return reading;
    const chosen = Object.entries(choices).filter(([, category]) => feature.categories.includes(category));
    return { ...reading, chosen: Object.fromEntries(chosen) } as ColumnReading;
  });
}

/** The names of the columns by use. */
function namesIn(
  header: readonly string[],
  columns: Table['columns'],
  contract: Contract,
): Omit<CsvSchema, 'encoding' | 'delimiter'> {
  const nameOrNull = (column: number) => (column < 0 ? null : (header[column] ?? ''));
  const namesWhere = (isMeant: (column: number) => boolean) => [
    ...new Set(header.filter((name, column) => name !== '' && isMeant(column))),
  ];
  return {
    idColumn: nameOrNull(columns.id) ?? '',
    nameColumn: nameOrNull(columns.name),
    dateColumn: nameOrNull(columns.date),
    actualColumn: nameOrNull(columns.actual),
    missingColumns: contract.features.filter((_, feature) => columns.features[feature] === -1).map(({ name }) => name),
    unknownColumns: namesWhere((column) => columns.uses[column]?.kind === 'unused' && !isSetAside(columns, column)),
    leftOutColumns: namesWhere((column) => columns.reasons[column] === 'weight'),
    duplicateColumns: namesWhere((column) => columns.reasons[column] === 'duplicate'),
  };
}

function isSetAside({ reasons }: Table['columns'], column: number): boolean {
  const reason = reasons[column];
  return reason === 'weight' || reason === 'duplicate' || reason === 'rejection';
}
