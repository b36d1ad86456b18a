import type { CsvSchema } from './report.ts';

/** What a column of a file is used for. Every feature, and the others but `unused`, can be had by one column only. */
export type ColumnUse =
  | { kind: 'id' | 'name' | 'date' | 'actual-income' | 'unused' }
  | { kind: 'feature'; feature: string };

/** What people decide about a file; what they leave open (null, a position that is absent) is guessed. Plain data. */
export type ImportChoices = {
  encoding: CsvSchema['encoding'] | null;
  delimiter: CsvSchema['delimiter'] | null;
  /** Records before the header, the line `sep=` not counted: a title, a date of the report. */
  preambleRecords: number | null;
  /** By the column's position in the file. */
  uses: Record<number, ColumnUse>;
  /** The decimal sign by the column's position in the file. */
  decimals: Record<number, ',' | '.'>;
  /** The import fails when a larger share of rows is rejected, 0…1; null = it never does. */
  badRowLimit: number | null;
};

/** So many records may stand before the header: a report's title, its date, who made it. */
export const MOST_PREAMBLE_RECORDS = 20;

/** Everything is left to the guesses. */
export const NO_CHOICES: ImportChoices = {
  encoding: null,
  delimiter: null,
  preambleRecords: null,
  uses: {},
  decimals: {},
  badRowLimit: null,
};
