import type { Contract, Feature } from '../../contract/contract.ts';
import { dividesBy, groupsBy, type Sign } from '../cells/numberText.ts';
import type { ImportChoices } from '../choices.ts';
import type { ColumnReading, DecimalSign } from '../importPlan.ts';
import type { Columns } from './matchColumns.ts';

/** Number of rows examined to find the decimal sign of a column. */
export const ROWS_FOR_SIGNS = 200;

/**
 * Decides how each column is read. Its use comes from `matchColumns`, the conversion of its cells from the feature's
 * kind and unit, and the decimal sign of its numbers from the choice, else from its first cells if they prove it.
 * @param rows the first rows of the table as texts
 */
export function decideReadings(
  { uses }: Pick<Columns, 'uses'>,
  { features }: Pick<Contract, 'features'>,
  { rows, chosen }: { rows: readonly string[][]; chosen: ImportChoices['decimals'] },
): ColumnReading[] {
  const positions = new Map(features.map((feature, position) => [feature.name, { feature, position }]));
  return uses.map((use, column): ColumnReading => {
    const decimal = () => chosen[column] ?? provedSign(rows, column);
    if (use.kind === 'actual-income') return { kind: use.kind, values: 'number', decimal: decimal() };
    if (use.kind !== 'feature') return { kind: use.kind };
    const place = positions.get(use.feature);
    if (!place) return { kind: 'unused' };
    const values = valuesOf(place.feature);
    const reading = { kind: use.kind, feature: place.position };
    return values === 'number' || values === 'flag'
      ? { ...reading, values, decimal: decimal() }
      : { ...reading, values };
  });
}

function valuesOf({ kind, unit }: Feature): 'number' | 'flag' | 'date' | 'category' {
  return kind === 'number' && unit === 'flag' ? 'flag' : kind;
}

/**
 * A decimal sign is proved when the other sign groups thousands in some cell (`12,345.6`, `1,234,567`) and is the
 * decimal sign in none. Otherwise each cell is read on its own.
 */
function provedSign(rows: readonly string[][], column: number): DecimalSign {
  const cells = rows.slice(0, ROWS_FOR_SIGNS).map((row) => row[column] ?? '');
  if (!cells.some(mayGroup)) return 'auto';
  const texts = cells.map((cell) => cell.trim());
  const onlyGroups = (sign: Sign) =>
    texts.some((text) => groupsBy(sign, text)) && !texts.some((text) => dividesBy(sign, text));
  const commaGroups = onlyGroups(',');
  if (commaGroups === onlyGroups('.')) return 'auto';
  return commaGroups ? '.' : ',';
}

/** Whether a cell has both signs, or one of them twice. Few cells do, so most columns cost little. */
function mayGroup(cell: string): boolean {
  const comma = cell.indexOf(',');
  const point = cell.indexOf('.');
  if (comma >= 0 && point >= 0) return true;
  const sign = comma >= 0 ? comma : point;
  return sign >= 0 && cell.indexOf(comma >= 0 ? ',' : '.', sign + 1) >= 0;
}
