import { type ImportChoices, MOST_PREAMBLE_RECORDS } from '../choices.ts';
import { textsOfRecord } from '../read/cell.ts';
import { RecordSplitter } from '../read/records.ts';
import type { CsvSchema } from '../report.ts';

type Delimiter = CsvSchema['delimiter'];

/** In the order of preference when a file speaks for several alike: the comma is a decimal sign as well. */
const DELIMITERS: readonly Delimiter[] = [';', '\t', '|', ','];
const RECORDS_LOOKED_AT = 50;

export type Dialect = {
  delimiter: Delimiter;
  header: string[];
  /** Records before the header, the line `sep=` not counted. */
  preambleRecords: number;
  /** Records before the first client: the line `sep=`, the preamble, the header. */
  headerRecords: number;
};

type Question = {
  /** How many cells of a record name a column with a meaning. */
  known: (record: readonly string[]) => number;
  choices: Pick<ImportChoices, 'delimiter' | 'preambleRecords'>;
};

/**
 * Finds the delimiter of a file and its header. A choice decides, then spreadsheets' `sep=;`; otherwise the delimiter wins with
 * which most cells of a header are known columns, then the one with which most rows are as wide as the header. The header is the
 * record with most known columns; without any, the first one that is filled for the greater part.
 * Null when there is no header.
 * @throws CsvError for a header in quotes that never close, or one too long.
 */
export function detectDialect(head: Uint8Array, decoder: TextDecoder, { known, choices }: Question): Dialect | null {
  const announced = announcedDelimiter(head, decoder);
  const sepRecords = announced === null ? 0 : 1;
  const only = choices.delimiter ?? announced;
  let best: Candidate | null = null;
  let failure: unknown = null;
  for (const delimiter of only === null ? DELIMITERS : [only]) {
    try {
      const records = firstRecords(head, delimiter, decoder).slice(sepRecords);
      const candidate = judge(delimiter, records, { known, preamble: choices.preambleRecords });
      if (candidate && (best === null || isBetter(candidate, best))) best = candidate;
    } catch (error) {
      // A quote may be open in the eyes of one delimiter and not of another.
      failure ??= error;
    }
  }
  if (failure !== null && (best === null || best.header.length === 1)) throw failure;
  if (best === null) return null;
  const { delimiter, header, preambleRecords } = best;
  return { delimiter, header, preambleRecords, headerRecords: sepRecords + preambleRecords + 1 };
}

/** `known`: header cells that are known columns. `even`: share of rows as wide as the header. */
type Candidate = {
  delimiter: Delimiter;
  header: string[];
  preambleRecords: number;
  known: number;
  even: number;
};

function judge(
  delimiter: Delimiter,
  records: string[][],
  { known, preamble }: { known: Question['known']; preamble: number | null },
): Candidate | null {
  const preambleRecords = preamble ?? headerPlace(records, known);
  const header = records[preambleRecords];
  if (!header) return null;
  const rows = records.slice(preambleRecords + 1);
  const alike = rows.filter((row) => row.length === header.length).length;
  return {
    ...{ delimiter, header, preambleRecords },
    known: header.length === 1 ? 0 : known(header),
    even: header.length === 1 ? 0 : (alike + 1) / (rows.length + 1),
  };
}

/** The earliest of the best, so that rows are not passed over for a header that stands once more among them. */
function headerPlace(records: readonly string[][], known: Question['known']): number {
  let place = 0;
  let most = 0;
  for (const [at, record] of records.slice(0, MOST_PREAMBLE_RECORDS + 1).entries()) {
    const count = record.length === 1 ? 0 : known(record);
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
