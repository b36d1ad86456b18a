import type { MendedCategory } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import { type ColumnReading, featureColumns } from '../../src/core/csv/importPlan.ts';
import type { Doubt } from '../../src/core/csv/preview/tablePreview.ts';
import {
  type CsvSchema,
  type FileProblem,
  type PassedOver,
  PROBLEMS_KEPT,
  type RowProblem,
} from '../../src/core/csv/report.ts';
import { at } from '../../src/core/machine/at.ts';
import type { ScoreCommand } from './arguments.ts';
import { categoryDoubts, decimalDoubts } from './doubts.ts';
import type { ExitCode } from './io.ts';
import type { JsonProblem } from './json/problems.ts';
import type { Run } from './scoreTable.ts';

/**
 * Everything about how an input was read: the file of `--report`, and what the messages say. A field is only ever added
 * within a version. Always: records.total = clients + rejected + passedOver.
 * Lists hold the first 1,000, lines and columns count from 1.
 */
export type ScoreReport = {
  format: 'tuntundohod-score-report';
  version: 1;
  exitCode: ExitCode;
  /** Why the input could not be read; then no file was written. */
  problem: FileProblem | null;
  /** `treesOfFile`: of the file that an imported model came from, when only the first of them count. */
  model: Pick<Contract, 'name' | 'version' | 'synthetic' | 'treesOfFile'>;
  input: {
    /** As on the command line. */
    name: string;
    kind: 'csv' | 'json';
    /** Compressed or not; null = unknown, as for a pipe. */
    sizeBytes: number | null;
    encoding: CsvSchema['encoding'] | null;
    delimiter: CsvSchema['delimiter'] | null;
  };
  /**
   * `repeated`: clients whose id stands before them already, among the first million; they have lines of their own, so
   * none is `replaced`.
   */
  records: Record<'total' | 'clients' | 'rejected' | 'passedOver' | 'repeated', number> & { replaced: 0 };
  /** Cells that were not used as they are; `strayQuotes` counts rows. */
  cells: Record<
    | 'unreadable'
    | 'unseenCategories'
    | 'mendedCategories'
    | 'doubtfulNumbers'
    | 'badBytes'
    | 'mendedIds'
    | 'strayQuotes',
    number
  >;
  columns: ReportedColumn[];
  /** Clients without an explanation, because their contributions do not add up to the forecast; it stands. */
  unexplained: { total: number; first: { line: number; id: string }[] };
  /** Features without a column, and those of which not one value could be read: missing for everyone. */
  features: { total: number; missing: string[]; unreadable: string[] };
  unknownColumns: string[];
  duplicateColumns: string[];
  /** The actual income and its weight. */
  leftOutColumns: string[];
  doubts: Doubt[];
  /** Texts that are read as a category of the model, which spells it otherwise, with the number of their rows. */
  mended: MendedCategory[];
  rejections: RowProblem[];
  problems: (RowProblem | JsonProblem)[];
  passedOver: PassedOver[];
  timingsMs: { read: number; score: number; total: number };
};

type ReportedColumn = {
  column: number;
  name: string;
  /** What it is; `feature`: its name in the model. */
  use: ColumnReading['kind'];
  feature: string | null;
  /** How its cells are read, and with which decimal sign; null = not as values, not as numbers. */
  values: 'number' | 'flag' | 'date' | 'category' | null;
  decimal: 'auto' | ',' | '.' | null;
  unreadable: number;
};

/** @param input as on the command line */
export function reportOf(run: Run, { command, code }: { command: ScoreCommand; code: ExitCode }): ScoreReport {
  const { contract, reading, findings, timings } = run;
  const { name, version, synthetic, treesOfFile, features } = contract;
  const schema = reading?.plan.schema ?? null;
  const isCsv = run.json === null;
  return {
    format: 'tuntundohod-score-report',
    version: 1,
    exitCode: code,
    problem: run.problem && atOwnLine(run.problem, run),
    model: { name, version, synthetic, ...(treesOfFile && { treesOfFile }) },
    input: {
      name: command.input,
      kind: command.kind,
      sizeBytes: run.sizeBytes || null,
      encoding: isCsv ? (schema?.encoding ?? null) : null,
      delimiter: isCsv ? (schema?.delimiter ?? null) : null,
    },
    ...countsOf(run),
    columns: columnsOf(run),
    unexplained: {
      total: findings.unexplained.rows,
      first: findings.unexplained.first.map((client) => atOwnLine(client, run)),
    },
    features: {
      total: features.length,
      missing: schema?.missingColumns ?? [],
      unreadable: reading ? findings.unreadableFeatures(reading.reader.unreadable) : [],
    },
    unknownColumns: schema?.unknownColumns ?? [],
    duplicateColumns: schema?.duplicateColumns ?? [],
    leftOutColumns: schema ? [...(schema.actualColumn ? [schema.actualColumn] : []), ...schema.leftOutColumns] : [],
    doubts: doubtsOf(run),
    mended: findings.mended,
    ...problemsOf(run),
    timingsMs: timings,
  };
}

