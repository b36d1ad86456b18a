import type { Contract } from '../../contract/contract.ts';
import { type ImportChoices, NO_CHOICES } from '../choices.ts';
import type { CsvSchema, FileProblem } from '../report.ts';
import { decimalSigns, ROWS_FOR_SIGNS } from './decimalSigns.ts';
import { layOut, type Table, type TextHead } from './layout.ts';
import { readSample } from './sample.ts';

/** So much of a file is enough to plan by, even with 20,000 columns. Shorter heads do if the header fits in. */
export const HEAD_BYTES = 1024 * 1024;

/** How to read a file: what `createClientReader` needs to know. Plain data. */
export type ImportPlan = {
  schema: CsvSchema;
  /** Length of the byte order mark. */
  markBytes: number;
  /** Records before the first client. */
  headerRecords: number;
  /** The columns' names, trimmed; each row has as many cells. */
  header: string[];
  idColumn: number;
  /** −1 = none. */
  nameColumn: number;
  /** −1 = none. */
  dateColumn: number;
  /** The column whose numbers are the clients' actual incomes, never a feature; −1 = none. */
  actualColumn: number;
  /** For each feature of the contract its column in the file; −1 = none. */
  featureColumns: number[];
  /** For each column of the file. */
  decimals: DecimalSign[];
};

/**
 * How the numbers of a column are read: `auto`, each cell by itself, a single comma or point being the decimal sign; or
 * the sign that is known to be it, so that the other one can only group thousands: `1,234` is 1234 where `.` is.
 */
export type DecimalSign = 'auto' | ',' | '.';

/**
 * Looks at the head of a file (64 KiB or more, or the whole file when smaller) and decides how to read it: encoding,
 * delimiter, where the table begins, which column is what, and with which decimal sign. What was chosen is honoured, the rest is guessed.
 */
export function planImport(
  head: Uint8Array,
  contract: Contract,
  choices: ImportChoices = NO_CHOICES,
): { plan: ImportPlan } | { problem: FileProblem } {
  const { text, table, problem } = layOut(head, contract, { choices });
  if (problem) return { problem };
  if (!text || !table) return { problem: { kind: 'no-header' } };
  return { plan: toPlan(text, table, { contract, choices }) };
}

/** The plan of a table that can be imported. */
export function toPlan(
  text: TextHead,
  { dialect, header, columns }: Table,
  { contract, choices }: { contract: Contract; choices: ImportChoices },
): ImportPlan {
  const { delimiter, headerRecords } = dialect;
  const { rows } = readSample(text, { delimiter, headerRecords, mostRows: ROWS_FOR_SIGNS });
  return {
    schema: { encoding: text.encoding, delimiter, ...columnsOf(header, columns, contract) },
    markBytes: text.markBytes,
    headerRecords,
    header,
    idColumn: columns.id,
    nameColumn: columns.name,
    dateColumn: columns.date,
    actualColumn: columns.actual,
    featureColumns: columns.features,
    decimals: decimalSigns(columns, contract, { rows, chosen: choices.decimals }),
  };
}

function columnsOf(
  header: readonly string[],
  columns: Table['columns'],
  contract: Contract,
): Omit<CsvSchema, 'encoding' | 'delimiter'> {
  const nameOf = (column: number) => header[column] ?? '';
  const nameOrNull = (column: number) => (column < 0 ? null : nameOf(column));
  const named = (isMeant: (column: number) => boolean) => [
    ...new Set(header.filter((name, column) => name !== '' && isMeant(column))),
  ];
  return {
    idColumn: nameOf(columns.id),
    nameColumn: nameOrNull(columns.name),
    dateColumn: nameOrNull(columns.date),
    actualColumn: nameOrNull(columns.actual),
    missingColumns: contract.features.filter((_, feature) => columns.features[feature] === -1).map(({ name }) => name),
    unknownColumns: named((column) => columns.uses[column]?.kind === 'unused' && !isSetAside(columns, column)),
    leftOutColumns: named((column) => columns.reasons[column] === 'weight'),
    duplicateColumns: named((column) => columns.reasons[column] === 'duplicate'),
  };
}

function isSetAside({ reasons }: Table['columns'], column: number): boolean {
  const reason = reasons[column];
  return reason === 'weight' || reason === 'duplicate' || reason === 'rejection';
}
