import type { Contract, Feature } from '../../contract/contract.ts';
import { at } from '../../machine/at.ts';
import { type DateOrder, provedOrder } from '../cells/date.ts';
import { OTHER, readNumberText, type Sign } from '../cells/numberText.ts';
import type { ImportChoices } from '../choices.ts';
import { type ColumnReading, type Percent, readsNumbers, SOME_NUMBERS } from '../importPlan.ts';
import type { Columns } from './matchColumns.ts';
import { usualWidth } from './rowShape.ts';

/** Number of rows examined to find the decimal signs of a file. */
export const ROWS_FOR_SIGNS = 200;
/** The same where these leave a doubt, as far as the head has them. */
export const ROWS_IN_DOUBT = 20_000;

/** Cells of a column that prove the same sign; after these, only cells with both signs are looked at. */
const PROOFS_ENOUGH = 3;

type Rows = readonly string[][];

/**
 * Decides how each column is read. Its use comes from `matchColumns`, the conversion of its cells from the feature's
 * kind and unit. The decimal sign of its numbers comes from the choice, else from its own first cells if they prove it,
 * else from those of all columns if they agree.
 * @param rows the first rows of the table as texts
 */
export function decideReadings(
  { uses }: Pick<Columns, 'uses'>,
  { features }: Pick<Contract, 'features'>,
  { rows: allRows, choices }: { rows: Rows; choices: Pick<ImportChoices, 'decimal' | 'decimals'> },
): ColumnReading[] {
  // A row that will be rejected, say one cut off in a number, proves nothing.
  const width = usualWidth(allRows);
  const rows = allRows.filter((row) => row.length === width);
  const positions = new Map(features.map((feature, position) => [feature.name, { feature, position }]));
  const proved = new Set<Sign>();
  const readings = uses.map((use, column): ColumnReading => {
    const place = use.kind === 'feature' ? positions.get(use.feature) : undefined;
    const reading = readingOf(use.kind, place, rows, column);
    if (!readsNumbers(reading)) {
      if (reading.kind === 'unused') provedSigns(rows, column, true).forEach((sign) => void proved.add(sign));
      return reading;
    }
    const chosen = choices.decimals[column] ?? choices.decimal;
    if (chosen) return { ...reading, decimal: chosen, decidedBy: 'choice' };
    const [sign, other] = provedSigns(rows, column);
    if (!sign || other) return reading;
    proved.add(sign);
    return { ...reading, decimal: sign, decidedBy: 'column' };
  });
  const [sign, other] = proved;
  if (!sign || other) return readings;
  return readings.map((reading) =>
    readsNumbers(reading) && reading.decidedBy === null ? { ...reading, decimal: sign, decidedBy: 'file' } : reading,
  );
}

function readingOf(
  kind: Columns['uses'][number]['kind'],
  place: { feature: Feature; position: number } | undefined,
  rows: Rows,
  column: number,
): ColumnReading {
  if (kind === 'actual-income') return { kind, ...SOME_NUMBERS };
  if (kind !== 'feature') return { kind };
  if (!place) return { kind: 'unused' };
  const { feature, position } = place;
  const reading = { kind, feature: position };
  if (feature.kind === 'category') return { ...reading, values: 'category' };
  if (feature.kind === 'date') return { ...reading, values: 'date', order: orderOf(rows, column) };
  if (feature.unit !== 'flag') return { ...reading, ...SOME_NUMBERS, percent: PERCENTS[feature.unit] ?? null };
  const dashIsNo = rows.some((row) => row[column]?.trim() === '+');
  return { ...reading, ...SOME_NUMBERS, values: 'flag', dashIsNo };
}

const PERCENTS: Partial<Record<Feature['unit'], Percent>> = { percent: 'whole', share: 'share' };

/** Which of day and month comes first in the dates of a column, as far as one of them proves it and none the contrary. */
function orderOf(rows: Rows, column: number): DateOrder {
  const orders = new Set(rows.map((row) => provedOrder(row[column] ?? '')));
  if (orders.has('day') === orders.has('month')) return null;
  return orders.has('day') ? 'day' : 'month';
}

/**
 * The decimal signs that cells of a column prove; two signs contradict each other.
 * @param isStrict whether only cells with both signs count: a column that is no number may hold times and addresses
 */
function provedSigns(rows: Rows, column: number, isStrict = false): Sign[] {
  const proofs: Record<Sign, number> = { ',': 0, '.': 0 };
  for (const row of rows) {
    const cell = row[column] ?? '';
    const sign = signIn(cell);
    if (sign === null || (isStrict ? sign !== 'both' : sign !== 'both' && proofs[sign] >= PROOFS_ENOUGH)) continue;
    const { proves } = readNumberText(cell);
    if (proves) proofs[proves]++;
  }
  return SIGNS.filter((sign) => proofs[sign] > 0);
}

const SIGNS: readonly Sign[] = [',', '.'];

/** The comma or point that a cell has. Most cells have none, so this comes first. */
function signIn(cell: string): Sign | 'both' | null {
  const hasPoint = cell.includes('.');
  if (!cell.includes(',')) return hasPoint ? '.' : null;
  return hasPoint ? 'both' : ',';
}

/** A cell that can be read in two ways, and nothing tells in which. */
export type DecimalDoubt = { column: number; example: string; readings: { choice: Sign; value: number }[] };

/** The first such cell of each column whose decimal sign is not known. */
export function decimalDoubts(readings: readonly ColumnReading[], rows: Rows): DecimalDoubt[] {
  return readings.flatMap((reading, column) => {
    if (!readsNumbers(reading) || reading.decimal !== 'auto') return [];
    const row = rows.find((cells) => readNumberText(cells[column] ?? '').doubt !== null);
    if (!row) return [];
    const example = at(row, column).trim();
    const sign = readNumberText(example).doubt as Sign;
    const choices = [sign, OTHER[sign]];
    return [
      {
        column,
        example,
        readings: choices.map((choice) => ({ choice, value: readNumberText(example, choice).value })),
      },
    ];
  });
}
