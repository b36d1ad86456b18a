import { textsOfRecord } from '../cells/cell.ts';
import { guarded, unguarded } from '../cells/formula.ts';
import type { RejectedRows } from '../read/rejectedRows.ts';
import { decoderFor } from '../records/encodings.ts';
import { isRejectedHeader, REJECTION_COLUMNS } from '../rejectedHeader.ts';
import type { CsvSchema } from '../report.ts';
import { toCell } from './cells.ts';

/** What is needed, beside their bytes, to read collected rows again. Plain data. */
export type RejectedTable = Pick<RejectedRows, 'lines' | 'stops'> & {
  /** Names of the columns in the file of the rows. */
  header: string[];
  delimiter: CsvSchema['delimiter'];
  encoding: CsvSchema['encoding'];
};

/** Number of rejection columns before the file's own; 0 except in a file that `rejectedLines` made. */
function ownColumns(header: readonly string[]): number {
  return isRejectedHeader(header) ? REJECTION_COLUMNS.length : 0;
}

/** The header that `rejectedLines` gives the rows. */
export function rejectedHeader(header: readonly string[]): string[] {
  return [...REJECTION_COLUMNS, ...header.slice(ownColumns(header))];
}

/** Number of positions by which `rejectedLines` moves the file's columns. */
export function rejectedShift(header: readonly string[]): number {
  return REJECTION_COLUMNS.length - ownColumns(header);
}

/**
 * The rows as lines of a CSV file with semicolons, its header first, each line with its line end. Line and reason come
 * before a row's own cells. Their number is unchanged: a row with too many or too few cells stays so until the user
 * corrects it.
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
