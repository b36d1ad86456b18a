import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import type { Contract, Feature, FeatureUnit } from '../../../src/core/contract/contract.ts';
import { textsOfRecord } from '../../../src/core/csv/cells/cell.ts';
import { planImport } from '../../../src/core/csv/detect/planImport.ts';
import { columnOf, type DecimalSign, featureColumns, type ImportPlan } from '../../../src/core/csv/importPlan.ts';
import { type ClientReader, createClientReader } from '../../../src/core/csv/read/clientReader.ts';
import { RecordSplitter } from '../../../src/core/csv/records/recordSplitter.ts';
import type { FileProblem, RowProblem } from '../../../src/core/csv/report.ts';

type Column = { name: string; kind?: Feature['kind']; unit?: FeatureUnit; categories?: string[] };

/** A contract of the given columns, which are numbers unless they say otherwise. */
export function contractOf(...columns: (string | Column)[]): Contract {
  const features = columns.map((column): Feature => {
    const {
      name,
      kind = 'number',
      unit = 'none',
      categories = [],
    } = typeof column === 'string' ? { name: column } : column;
    const common = {
      name,
      group: 'person' as const,
      title: { ru: name, en: name },
      unit,
      missingShare: 0,
      typical: null,
    };
    return kind === 'category' ? { ...common, kind, categories } : { ...common, kind, deciles: null };
  });
  return {
    contractVersion: 1,
    name: 'test',
    version: '1',
    trainedAt: '2024-06-30',
    synthetic: true,
    unit: 'RUB/month',
    transform: { kind: 'identity' },
    features,
    metrics: null,
    incomePercentiles: Array.from({ length: 101 }, (_, percent) => percent),
  };
}

export const CHUNK_SIZES = [...Array.from({ length: 64 }, (_, size) => size + 1), 4096, 65536];

export function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function planOf(bytes: Uint8Array, contract: Contract): ImportPlan {
  const planned = planImport(bytes, contract);
  if ('problem' in planned) throw new Error(JSON.stringify(planned.problem));
  return planned.plan;
}

/** The columns that a plan uses, −1 = none, and the decimal sign of each column. */
export function placesOf(plan: ImportPlan, contract: Contract) {
  return {
    idColumn: columnOf(plan, 'id'),
    nameColumn: columnOf(plan, 'name'),
    dateColumn: columnOf(plan, 'date'),
    actualColumn: columnOf(plan, 'actual-income'),
    featureColumns: featureColumns(plan, contract.features.length),
    decimals: plan.columns.map((reading) => ('decimal' in reading ? reading.decimal : 'auto')),
  };
}

/** The same plan with one decimal sign for all numbers, or for those of one column. */
export function withDecimal(plan: ImportPlan, decimal: DecimalSign, only?: number): ImportPlan {
  const columns = plan.columns.map((reading, column) =>
    'decimal' in reading && (only ?? column) === column
      ? { ...reading, decimal, decidedBy: decimal === 'auto' ? null : ('choice' as const) }
      : reading,
  );
  return { ...plan, columns };
}

export function problemOf(csv: string | Uint8Array, contract: Contract): FileProblem {
  const planned = planImport(typeof csv === 'string' ? utf8(csv) : csv, contract);
  if ('plan' in planned) throw new Error('the file was planned');
  return planned.problem;
}

export type Clients = {
  ids: string[];
  names: (string | null)[];
  dates: (string | null)[];
  lines: number[];
  /** By feature; categories as text, missing as null. */
  values: Record<string, (number | string | null)[]>;
  counts: ClientReader['counts'];
  /** Rejected rows first, then cells. */
  problems: RowProblem[];
};

/** `head`: what the plan is made from, if not from the whole file. */
type Reading = { chunk?: number; blockRows?: number; head?: string };

/** Reads a whole file in chunks and joins its blocks. */
export function readClients(csv: string | Uint8Array, contract: Contract, reading: Reading = {}): Clients {
  const bytes = typeof csv === 'string' ? utf8(csv) : csv;
  const plan = planOf(reading.head === undefined ? bytes : utf8(reading.head), contract);
  const reader = createClientReader(plan, contract, reading.blockRows ?? 1000);
  const blocks: ClientBlock[] = [];
  for (const chunk of chunksOf(bytes, reading.chunk ?? 65536)) blocks.push(...reader.push(chunk));
  blocks.push(...reader.finish());
  const column = (name: string) =>
    blocks.flatMap(({ rows, features, values, dictionaries }) =>
      Array.from({ length: rows }, (_, row) => {
        const feature = features.indexOf(name);
        const value = feature < 0 ? Number.NaN : (values[row * features.length + feature] ?? Number.NaN);
        return Number.isNaN(value) ? null : (dictionaries[feature]?.[value] ?? value);
      }),
    );
  return {
    ids: blocks.flatMap(({ ids }) => ids),
    names: blocks.flatMap(({ names }) => names ?? []),
    dates: blocks.flatMap(({ dates }) => dates ?? []),
    lines: blocks.flatMap(({ lines }) => [...(lines ?? [])]),
    values: Object.fromEntries(contract.features.map(({ name }) => [name, column(name)])),
    counts: { ...reader.counts },
    problems: [...reader.rejections, ...reader.problems],
  };
}

/** Every record of a text as cells, read in chunks of the given size. */
export function recordsOf(bytes: Uint8Array, delimiter: string, chunk: number): string[][] {
  const code = delimiter.charCodeAt(0);
  const splitter = new RecordSplitter(code);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const records: string[][] = [];
  const take = () => {
    while (splitter.next()) records.push(textsOfRecord(splitter, code, decoder));
  };
  for (const part of chunksOf(bytes, chunk)) {
    splitter.append(part);
    take();
  }
  splitter.end();
  take();
  return records;
}
