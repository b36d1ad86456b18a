import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import type { Contract, Feature } from '../../../src/core/contract/contract.ts';
import { HEAD_BYTES, planImport } from '../../../src/core/csv/detect/planImport.ts';
import { type ColumnReading, type ImportPlan, readsNumbers, SOME_NUMBERS } from '../../../src/core/csv/importPlan.ts';
import { type ClientReader, createClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { at } from '../../../src/core/machine/at.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { fileParts, readHead } from '../files/fileParts.ts';
import type { Draft } from './draft.ts';
import type { ModelCheckProblem } from './modelImport.api.ts';

/** How to read a file for a check: an import's plan, and the column of the expected forecasts. */
export type CheckPlan = {
  plan: ImportPlan;
  /** Position of the expected forecasts in the file. */
  column: number;
  /** Whether that column is a feature of the model as well. */
  isFeature: boolean;
};

/** The model's forecasts and the expected ones, side by side. */
export type ComparedRows = {
  lines: number[];
  ids: string[];
  forecasts: number[];
  expected: number[];
  skipped: number;
  /** Whether the file has more rows. */
  isCut: boolean;
};

const CHUNK_ROWS = 5_000;

/** The last feature of the blocks. No column of a file has this name. */
export const EXPECTED = '';

/** The names of a file's columns, as an import would read them. @throws FileUnreadable */
export async function listColumns({ contract }: Draft, rows: File): Promise<Outcome<string[], ModelCheckProblem>> {
  const { bytes } = await readHead(rows, HEAD_BYTES);
  const planned = planImport(bytes, contract);
  return 'problem' in planned
    ? { problem: { kind: 'file', problem: planned.problem } }
    : { value: planned.plan.header };
}

/**
 * Plans a check as an import would be planned.
 * @param isPartial whether features that the trees look at may be absent
 * @throws FileUnreadable
 */
export async function planCheck(
  { contract, allTrees }: Draft,
  { rows, column: name, isPartial }: { rows: File; column: string; isPartial: boolean },
): Promise<Outcome<CheckPlan, ModelCheckProblem>> {
  const planned = planImport((await readHead(rows, HEAD_BYTES)).bytes, contract);
  if ('problem' in planned) return { problem: { kind: 'file', problem: planned.problem } };
  const { plan } = planned;
  const column = findColumn(plan.header, name);
  if (column < 0) return { problem: { kind: 'no-column', column: name } };
  const reading = at(plan.columns, column);
  const isFeature = reading.kind === 'feature' && readsNumbers(reading);
  if (reading.kind === 'id' || (reading.kind === 'feature' && !isFeature)) {
    return { problem: { kind: 'no-numbers', column: name } };
  }
  const used = usedFeatures(allTrees);
  const found = new Set(plan.columns.flatMap((one) => (one.kind === 'feature' ? [one.feature] : [])));
  const absent = [...used].filter((feature) => !found.has(feature)).sort((a, b) => a - b);
  if (absent.length > 0 && !isPartial) {
    const features = absent.map((feature) => at(contract.features, feature).name);
    return { problem: { kind: 'features-absent', features, used: used.size } };
  }
  return { value: { plan, column, isFeature } };
}

/** Reads the features as the model's contract says, and the expected forecasts as numbers after them. */
export function openNumbersReader({ plan, column, isFeature }: CheckPlan, contract: Contract): ClientReader {
  if (isFeature) return createClientReader(plan, contract, CHUNK_ROWS);
  const reading = at(plan.columns, column);
  const numbers = readsNumbers(reading) ? reading : SOME_NUMBERS;
  const expected: ColumnReading = { ...numbers, kind: 'feature', feature: contract.features.length };
  const columns = plan.columns.with(column, expected);
  const features = [...contract.features, textFeature(EXPECTED, 'number')];
  return createClientReader({ ...plan, columns }, { ...contract, features }, CHUNK_ROWS);
}

/** Reads some features and the expected forecasts as the texts that stand in the file. */
export function openTextsReader(
  { plan, column, isFeature }: CheckPlan,
  contract: Contract,
  features: readonly number[],
): ClientReader {
  const names = [...features.map((feature) => at(contract.features, feature).name), EXPECTED];
  const columns = plan.columns.map((reading, position): ColumnReading => {
    const ofFeature = reading.kind === 'feature' ? features.indexOf(reading.feature) : -1;
    const place = position === column && !isFeature ? features.length : ofFeature;
    if (place >= 0) return { kind: 'feature', feature: place, values: 'category' };
    return reading.kind === 'id' ? reading : { kind: 'unused' };
  });
  const texts = { ...contract, features: names.map((name) => textFeature(name, 'category')) };
  return createClientReader({ ...plan, columns }, texts, CHUNK_ROWS);
}

/** The blocks of a file. @throws CsvError */
export async function* blocksOf(file: File, reader: ClientReader): AsyncGenerator<ClientBlock> {
  for await (const { bytes } of fileParts(file)) yield* reader.push(bytes);
  yield* reader.finish();
}

function textFeature(name: string, kind: 'number' | 'category'): Feature {
  const common = {
    name,
    group: 'other',
    title: { ru: '-', en: '-' },
    unit: 'none',
    missingShare: null,
    typical: null,
  } as const;
  return kind === 'category' ? { ...common, kind, categories: [] } : { ...common, kind, deciles: null };
}

/** Features that some split looks at. */
export function usedFeatures({ feature }: TreeEnsemble): ReadonlySet<number> {
  return new Set(feature.filter((position) => position >= 0));
}

/** The column of this name, or the only one that differs just in case; −1 = none. */
function findColumn(header: readonly string[], name: string): number {
  const trimmed = name.trim();
  if (trimmed === '') return -1;
  const exact = header.indexOf(trimmed);
  if (exact >= 0) return exact;
  const alike = header.flatMap((cell, column) => (cell.toLowerCase() === trimmed.toLowerCase() ? [column] : []));
  return alike.length === 1 ? at(alike, 0) : -1;
}
