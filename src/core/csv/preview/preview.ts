import { type ClientBlock, encodeBlock } from '../../clients/clientBlock.ts';
import type { Contract } from '../../contract/contract.ts';
import { at } from '../../machine/at.ts';
import type { ImportChoices } from '../choices.ts';
import { decimalDoubts } from '../detect/columnReadings.ts';
import type { Inspection, Table } from '../detect/inspectHead.ts';
import { planTable } from '../detect/planImport.ts';
import { readSample, type Sample, type TextHead } from '../detect/sample.ts';
import { featureColumns, type ImportPlan } from '../importPlan.ts';
import { createClientReader } from '../read/clientReader.ts';
import { isUtf16 } from '../records/encodings.ts';
import { CsvError, type CsvSchema, type FileProblem, PROBLEMS_KEPT, type RowProblem } from '../report.ts';
import { categoryDoubts } from './categoryDoubts.ts';
import { describeCells } from './describeCells.ts';
import { type Doubt, type PreviewColumn, ROWS_SHOWN, type TablePreview } from './tablePreview.ts';

/** Enough rows for a judgement; with many columns a head holds fewer. */
const SAMPLE_ROWS = 1_000;
const LONGEST_CELL_SHOWN = 1_000;
const TEXT_SHOWN_BYTES = 64 * 1024;

/**
 * Reads the head of a file as an import with the same choices would, and describes it. A faulty file is described as
 * far as possible, so that the user can choose otherwise.
 */
export function previewTable(inspection: Inspection, contract: Contract): TablePreview {
  const { text, table, choices, isAll, problem } = inspection;
  if (!text || !table) return previewOfText(inspection, contract);
  const { delimiter, preambleRecords } = table.dialect;
  const sample = readSample(text, table.dialect, SAMPLE_ROWS);
  const plan = planTable(text, table, { contract, choices });
  const reading = problem ? NOT_READ : readAsClients(text.readable.subarray(0, sample.stop), plan, contract);
  const isTable = table.header.length > 1 || choices.delimiter !== null;
  const isWhole = isAll && sample.rows.length < SAMPLE_ROWS;
  return {
    encoding: text.encoding,
    delimiter: isTable ? delimiter : null,
    preambleRecords,
    columns: previewColumns({ table, plan, sample, choices }),
    missingFeatures: plan.schema.missingColumns,
    rows: sample.rows.slice(0, ROWS_SHOWN).map((row) => row.map(shownCell)),
    sampleRows: sample.rows.length,
    isWhole,
    rejectedRows: reading.rejected,
    problems: reading.problems,
    problem: problem ?? reading.problem ?? sample.problem ?? problemOfRows(sample, isWhole),
    doubts: [...encodingDoubts(text), ...table.doubts, ...decimalDoubtsOf(plan, sample), ...reading.doubts],
    mended: reading.mended,
  };
}

function encodingDoubts({ candidates }: TextHead): Doubt[] {
  return candidates.length > 0 ? [{ kind: 'encoding', candidates }] : [];
}

function problemOfRows({ rows }: Sample, isWhole: boolean): FileProblem | null {
  return isWhole && rows.length === 0 ? { kind: 'no-rows' } : null;
}

/** A doubt of several columns is one of the whole file: people write a file in one way. */
function decimalDoubtsOf({ columns }: ImportPlan, { rows }: Sample): Doubt[] {
  const doubts = decimalDoubts(columns, rows);
  const isOfFile = doubts.length > 1;
  return doubts
    .slice(0, 1)
    .map((doubt): Doubt => ({ kind: 'decimal', ...doubt, column: isOfFile ? null : doubt.column }));
}

/** The first lines of a file that is no table with the current choices. */
function previewOfText({ text, isAll, problem }: Inspection, { features }: Contract): TablePreview {
  const isText = text !== null && !text.readable.includes(0);
  const beginning = isText ? text.decoder.decode(text.readable.subarray(0, TEXT_SHOWN_BYTES)) : '';
  const lines = beginning.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return {
    encoding: text?.encoding ?? null,
    delimiter: null,
    preambleRecords: 0,
    columns: [],
    missingFeatures: features.map(({ name }) => name),
    rows: lines.slice(0, ROWS_SHOWN).map((line) => [shownCell(line)]),
    sampleRows: 0,
    isWhole: isAll,
    rejectedRows: 0,
    problems: [],
    problem,
    doubts: text ? encodingDoubts(text) : [],
    mended: [],
  };
}

function shownCell(cell: string): string {
  return cell.length > LONGEST_CELL_SHOWN ? `${cell.slice(0, LONGEST_CELL_SHOWN)}…` : cell;
}

type ColumnFacts = { table: Table; plan: ImportPlan; sample: Sample; choices: ImportChoices };

function previewColumns({ table, plan, sample, choices }: ColumnFacts): PreviewColumn[] {
  const { header, columns } = table;
  const guesses = table.guesses.uses;
  return header.map((name, column) => {
    const use = at(columns.uses, column);
    const guess = at(guesses, column);
    const isTaken = use.kind === 'unused' && guess.kind !== 'unused' && choices.uses[column] === undefined;
    const reason = isTaken ? 'taken' : at(columns.reasons, column);
    return { name, use, guess, reason, ...describeCells(sample.rows, column, at(plan.columns, column)) };
  });
}

type Reading = Pick<TablePreview, 'problems' | 'problem' | 'doubts' | 'mended'> & { rejected: number };
const NOT_READ: Reading = { rejected: 0, problems: [], problem: null, doubts: [], mended: [] };

/** The result of importing these rows. `bytes` are readable and end with a record. */
function readAsClients(bytes: Uint8Array, plan: ImportPlan, contract: Contract): Reading {
  const { encoding } = plan.schema;
  const schema: CsvSchema = { ...plan.schema, encoding: isUtf16(encoding) ? 'utf-8' : encoding };
  const reader = createClientReader({ ...plan, schema, markBytes: 0 }, contract, SAMPLE_ROWS);
  const blocks: ClientBlock[] = [];
  let problem: FileProblem | null = null;
  try {
    blocks.push(...reader.push(bytes));
    blocks.push(...reader.finish());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problem = error.problem;
  }
  const encoded = blocks.map((block) => encodeBlock(block, contract));
  const problems = [
    ...reader.rejections,
    ...reader.problems,
    ...encoded.flatMap(({ unseen }) => unseen),
    ...repeatedIds(blocks),
  ];
  problems.sort((a, b) => a.line - b.line);
  const columns = featureColumns(plan, contract.features.length);
  return {
    rejected: reader.counts.rejected,
    problems: problems.slice(0, PROBLEMS_KEPT),
    problem,
    doubts: categoryDoubts(blocks, contract, columns),
    mended: encoded.flatMap(({ mended }) => mended),
  };
}

/** Rows that a later row with the same id replaces. */
function repeatedIds(blocks: readonly ClientBlock[]): RowProblem[] {
  const lineOf = new Map<string, number>();
  const problems: RowProblem[] = [];
  for (const { ids, lines = [] } of blocks) {
    ids.forEach((clientId, row) => {
      const earlier = lineOf.get(clientId);
      if (earlier !== undefined) problems.push({ kind: 'duplicate-id', line: earlier, clientId });
      lineOf.set(clientId, at(lines, row));
    });
  }
  return problems;
}
