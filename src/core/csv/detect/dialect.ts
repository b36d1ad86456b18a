import { textsOfRecord } from '../cells/cell.ts';
import { type ImportChoices, MOST_PREAMBLE_RECORDS } from '../choices.ts';
import { RecordSplitter } from '../records/recordSplitter.ts';
import type { CsvSchema } from '../report.ts';
import { type RowShape, shapeOf } from './rowShape.ts';

type Delimiter = CsvSchema['delimiter'];

/** In the order of preference between equal candidates: the comma comes last, since it is a decimal sign as well. */
export const DELIMITERS: readonly Delimiter[] = [';', '\t', '|', ','];
const FIRST_RECORDS = 50;

export type Dialect = RowShape & {
  delimiter: Delimiter;
  /** Records before the header; the line `sep=` does not count. */
  preambleRecords: number;
  /** Records before the first client: the line `sep=`, the preamble, the header. */
  headerRecords: number;
  /** Whether the first record is the line `sep=`. */
  hasSeparatorLine: boolean;
};

type Question = {
  /** Counts the cells of a record that name a column with a meaning. */
  countNames: (record: readonly string[]) => number;
  choices: Pick<ImportChoices, 'delimiter' | 'preambleRecords'>;
};

/**
 * Finds the delimiter of a file and its header. A choice decides, then spreadsheets' `sep=;`. Otherwise the delimiter
 * wins that gives the header most cells naming a column with a meaning, then the one that makes most rows as wide as
 * the header. The header is the record with most such cells; without any, the first record that is mostly filled.
 * @returns null when there is no header
 * @throws CsvError for a header that is too long
 */
export function detectDialect(
  head: Uint8Array,
  decoder: TextDecoder,
  { countNames, choices }: Question,
): Dialect | null {
  const announced = announcedDelimiter(head, decoder);
  const sepRecords = announced === null ? 0 : 1;
  const only = choices.delimiter ?? announced;
  let best: Candidate | null = null;
  let failure: unknown = null;
  for (const delimiter of only === null ? DELIMITERS : [only]) {
    try {
      const records = firstRecords(head, delimiter, decoder).slice(sepRecords);
      const candidate = judge(delimiter, records, { countNames, preamble: choices.preambleRecords });
      if (candidate && (best === null || isBetter(candidate, best))) best = candidate;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== null && (best === null || best.shape.header.length === 1)) throw failure;
  if (best === null) return null;
  const { delimiter, preambleRecords, shape } = best;
  const headerRecords = sepRecords + preambleRecords + 1;
  return { ...shape, delimiter, preambleRecords, headerRecords, hasSeparatorLine: announced !== null };
}

/** `names`: header cells that name a column with a meaning. `even`: share of rows as wide as the header. */
type Candidate = {
  delimiter: Delimiter;
  shape: RowShape;
  preambleRecords: number;
  names: number;
  even: number;
};

function judge(
  delimiter: Delimiter,
  records: string[][],
  { countNames, preamble }: { countNames: Question['countNames']; preamble: number | null },
): Candidate | null {
  const preambleRecords = preamble ?? headerPlace(records, countNames);
  const header = records[preambleRecords];
  if (!header) return null;
  const rows = records.slice(preambleRecords + 1);
  const shape = shapeOf(header, rows, delimiter);
  const width = shape.header.length + shape.surplusCells;
  const alike = rows.filter((row) => row.length === width).length;
  const isTable = header.length > 1;
  return {
    delimiter,
    shape,
    preambleRecords,
    names: isTable ? countNames(header) : 0,
    even: isTable ? (alike + 1) / (rows.length + 1) : 0,
  };
}

/** Of equal records the first one is the header, so that no row is lost when the header is repeated among the rows. */
function headerPlace(records: readonly string[][], countNames: Question['countNames']): number {
  let place = 0;
  let most = 0;
  for (const [at, record] of records.slice(0, MOST_PREAMBLE_RECORDS + 1).entries()) {
    const count = record.length === 1 ? 0 : countNames(record);
    if (count <= most) continue;
    most = count;
    place = at;
  }
  if (most > 0) return place;
  const filled = records.findIndex(
    (record) => record.length > 1 && record.filter((cell) => cell.trim() !== '').length * 2 > record.length,
  );
  return Math.max(0, filled);
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  return candidate.names > best.names || (candidate.names === best.names && candidate.even > best.even);
}

function announcedDelimiter(head: Uint8Array, decoder: TextDecoder): Delimiter | null {
  const match = /^\s*"?sep=(.)"?[\r\n]/i.exec(decoder.decode(head.subarray(0, 100)));
  return DELIMITERS.find((delimiter) => delimiter === match?.[1]) ?? null;
}

function firstRecords(head: Uint8Array, delimiter: Delimiter, decoder: TextDecoder): string[][] {
  const code = delimiter.charCodeAt(0);
  const splitter = new RecordSplitter(code);
  const records: string[][] = [];
  const take = () => {
    while (records.length < FIRST_RECORDS && splitter.next()) records.push(textsOfRecord(splitter, code, decoder));
  };
  splitter.append(head);
  take();
  // A header alone may lack its line end. A row that is cut off must not count.
  if (records.length < 2) {
    splitter.end();
    take();
  }
  return records;
}
