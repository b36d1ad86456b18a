import type { UnseenCategory } from '../../src/core/clients/clientBlock.ts';
import { categoryMatcher } from '../../src/core/contract/categoryMatcher.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import type { Inspection } from '../../src/core/csv/detect/inspectHead.ts';
import type { Doubt } from '../../src/core/csv/preview/tablePreview.ts';
import type { RowProblem } from '../../src/core/csv/report.ts';

/** Texts asked about in one column, those of most rows. */
const MOST_PER_COLUMN = 30;

/** The number of a feature's column in the file, counted from 1. */
type ColumnOf = (feature: string) => number;

/** What the head of a file leaves open; columns are positions. */
export function doubtsOfHead({ table, text }: Pick<Inspection, 'table' | 'text'>): Doubt[] {
  const candidates = text?.candidates ?? [];
  const encoding: Doubt[] = candidates.length > 0 ? [{ kind: 'encoding', candidates }] : [];
  return [...encoding, ...(table?.doubts ?? [])];
}

/** The first number of each column that can be read in two ways. */
export function decimalDoubts(problems: readonly RowProblem[], columnOf: ColumnOf): Doubt[] {
  const first = new Map<string, Doubt>();
  for (const problem of problems) {
    if (problem.kind !== 'doubtful-number' || first.has(problem.column)) continue;
    const { column, value: example, read } = problem;
    const [sign, other] = example.includes(',') ? ([',', '.'] as const) : (['.', ','] as const);
    const readings = [
      { choice: sign, value: read },
      { choice: other, value: Math.round(read * 1000) },
    ];
    first.set(column, { kind: 'decimal', column: columnOf(column), example, readings });
  }
  return [...first.values()];
}

/** What the unknown categories of a table probably mean, as far as they resemble one of the model. */
export function categoryDoubts(
  unseen: readonly UnseenCategory[],
  { features }: Pick<Contract, 'features'>,
  columnOf: ColumnOf,
): Doubt[] {
  const columns = new Map<string, Map<string, number>>();
  for (const { column, value } of unseen) {
    const rowsOf = columns.get(column) ?? new Map<string, number>();
    rowsOf.set(value, (rowsOf.get(value) ?? 0) + 1);
    columns.set(column, rowsOf);
  }
  return [...columns].flatMap(([column, rowsOf]): Doubt[] => {
    const feature = features.find(({ name }) => name === column);
    if (feature?.kind !== 'category') return [];
    const { near } = categoryMatcher(feature.categories);
    return [...rowsOf]
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_PER_COLUMN)
      .map(
        ([text, rows]) => ({ kind: 'category', column: columnOf(column), text, rows, candidates: near(text) }) as const,
      )
      .filter(({ candidates }) => candidates.length > 0);
  });
}
