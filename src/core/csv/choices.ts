import type { CsvSchema, Encoding } from './report.ts';

/** The use of a column. Every feature, and every other use but `unused`, belongs to one column only. */
export type ColumnUse =
  | { kind: 'id' | 'name' | 'date' | 'actual-income' | 'unused' }
  | { kind: 'feature'; feature: string };

/** A unique key of a use; the prefix keeps a feature apart from other uses of the same name. */
export function keyOfUse(use: ColumnUse): string {
  return use.kind === 'feature' ? `feature ${use.feature}` : use.kind;
}

export function sameUse(one: ColumnUse, other: ColumnUse): boolean {
  return keyOfUse(one) === keyOfUse(other);
}

/** The user's choices for a file; what is left open (null, a position that is absent) is guessed. Plain data. */
export type ImportChoices = {
  encoding: Encoding | null;
  delimiter: CsvSchema['delimiter'] | null;
  /** Records before the header, such as a title or a report's date; the line `sep=` does not count. */
  preambleRecords: number | null;
  /** By the column's position in the file. */
  uses: Record<number, ColumnUse>;
  /** The decimal sign of the whole file. */
  decimal: ',' | '.' | null;
  /** The decimal sign by the column's position in the file; it precedes that of the whole file. */
  decimals: Record<number, ',' | '.'>;
  /** By the column's position: which category of the model a text of the file means. */
  categories: Record<number, Record<string, string>>;
  /** The import fails when a larger share of rows is rejected, 0…1; null = it never fails for that reason. */
  badRowLimit: number | null;
};

/** The most records before the header: a report's title, its date, its author. */
export const MOST_PREAMBLE_RECORDS = 20;

/** Everything is left to the guesses. */
export const NO_CHOICES: ImportChoices = {
  encoding: null,
  delimiter: null,
  preambleRecords: null,
  uses: {},
  decimal: null,
  decimals: {},
  categories: {},
  badRowLimit: null,
};
