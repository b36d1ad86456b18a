import { textsOfRecord } from './cell.ts';
import { RecordSplitter } from './records.ts';
import type { CsvSchema } from './report.ts';

type Delimiter = CsvSchema['delimiter'];

/** In the order of preference when a file speaks for several alike: the comma is a decimal sign as well. */
const DELIMITERS: readonly Delimiter[] = [';', '\t', '|', ','];
const RECORDS_LOOKED_AT = 50;

export type Dialect = {
  delimiter: Delimiter;
  header: string[];
  /** Records before the first client: the header, and the line `sep=` before it. */
  headerRecords: number;
};

/**
 * Finds the delimiter of a file and its header. Spreadsheets' `sep=;` decides if it is there; otherwise the delimiter
 * wins with which most header cells are known columns, then the one with which most rows are as wide as the header.
 * Null when there is no header.
 * @throws CsvError for a header in quotes that never close, or one too long.
 */
export function detectDialect(
  head: Uint8Array,
  decoder: TextDecoder,
  knownColumns: (header: string[]) => number,
): Dialect | null {
  const announced = announcedDelimiter(head, decoder);
  const headerAt = announced === null ? 0 : 1;
  let best: Candidate | null = null;
  let failure: unknown = null;
  for (const delimiter of announced === null ? DELIMITERS : [announced]) {
    try {
      const records = firstRecords(head, delimiter, decoder);
      const candidate = judge(delimiter, records.slice(headerAt), knownColumns);
      if (candidate && (best === null || isBetter(candidate, best))) best = candidate;
    } catch (error) {
      // A quote may be open in the eyes of one delimiter and not of another.
      failure ??= error;
    }
  }
  if (failure !== null && (best === null || best.header.length === 1)) throw failure;
  return best && { delimiter: best.delimiter, header: best.header, headerRecords: headerAt + 1 };
}

/** `known`: header cells that are known columns. `even`: share of rows as wide as the header. */
type Candidate = { delimiter: Delimiter; header: string[]; known: number; even: number };

function judge(
  delimiter: Delimiter,
  [header, ...rows]: string[][],
  knownColumns: (header: string[]) => number,
): Candidate | null {
  if (!header) return null;
  if (header.length === 1) return { delimiter, header, known: 0, even: 0 };
  const alike = rows.filter((row) => row.length === header.length).length;
  return { delimiter, header, known: knownColumns(header), even: (alike + 1) / (rows.length + 1) };
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  return candidate.known > best.known || (candidate.known === best.known && candidate.even > best.even);
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
    while (records.length < RECORDS_LOOKED_AT && splitter.next()) records.push(textsOfRecord(splitter, code, decoder));
  };
  splitter.append(head);
  take();
  // A header alone may lack its line end; a cut row is no witness.
  if (records.length < 2) {
    splitter.end();
    take();
  }
  return records;
}
