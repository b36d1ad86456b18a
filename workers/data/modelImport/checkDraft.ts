import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import type { ClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { at } from '../../../src/core/machine/at.ts';
import { CHECK_TOLERANCE, compareForecasts } from '../../../src/core/metrics/modelCheck.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import { predictWith } from '../scoring/workers/modelCalls.ts';
import { startWorker } from '../scoring/workers/startWorker.ts';
import { blocksOf, type CheckPlan, type ComparedRows, EXPECTED, openNumbersReader, planCheck } from './checkPlan.ts';
import type { Draft } from './draft.ts';
import { findCauses } from './findCauses.ts';
import type { ModelCheck, ModelCheckProblem } from './modelImport.api.ts';

/** Number of rows compared; the rest of a larger file is not read. */
const MAX_ROWS = 200_000;

type CheckedFile = { rows: File; column: string; isPartial: boolean };

/**
 * Forecasts a file's rows with an opened model and compares the forecasts with a column of the file. @throws
 * FileUnreadable, the model's errors
 */
export async function checkDraft(draft: Draft, file: CheckedFile): Promise<Outcome<ModelCheck, ModelCheckProblem>> {
  const planned = await planCheck(draft, file);
  if ('problem' in planned) return planned;
  const { rows, column } = file;
  const reader = openNumbersReader(planned.value, draft.contract);
  try {
    const compared = await compareRows(draft, { reader, rows, plan: planned.value });
    if (reader.counts.read === 0) return { problem: { kind: 'file', problem: { kind: 'no-rows' } } };
    if (compared.forecasts.length === 0) return { problem: { kind: 'no-numbers', column } };
    const figures = compareForecasts(compared.forecasts, compared.expected);
    const isSame = figures.worstRelative <= CHECK_TOLERANCE;
    const found = await findCauses(draft, {
      rows,
      plan: planned.value,
      compared,
      unreadable: reader.unreadable,
      isSame,
    });
    return { value: { ...toCheck(compared, figures, reader), ...found } };
  } catch (error) {
    if (error instanceof CsvError) return { problem: { kind: 'file', problem: error.problem } };
    throw error;
  }
}

async function compareRows(
  draft: Draft,
  { reader, rows, plan }: { reader: ClientReader; rows: File; plan: CheckPlan },
): Promise<ComparedRows> {
  const compared: ComparedRows = { lines: [], ids: [], forecasts: [], expected: [], skipped: 0, isCut: false };
  const bytes = draft.fileNamed(draft.contract.name);
  const worker = await startWorker({ bytes, sha256: await sha256Of(bytes) });
  try {
    for await (const block of blocksOf(rows, reader)) {
      compared.isCut = compared.forecasts.length === MAX_ROWS;
      if (compared.isCut) break;
      const { income } = await predictWith(worker.api, encodeBlock(block, draft.contract).matrix);
      addRows(compared, block, { income, expected: expectedName(plan, draft) });
    }
    return compared;
  } finally {
    worker.kill();
  }
}

/** The feature of the blocks that has the expected forecasts. */
function expectedName({ plan, column, isFeature }: CheckPlan, { contract }: Draft): string {
  const reading = at(plan.columns, column);
  return isFeature && reading.kind === 'feature' ? at(contract.features, reading.feature).name : EXPECTED;
}

function addRows(
  compared: ComparedRows,
  { ids, lines, features, values }: ClientBlock,
  { income, expected: name }: { income: Float32Array; expected: string },
): void {
  const column = features.indexOf(name);
  for (const [row, forecast] of income.entries()) {
    const expected = values[row * features.length + column] ?? Number.NaN;
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

function toCheck(
  { lines, ids, forecasts, expected, skipped, isCut }: ComparedRows,
  { rows, worstRelative, meanRelative, worstRows }: ReturnType<typeof compareForecasts>,
  { counts }: ClientReader,
): Omit<ModelCheck, 'unreadable' | 'causes' | 'remedy'> {
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
