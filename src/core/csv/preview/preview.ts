import { type ClientBlock, encodeBlock } from '../../clients/clientBlock.ts';
import type { Contract, Feature } from '../../contract/contract.ts';
import type { ColumnUse, ImportChoices } from '../choices.ts';
import { matchColumns, type UnusedReason } from '../detect/columns.ts';
import { type Layout, layOut, type Table } from '../detect/layout.ts';
import { type DecimalSign, type ImportPlan, toPlan } from '../detect/plan.ts';
import { readSample } from '../detect/sample.ts';
import { createClientReader } from '../read/clientReader.ts';
import { CsvError, type CsvSchema, type FileProblem, PROBLEMS_KEPT, type RowProblem } from '../report.ts';
import { describeCells } from './describeCells.ts';

/** How a file would be read, judged by its head. Plain data. */
export type TablePreview = {
  /** Null for what is no text. */
  encoding: CsvSchema['encoding'] | null;
  /** Null while the file cannot be cut into columns. */
  delimiter: CsvSchema['delimiter'] | null;
  preambleRecords: number;
  /** In the order of the file. */
  columns: PreviewColumn[];
  /** Features that no column is used for. */
  missingFeatures: string[];
  /** The first rows as they stand, cell by cell: at most `ROWS_SHOWN`; lines in one piece while there are no columns. */
  rows: string[][];
  /** Rows that were looked at; all of the file's when `isWhole`. */
  sampleRows: number;
  isWhole: boolean;
  /** Those of them that would be rejected. */
  rejectedRows: number;
  /** Of the rows looked at, in the order of the file: at most `PROBLEMS_KEPT`. */
  problems: RowProblem[];
  /** Why the file cannot be imported as it is chosen now; null when it can. */
  problem: FileProblem | null;
};

export type PreviewColumn = {
  name: string;
  use: ColumnUse;
  /** What the column would be used for if nobody decided. */
  guess: ColumnUse;
  /**
   * Why a column is unused that might be expected to be used; null for the others. `weight`: the column `w`, which follows from the answer;
   * `taken`: another column was chosen for what it would be.
   */
  reason: UnusedReason | 'taken' | null;
  /** What its cells look like in the rows looked at. */
  type: 'number' | 'date' | 'text' | 'empty';
  /** The decimal sign that is read, `auto` when the cells have both; null when the column has no numbers with one. */
  decimal: DecimalSign | null;
  /** Share of the rows looked at without a value, 0…1. */
  missingShare: number;
  /** Cells of the rows looked at that cannot be read as what the column is used for. */
  unreadable: number;
};

export const ROWS_SHOWN = 20;
/** Enough to judge by; with many columns a head holds fewer. */
const ROWS_LOOKED_AT = 1_000;
const LONGEST_CELL_SHOWN = 1_000;

/**
 * Reads the head of a file as an import with these choices would, and says what it finds. Whatever is wrong with the file, as much as
 * can be known is answered, so that somebody can choose otherwise.
 * @param isWhole whether the head is the whole file
 */
export function previewTable(
  head: Uint8Array,
  contract: Contract,
  { choices, isWhole }: { choices: ImportChoices; isWhole: boolean },
): TablePreview {
  const layout = layOut(head, contract, { choices, isAll: isWhole });
  const { text, table } = layout;
  if (!text || !table) return previewOfText(layout, { contract, isWhole });
  const { delimiter, headerRecords } = table.dialect;
  const sample = readSample(text, { delimiter, headerRecords, mostRows: ROWS_LOOKED_AT });
  const isCut = table.header.length > 1 || choices.delimiter !== null;
  const plan = toPlan(text, table, { contract, choices });
  const reading = layout.problem ? NOT_READ : readAsClients(text.readable.subarray(0, sample.stop), plan, contract);
  const looked = isWhole && sample.rows.length < ROWS_LOOKED_AT;
  return {
    encoding: text.encoding,
    delimiter: isCut ? delimiter : null,
    preambleRecords: table.dialect.preambleRecords,
    columns: previewColumns(table, sample.rows, { contract, choices, decimals: plan.decimals }),
    missingFeatures: plan.schema.missingColumns,
    rows: sample.rows.slice(0, ROWS_SHOWN).map((row) => row.map(shown)),
    sampleRows: sample.rows.length,
    isWhole: looked,
    rejectedRows: reading.rejected,
    problems: reading.problems,
    problem:
      layout.problem ??
      reading.problem ??
      sample.problem ??
      (looked && sample.rows.length === 0 ? { kind: 'no-rows' } : null),
  };
}