function doubtsOf({ reading, findings, contract }: Run): Doubt[] {
  if (!reading) return [];
  const { plan, reader } = reading;
  const positions = featureColumns(plan, contract.features.length);
  const columnOf = (name: string) =>
    at(
      positions,
      contract.features.findIndex((feature) => feature.name === name),
    ) + 1;
  return [
    ...reading.doubts.map(fromOne),
    ...decimalDoubts(reader.problems, columnOf),
    ...categoryDoubts(findings.unseen, contract, columnOf),
  ];
}

/** A doubt about the head of a table, with columns that count from 1. */
function fromOne(doubt: Doubt): Doubt {
  if (doubt.kind !== 'id') return doubt;
  return { ...doubt, column: doubt.column + 1, candidates: doubt.candidates.map((column) => column + 1) };
}

function countsOf({ reading, findings, json }: Run): Pick<ScoreReport, 'records' | 'cells'> {
  const counts = reading?.reader.counts;
  // The header of a table that was made of JSON is no record of the input.
  const made = counts && json ? 1 : 0;
  return {
    records: {
      total: (counts?.records ?? 0) - made,
      clients: findings.clients,
      rejected: counts?.rejected ?? 0,
      passedOver: (counts?.passedOver ?? 0) - made,
      repeated: findings.repeated.count,
      replaced: 0,
    },
    cells: {
      unreadable: counts?.unreadableCells ?? 0,
      unseenCategories: findings.unseenCategories,
      mendedCategories: findings.mendedCategories,
      doubtfulNumbers: counts?.doubtfulNumbers ?? 0,
      badBytes: counts?.badBytes ?? 0,
      mendedIds: counts?.mendedIds ?? 0,
      strayQuotes: counts?.strayQuotes ?? 0,
    },
  };
}

function columnsOf({ reading, contract }: Run): ReportedColumn[] {
  if (!reading) return [];
  const { plan, reader } = reading;
  return plan.columns.map((column, position) => {
    const feature = column.kind === 'feature' ? column.feature : null;
    return {
      column: position + 1,
      name: plan.header[position] ?? '',
      use: column.kind,
      feature: feature === null ? null : (contract.features[feature]?.name ?? null),
      values: 'values' in column ? column.values : null,
      decimal: 'decimal' in column ? column.decimal : null,
      unreadable: feature === null ? 0 : (reader.unreadable[feature] ?? 0),
    };
  });
}

function problemsOf(run: Run): Pick<ScoreReport, 'rejections' | 'problems' | 'passedOver'> {
  const { reading, findings, json } = run;
  if (!reading) return { rejections: [], problems: [], passedOver: [] };
  const { rejections, problems, passedOver } = reading.reader;
  const told = [...problems, ...findings.unseen, ...findings.repeated.problems].map((problem) =>
    atOwnLine(problem, run),
  );
  const all = [...(json?.problems ?? []), ...told].sort((a, b) => a.line - b.line);
  return {
    rejections: rejections.slice(0, PROBLEMS_KEPT).map((rejection) => atOwnLine(rejection, run)),
    problems: all.slice(0, PROBLEMS_KEPT),
    passedOver: json ? [] : passedOver.slice(0, PROBLEMS_KEPT),
  };
}

/** The same with the line of the input. */
function atOwnLine<T extends object>(problem: T, { json }: Pick<Run, 'json'>): T {
  return json && 'line' in problem && typeof problem.line === 'number'
    ? { ...problem, line: json.lineOf(problem.line) }
    : problem;
}
