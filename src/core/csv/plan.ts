import type { Contract } from '../contract.ts';
import { type Columns, matchColumns } from './columns.ts';
import { parseDate } from './date.ts';
import { detectDialect } from './dialect.ts';
import { decoderFor, detectEncoding, toReadable } from './encoding.ts';
import { parseNumberText, UNREADABLE } from './number.ts';
import { CsvError, type CsvSchema, type FileProblem } from './report.ts';

/** So much of a file is enough to plan by, even with 20,000 columns. Shorter heads do if the header fits in. */
export const HEAD_BYTES = 1024 * 1024;
/** A head shorter than this is taken for the whole file. */
const SHORTEST_CUT_HEAD = 64 * 1024;

/** How to read a file: what `createClientReader` needs to know. Plain data. */
export type ImportPlan = {
  schema: CsvSchema;
  /** Length of the byte order mark. */
  markBytes: number;
  /** Records before the first client. */
  headerRecords: number;
  /** Cells of the header, and so of each row. */
  width: number;
  idColumn: number;
  /** −1 = none. */
  nameColumn: number;
  /** −1 = none. */
  dateColumn: number;
  /** For each feature of the contract its column in the file; −1 = none. */
  featureColumns: number[];
};

/**
 * Looks at the head of a file (64 KiB or more, or the whole file when smaller) and decides how to read it: encoding,
 * delimiter, and which column is what.
 */
export function planImport(head: Uint8Array, contract: Contract): { plan: ImportPlan } | { problem: FileProblem } {
  if (head.length === 0) return { problem: { kind: 'empty-file' } };
  const headIsAll = head.length < SHORTEST_CUT_HEAD;
  const detected = detectEncoding(head, headIsAll);
  if ('problem' in detected) return detected;
  const { encoding, markBytes } = detected;
  if (head.length === markBytes) return { problem: { kind: 'empty-file' } };
  const decoder = decoderFor(encoding);
  const readable = toReadable(head.subarray(markBytes), encoding);
  if (readable.includes(0)) return { problem: { kind: 'not-csv', why: 'binary' } };
  if (/^\s*<(!doctype|html)/i.test(decoder.decode(readable.subarray(0, 1000))))
    return { problem: { kind: 'not-csv', why: 'html' } };
  if (!headIsAll && !hasLineEnd(readable)) return { problem: { kind: 'row-too-long', line: 1 } };

  try {
    const known = (header: string[]) => countKnown(matchColumns(header, contract));
    const dialect = detectDialect(readable, decoder, known);
    if (dialect === null) return { problem: { kind: 'no-header' } };
    const header = dialect.header.map((name) => name.trim());
    const columns = matchColumns(header, contract);
    const problem = problemOf(header, columns);
    if (problem) return { problem };
    const schema = schemaOf(header, columns, contract);
    const plan = {
      schema: { encoding, delimiter: dialect.delimiter, ...schema },
      markBytes,
      headerRecords: dialect.headerRecords,
      width: header.length,
      idColumn: columns.id,
      nameColumn: columns.name,
      dateColumn: columns.date,
      featureColumns: columns.features,
    };
    return { plan };
  } catch (error) {
    if (error instanceof CsvError) return { problem: error.problem };
    throw error;
  }
}

function hasLineEnd(bytes: Uint8Array): boolean {
  return bytes.includes(0x0a) || bytes.includes(0x0d);
}

function countKnown(columns: Columns): number {
  const features = columns.features.filter((column) => column >= 0).length;
  return features + columns.leftOut.length + [columns.id, columns.name, columns.date].filter((at) => at >= 0).length;
}

function problemOf(header: string[], columns: Columns): FileProblem | null {
  const named = header.filter((name) => name !== '');
  if (header.length === 1) return { kind: 'not-csv', why: 'one-column' };
  if (named.length === 0 || (columns.id < 0 && isData(named))) return { kind: 'no-header' };
  if (columns.id < 0) return { kind: 'no-id-column', columns: named };
  if (columns.features.every((column) => column < 0)) return { kind: 'no-feature-columns', columns: named };
  return null;
}

/** A client's row in the header's place: half its cells or more are numbers, dates, or words for "no value". */
function isData(cells: string[]): boolean {
  const values = cells.filter((cell) => parseNumberText(cell) !== UNREADABLE || parseDate(cell) !== UNREADABLE);
  return values.length * 2 >= cells.length;
}

function schemaOf(header: string[], columns: Columns, contract: Contract): Omit<CsvSchema, 'encoding' | 'delimiter'> {
  const nameOf = (column: number) => header[column] ?? '';
  return {
    idColumn: nameOf(columns.id),
    nameColumn: columns.name < 0 ? null : nameOf(columns.name),
    dateColumn: columns.date < 0 ? null : nameOf(columns.date),
    missingColumns: contract.features.filter((_, feature) => columns.features[feature] === -1).map(({ name }) => name),
    unknownColumns: columns.unknown.map(nameOf),
    leftOutColumns: columns.leftOut.map(nameOf),
    duplicateColumns: columns.duplicates,
  };
}
