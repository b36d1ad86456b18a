import { isRejectedHeader, REJECTION_COLUMNS } from '../detect/columnNames.ts';
import { decoderFor } from '../detect/encoding.ts';
import { textsOfRecord } from '../read/cell.ts';
import type { CsvSchema } from '../report.ts';
import { toCell } from './cells.ts';
import { guarded, unguarded } from './guardedText.ts';

/** So many bytes of rejected rows are kept of one import: 10,000 rows of 220 features, and no more of rows that are none. */
export const REJECTED_BYTES_KEPT = 32_000_000;

const FIRST_BYTES = 64 * 1024;

/** Gathers rows that could not be taken, byte by byte as they stood in their file. */
export class RejectedRows {
  /** On which line each row began. */
  readonly lines: number[] = [];
  /** Where each row ends among the bytes. */
  readonly stops: number[] = [];
  #room = new Uint8Array(0);
  #length = 0;

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#room.subarray(0, this.#length);
  }

  /** Keeps the record `bytes[start…stop)`, unless there is no room for it any more. */
  add(line: number, { bytes, start, stop }: { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number }): void {
    const length = this.#length + stop - start;
    if (length > REJECTED_BYTES_KEPT) return;
    if (length > this.#room.length) this.#enlarge(Math.max(length, this.#length * 2, FIRST_BYTES));
    this.#room.set(bytes.subarray(start, stop), this.#length);
    this.#length = length;
    this.lines.push(line);
    this.stops.push(length);
  }

  #enlarge(size: number): void {
    const larger = new Uint8Array(Math.min(size, REJECTED_BYTES_KEPT));
    larger.set(this.bytes);
    this.#room = larger;
  }
}

/** What is needed to read gathered rows again, beside their bytes. Plain data. */
export type RejectedTable = Pick<RejectedRows, 'lines' | 'stops'> & {
  /** The columns' names, of the file that the rows come from. */
  header: string[];
  delimiter: CsvSchema['delimiter'];
  encoding: CsvSchema['encoding'];
};

/** The columns before the file's own; none but in a file that `rejectedLines` made. */
function ownColumns(header: readonly string[]): number {
  return isRejectedHeader(header) ? REJECTION_COLUMNS.length : 0;
}

/** The header that `rejectedLines` gives the rows. */
export function rejectedHeader(header: readonly string[]): string[] {
  return [...REJECTION_COLUMNS, ...header.slice(ownColumns(header))];
}

/** How many columns further a column of the file stands among `rejectedLines`. */
export function rejectedShift(header: readonly string[]): number {
  return REJECTION_COLUMNS.length - ownColumns(header);
}

/**
 * The rows as lines of a CSV file with semicolons, its header first, each line with its end. Line and reason come before a row's own
 * cells, which are as many as they were: a row with too many or too few of them stays so until somebody mends it.
 * @param bytes the rows, one after another
 * @param reasonOf why the row that began on a line was rejected, in words
 */
export function* rejectedLines(
  { header, delimiter, encoding, lines, stops }: RejectedTable,
  bytes: Uint8Array<ArrayBuffer>,
  reasonOf: (line: number) => string,
): Generator<string> {
  const code = delimiter.charCodeAt(0);
  const decoder = decoderFor(encoding);
  const passed = ownColumns(header);
  yield toLine(rejectedHeader(header).map(guarded));
  for (const [at, line] of lines.entries()) {
    const record = { bytes, start: stops[at - 1] ?? 0, stop: stops[at] ?? 0 };
    const texts = textsOfRecord(record, code, decoder);
    const cells = passed > 0 ? texts.slice(passed).map(unguarded) : texts;
    yield toLine([String(line), reasonOf(line), ...cells].map(guarded));
  }
}

function toLine(cells: readonly string[]): string {
  return `${cells.map((cell) => toCell(cell)).join(';')}\r\n`;
}
