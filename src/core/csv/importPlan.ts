import type { DateOrder } from './cells/date.ts';
import type { CsvSchema } from './report.ts';

/** How to read a file: what `createClientReader` needs to know. Plain data. */
export type ImportPlan = {
  schema: CsvSchema;
  /** Length of the byte order mark. */
  markBytes: number;
  /** Records before the first client. */
  headerRecords: number;
  /** Trimmed names of the columns; each row has as many cells. */
  header: string[];
  rows: RowFacts;
  /** How each column of the file is read; exactly one of them is the id. */
  columns: ColumnReading[];
};

/** What is known of a file's rows beside their columns. */
export type RowFacts = {
  /** Whether the first record is a spreadsheet's line `sep=;`. */
  haveSeparatorLine: boolean;
  /** Empty cells that each row has after those of the header. */
  surplusCells: number;
  /** Whether the line below the header may number the columns. */
  haveColumnNumbers: boolean;
  /** Whether nearly all ids are digits, so that one without any digit is none. */
  idsAreDigits: boolean;
};

/**
 * How a column is read. Only `decideReadings` in detect/ decides it; reader, kernel and preview follow it. A column of
 * actual incomes is never a feature.
 */
export type ColumnReading =
  | { kind: 'unused' | 'id' | 'name' | 'date' }
  | ({ kind: 'actual-income' } & NumberReading)
  /** `feature`: its position in the contract. */
  | ({ kind: 'feature'; feature: number } & NumberReading)
  | { kind: 'feature'; feature: number; values: 'date'; order: DateOrder }
  /** `chosen`: the categories that texts of the file mean, where the user has said so. */
  | { kind: 'feature'; feature: number; values: 'category'; chosen?: Readonly<Record<string, string>> };

export type NumberReading = {
  /** `flag`: numbers, or words for yes and no. */
  values: 'number' | 'flag';
  /** A dash is a flag's no, because a plus is its yes; elsewhere it is missing. */
  dashIsNo: boolean;
  decimal: DecimalSign;
  /**
   * Who knows the decimal sign: the user, cells of this column, or those of other columns. The last may err, so that
   * the column's own cells are still looked at. Null = nobody.
   */
  decidedBy: 'choice' | 'column' | 'file' | null;
  percent: Percent;
};

/** What a percent sign means: `whole`, 15% is 15; `share`, 15% is 0.15; null, not known. */
export type Percent = 'whole' | 'share' | null;

/** Numbers of which nothing is known. */
export const SOME_NUMBERS: NumberReading = {
  values: 'number',
  dashIsNo: false,
  decimal: 'auto',
  decidedBy: null,
  percent: null,
};

/**
 * The decimal sign of a column's numbers. A known sign: the other one can only group thousands, so with `.` the cell
 * `1,234` is 1234. `auto`: not known; a cell that can be read in two ways is told.
 */
export type DecimalSign = 'auto' | ',' | '.';

export function readsNumbers(reading: ColumnReading): reading is Extract<ColumnReading, NumberReading> {
  return 'decimal' in reading;
}

/** Position of the first column read as this kind; −1 when the file has none. */
export function columnOf({ columns }: Pick<ImportPlan, 'columns'>, kind: ColumnReading['kind']): number {
  return columns.findIndex((reading) => reading.kind === kind);
}

/** The same plan without the column of actual incomes. */
export function withoutActualIncomes(plan: ImportPlan): ImportPlan {
  const columns = plan.columns.map((reading) => (reading.kind === 'actual-income' ? UNUSED : reading));
  return { ...plan, columns };
}

const UNUSED: ColumnReading = { kind: 'unused' };

/** Positions of the features with a column, growing: the columns of the blocks that are read. */
export function presentFeatures({ columns }: Pick<ImportPlan, 'columns'>): number[] {
  const features = columns.flatMap((reading) => (reading.kind === 'feature' ? [reading.feature] : []));
  return features.sort((a, b) => a - b);
}

/** The column of each of `features` features; −1 when the file has none. */
export function featureColumns({ columns }: Pick<ImportPlan, 'columns'>, features: number): number[] {
  const positions = new Array<number>(features).fill(-1);
  columns.forEach((reading, column) => {
    if (reading.kind === 'feature') positions[reading.feature] = column;
  });
  return positions;
}