/** Its first lines, while it is no table. */
function previewOfText(
  { text, problem }: Layout,
  { contract, isWhole }: { contract: Contract; isWhole: boolean },
): TablePreview {
  const lines = text && !text.readable.includes(0) ? text.decoder.decode(text.readable.subarray(0, 64 * 1024)) : '';
  return {
    ...{ encoding: text?.encoding ?? null, delimiter: null, preambleRecords: 0, columns: [] },
    missingFeatures: contract.features.map(({ name }) => name),
    rows: lines
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== '')
      .slice(0, ROWS_SHOWN)
      .map((line) => [shown(line)]),
    ...{ sampleRows: 0, isWhole, rejectedRows: 0, problems: [], problem },
  };
}

function shown(cell: string): string {
  return cell.length > LONGEST_CELL_SHOWN ? `${cell.slice(0, LONGEST_CELL_SHOWN)}…` : cell;
}

type PreviewFacts = { contract: Contract; choices: ImportChoices; decimals: DecimalSign[] };

function previewColumns(
  { header, columns }: Table,
  rows: readonly string[][],
  { contract, choices, decimals }: PreviewFacts,
): PreviewColumn[] {
  const guesses = matchColumns(header, contract).uses;
  const features = new Map(contract.features.map((feature): [string, Feature] => [feature.name, feature]));
  return header.map((name, column) => {
    const use = columns.uses[column] ?? UNUSED;
    const guess = guesses[column] ?? UNUSED;
    const isTaken = use.kind === 'unused' && guess.kind !== 'unused' && choices.uses[column] === undefined;
    const feature = use.kind === 'feature' ? (features.get(use.feature) ?? null) : null;
    const cells = describeCells(rows, column, { use, feature, decimal: decimals[column] ?? 'auto' });
    return { name, use, guess, reason: isTaken ? 'taken' : (columns.reasons[column] ?? null), ...cells };
  });
}

const UNUSED: ColumnUse = { kind: 'unused' };

type Reading = { rejected: number; problems: RowProblem[]; problem: FileProblem | null };
const NOT_READ: Reading = { rejected: 0, problems: [], problem: null };

/** What an import would say about these rows. `bytes` are readable and end with a record. */
function readAsClients(bytes: Uint8Array, plan: ImportPlan, contract: Contract): Reading {
  const { encoding } = plan.schema;
  const isRecoded = encoding === 'utf-16le' || encoding === 'utf-16be';
  const schema: CsvSchema = { ...plan.schema, encoding: isRecoded ? 'utf-8' : encoding };
  const reader = createClientReader({ ...plan, schema, markBytes: 0 }, contract, ROWS_LOOKED_AT);
  const blocks: ClientBlock[] = [];
  let problem: FileProblem | null = null;
  try {
    blocks.push(...reader.push(bytes));
    blocks.push(...reader.finish());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problem = error.problem;
  }
  const problems = [
    ...reader.rejections,
    ...reader.problems,
    ...blocks.flatMap((block) => encodeBlock(block, contract).unseen),
    ...repeated(blocks),
  ];
  problems.sort((a, b) => a.line - b.line);
  return { rejected: reader.counts.rejected, problems: problems.slice(0, PROBLEMS_KEPT), problem };
}

/** Rows that a later one of the same id replaces. */
function repeated(blocks: readonly ClientBlock[]): RowProblem[] {
  const lines = new Map<string, number>();
  const problems: RowProblem[] = [];
  for (const block of blocks) {
    block.ids.forEach((clientId, row) => {
      const line = lines.get(clientId);
      if (line !== undefined) problems.push({ kind: 'duplicate-id', line, clientId });
      lines.set(clientId, block.lines?.[row] ?? 0);
    });
  }
  return problems;
}
