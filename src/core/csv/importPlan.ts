import type { CsvSchema } from './report.ts';

/** How to read a file: what `createClientReader` needs to know. Plain data. */
export type ImportPlan = {
  schema: CsvSchema;
  /** Length of the byte order mark. */
  markBytes: number;
  /** Records before the first client. */
  headerRecords: number;
  /** The columns' names, trimmed; each row has as many cells. */
  header: string[];
  /** How each column of the file is read; exactly one of them is the id. */
  columns: ColumnReading[];
};

/**
 * How a column is read. `decideReadings` in detect/ decides it, and nothing else does; reader, kernel and preview
 * follow it. A column of actual incomes is never a feature.
 */
export type ColumnReading =
  | { kind: 'unused' | 'id' | 'name' | 'date' }
  | { kind: 'actual-income'; values: 'number'; decimal: DecimalSign }
  /** `feature`: its position in the contract. `flag`: numbers, or words for yes and no. */
  | { kind: 'feature'; feature: number; values: 'number' | 'flag'; decimal: DecimalSign }
  | { kind: 'feature'; feature: number; values: 'date' | 'category' };

/**
 * How the numbers of a column are read: `auto`, each cell by itself, a single comma or point being the decimal sign; or
 * the sign that is known to be it, so that the other one can only group thousands: `1,234` is 1234 where `.` is.
 */
export type DecimalSign = 'auto' | ',' | '.';

/** The position of the column that is read as this; −1 when the file has none. */
export function columnOf({ columns }: Pick<ImportPlan, 'columns'>, kind: ColumnReading['kind']): number {
  return columns.findIndex((reading) => reading.kind === kind);
}

/** The same plan, by which a column of actual incomes is passed over. */
export function withoutActualIncomes(plan: ImportPlan): ImportPlan {
  const columns = plan.columns.map((reading) => (reading.kind === 'actual-income' ? UNUSED : reading));
  return { ...plan, columns };
}

const UNUSED: ColumnReading = { kind: 'unused' };

/** For each of `features` features its column; −1 when the file has none. */
export function featureColumns({ columns }: Pick<ImportPlan, 'columns'>, features: number): number[] {
  const positions = new Array<number>(features).fill(-1);
  columns.forEach((reading, column) => {
    if (reading.kind === 'feature') positions[reading.feature] = column;
  });
  return positions;
}
