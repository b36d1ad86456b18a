import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { HEAD_BYTES, planImport } from '../../../src/core/csv/detect/planImport.ts';
import type { ImportPlan } from '../../../src/core/csv/importPlan.ts';
import { type ClientReader, createClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { at } from '../../../src/core/machine/at.ts';
import { compareForecasts } from '../../../src/core/metrics/modelCheck.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import { fileParts, readHead } from '../files/fileParts.ts';
import { predictWith } from '../scoring/workers/modelCalls.ts';
import { startWorker } from '../scoring/workers/startWorker.ts';
import type { ModelCheck, ModelCheckProblem } from './modelImport.api.ts';
import type { Draft } from './readDraft.ts';

const CHUNK_ROWS = 5_000;
/** Number of rows compared; the rest of a larger file is not read. */
const MAX_ROWS = 200_000;

/** How to read the file, and the position of the expected forecasts in its blocks. */
type CheckPlan = { plan: ImportPlan; contract: Contract; expectedColumn: number };

/** The model's forecasts and the expected ones, side by side. */
type ComparedRows = {
  lines: number[];
  ids: string[];
  forecasts: number[];
  expected: number[];
  skipped: number;
  /** Whether the file has more rows. */
  isCut: boolean;
};

/** The names of a file's columns, as an import would read them. @throws FileUnreadable */
export async function listColumns({ contract }: Draft, rows: File): Promise<Outcome<string[], ModelCheckProblem>> {
  const { bytes } = await readHead(rows, HEAD_BYTES);
  const planned = planImport(bytes, contract);
  return 'problem' in planned
    ? { problem: { kind: 'file', problem: planned.problem } }
    : { value: planned.plan.header };
}

/**
 * Forecasts a file's rows with an opened model and compares the forecasts with a column of the file. @throws
 * FileUnreadable, the model's errors
 */
export async function checkDraft(
  draft: Draft,
  rows: File,
  column: string,
): Promise<Outcome<ModelCheck, ModelCheckProblem>> {
  const planned = planCheck((await readHead(rows, HEAD_BYTES)).bytes, draft.contract, column);
  if ('problem' in planned) return planned;
  const { plan, contract } = planned.value;
  const reader = createClientReader(plan, contract, CHUNK_ROWS);
  try {
    const compared = await compareRows(draft, { reader, rows, expectedColumn: planned.value.expectedColumn });
    if (reader.counts.read === 0) return { problem: { kind: 'file', problem: { kind: 'no-rows' } } };
    if (compared.forecasts.length === 0) return { problem: { kind: 'no-numbers', column } };
    return { value: toCheck(compared, reader) };
  } catch (error) {
    if (error instanceof CsvError) return { problem: { kind: 'file', problem: error.problem } };
    throw error;
  }
}

/**
 * The plan of an import with the expected forecasts as one more number, unless their column is a feature of the model.
 */
function planCheck(head: Uint8Array, contract: Contract, name: string): Outcome<CheckPlan, ModelCheckProblem> {
  const planned = planImport(head, contract);
  if ('problem' in planned) return { problem: { kind: 'file', problem: planned.problem } };
  const { plan } = planned;
  const column = findColumn(plan.header, name);
  if (column < 0) return { problem: { kind: 'no-column', column: name } };
  const reading = at(plan.columns, column);
  const isNumber = 'decimal' in reading;
  if (reading.kind === 'feature' && isNumber) return { value: { plan, contract, expectedColumn: reading.feature } };
  if (reading.kind === 'id' || reading.kind === 'feature') return { problem: { kind: 'no-numbers', column: name } };
  const expectedColumn = contract.features.length;
  const decimal = isNumber ? reading.decimal : 'auto';
  const columns = plan.columns.with(column, { kind: 'feature', feature: expectedColumn, values: 'number', decimal });
  return {
    value: {
      plan: { ...plan, columns },
      contract: { ...contract, features: [...contract.features, EXPECTED_FORECAST] },
      expectedColumn,
    },
  };
}

/** The last column of a block. It is found by position, because no column of a file has this name. */
const EXPECTED_FORECAST: Feature = {
  name: '',
  kind: 'number',
  group: 'other',
  title: { ru: '-', en: '-' },
  unit: 'none',
  missingShare: null,
  typical: null,
  deciles: null,
};

/** The column of this name, or the only one that differs just in case; −1 = none. */
function findColumn(header: readonly string[], name: string): number {
  const trimmed = name.trim();
  if (trimmed === '') return -1;
  const exact = header.indexOf(trimmed);
  if (exact >= 0) return exact;
  const alike = header.flatMap((cell, column) => (cell.toLowerCase() === trimmed.toLowerCase() ? [column] : []));
  return alike.length === 1 ? at(alike, 0) : -1;
}

async function compareRows(
  draft: Draft,
  { reader, rows, expectedColumn }: { reader: ClientReader; rows: File; expectedColumn: number },
): Promise<ComparedRows> {
  const compared: ComparedRows = { lines: [], ids: [], forecasts: [], expected: [], skipped: 0, isCut: false };
  const bytes = draft.fileNamed(draft.contract.name);
  const worker = await startWorker({ bytes, sha256: await sha256Of(bytes) });
  try {
    for await (const block of blocksOf(rows, reader)) {
      compared.isCut = compared.forecasts.length === MAX_ROWS;
      if (compared.isCut) break;
      const { income } = await predictWith(worker.api, encodeBlock(block, draft.contract).matrix);
      addRows(compared, block, { income, expectedColumn });
    }
    return compared;
  } finally {
    worker.kill();
  }
}

async function* blocksOf(file: File, reader: ClientReader): AsyncGenerator<ClientBlock> {
  for await (const { bytes } of fileParts(file)) yield* reader.push(bytes);
  yield* reader.finish();
}

function addRows(
  compared: ComparedRows,
  { ids, lines, features, values }: ClientBlock,
  { income, expectedColumn }: { income: Float32Array; expectedColumn: number },
): void {
  for (const [row, forecast] of income.entries()) {
    const expected = at(values, row * features.length + expectedColumn);
    if (Number.isNaN(expected)) {
      compared.skipped++;
    } else if (compared.forecasts.length === MAX_ROWS) {
      compared.isCut = true;
    } else {
      compared.forecasts.push(forecast);
      compared.expected.push(expected);
      compared.lines.push(at(lines ?? [], row));
      compared.ids.push(at(ids, row));
    }
  }
}

function toCheck(compared: ComparedRows, { counts }: ClientReader): ModelCheck {
  const { lines, ids, forecasts, expected, skipped, isCut } = compared;
  const { rows, worstRelative, meanRelative, worstRows } = compareForecasts(forecasts, expected);
  return {
    rows,
    skipped: skipped + counts.rejected,
    worstRelative,
    meanRelative,
    worst: worstRows.map((row) => ({
      line: at(lines, row),
      id: at(ids, row),
      forecast: at(forecasts, row),
      expected: at(expected, row),
    })),
    isWholeFile: !isCut,
  };
}
