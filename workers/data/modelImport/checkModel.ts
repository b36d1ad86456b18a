import { transfer } from 'comlink';
import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { HEAD_BYTES, planImport } from '../../../src/core/csv/detect/planImport.ts';
import type { ImportPlan } from '../../../src/core/csv/importPlan.ts';
import { type ClientReader, createClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { CsvError } from '../../../src/core/csv/report.ts';
import { at } from '../../../src/core/machine/at.ts';
import { compareForecasts } from '../../../src/core/metrics/modelCheck.ts';
import { sha256Of } from '../../runtime/sha256.ts';
import { failWith } from '../failures.ts';
import { fileParts, readHead } from '../files/fileParts.ts';
import type { ModelCheck, ModelCheckProblem } from '../models/models.api.ts';
import { startWorker } from '../scoring/modelPool.ts';
import type { Draft } from './draft.ts';

const CHUNK_ROWS = 5_000;
/** Rows that are compared; a larger file is read no further. */
const MAX_ROWS = 200_000;

/** Rows with the model's forecasts and the user's own, side by side. */
type Compared = { lines: number[]; ids: string[]; ours: number[]; theirs: number[]; skipped: number; isCut: boolean };

/** How to read the file, and where the user's own predictions stand in its blocks. */
type CheckPlan = { plan: ImportPlan; contract: Contract; own: number };

/**
 * Forecasts a file's rows with an opened model and compares with a column of the file.
 * @throws Error named Refused with a `ModelCheckProblem`; the model's errors
 */
export async function checkDraft(draft: Draft, rows: File, column: string): Promise<ModelCheck> {
  const planned = planCheck((await readHead(rows, HEAD_BYTES)).bytes, draft.contract, column);
  const bytes = draft.fileNamed(draft.contract.name);
  const guardWorker = await startWorker({ bytes, sha256: await sha256Of(bytes) });
  const compared: Compared = { lines: [], ids: [], ours: [], theirs: [], skipped: 0, isCut: false };
  try {
    const reader = createClientReader(planned.plan, planned.contract, CHUNK_ROWS);
    for await (const block of blocksOf(rows, reader)) {
      compared.isCut = compared.ours.length === MAX_ROWS;
      if (compared.isCut) break;
      const { matrix } = encodeBlock(block, draft.contract);
      const { income } = await guardWorker.api.predict(transfer(matrix, [matrix.buffer]));
      compare(block, income, { own: planned.own, compared });
    }
    if (reader.counts.read === 0) throw refuse({ kind: 'file', problem: { kind: 'no-rows' } });
    if (compared.ours.length === 0) throw refuse({ kind: 'no-numbers', column });
    return toCheck(compared, reader);
  } catch (error) {
    throw error instanceof CsvError ? refuse({ kind: 'file', problem: error.problem }) : error;
  } finally {
    guardWorker.kill();
  }
}

/** The import's own plan, in which the column is one number more; or the column is one of the model's features itself. */
function planCheck(head: Uint8Array, contract: Contract, name: string): CheckPlan {
  const planned = planImport(head, contract);
  if ('problem' in planned) throw refuse({ kind: 'file', problem: planned.problem });
  const { plan } = planned;
  const { header } = plan;
  const column = findColumn(header, name);
  if (column < 0) throw refuse({ kind: 'no-column', column: name, columns: header });
  const reading = at(plan.columns, column);
  const isNumber = 'decimal' in reading;
  if (reading.kind === 'feature' && isNumber) return { plan, contract, own: reading.feature };
  if (reading.kind === 'id' || reading.kind === 'feature') throw refuse({ kind: 'no-numbers', column: name });
  const own = contract.features.length;
  const decimal = isNumber ? reading.decimal : 'auto';
  const columns = plan.columns.with(column, { kind: 'feature', feature: own, values: 'number', decimal });
  return {
    plan: { ...plan, columns },
    contract: { ...contract, features: [...contract.features, OWN_PREDICTION] },
    own,
  };
}

/** Stands last and is found by its place: no column of a file is called so. */
const OWN_PREDICTION: Feature = {
  ...{ name: '', kind: 'number', group: 'other', title: { ru: '-', en: '-' }, unit: 'none' },
  ...{ missingShare: null, typical: null, deciles: null },
};

function findColumn(header: readonly string[], name: string): number {
  const wanted = name.trim();
  const exact = header.indexOf(wanted);
  if (exact >= 0 || wanted === '') return wanted === '' ? -1 : exact;
  const alike = header.flatMap((cell, column) => (cell.toLowerCase() === wanted.toLowerCase() ? [column] : []));
  return alike.length === 1 ? (alike[0] ?? -1) : -1;
}

async function* blocksOf(file: File, reader: ClientReader): AsyncGenerator<ClientBlock> {
  for await (const { bytes } of fileParts(file)) yield* reader.push(bytes);
  yield* reader.finish();
}

function compare(
  { ids, lines, features, values }: ClientBlock,
  income: Float32Array,
  { own, compared }: { own: number; compared: Compared },
): void {
  for (const [row, ours] of income.entries()) {
    const theirs = values[row * features.length + own] ?? Number.NaN;
    if (Number.isNaN(theirs)) {
      compared.skipped++;
    } else if (compared.ours.length === MAX_ROWS) {
      compared.isCut = true;
    } else {
      compared.ours.push(ours);
      compared.theirs.push(theirs);
      compared.lines.push(lines?.[row] ?? 0);
      compared.ids.push(ids[row] ?? '');
    }
  }
}

function toCheck({ lines, ids, ours, theirs, skipped, isCut }: Compared, { counts }: ClientReader): ModelCheck {
  const { rows, worstRelative, meanRelative, worstRows } = compareForecasts(ours, theirs);
  return {
    rows,
    skipped: skipped + counts.rejected,
    worstRelative,
    meanRelative,
    worst: worstRows.map((row) => ({
      ...{ line: lines[row] ?? 0, id: ids[row] ?? '' },
      ...{ ours: ours[row] ?? 0, theirs: theirs[row] ?? 0 },
    })),
    isWholeFile: !isCut,
  };
}

function refuse(problem: ModelCheckProblem): Error {
  return failWith('Refused', JSON.stringify(problem));
}
