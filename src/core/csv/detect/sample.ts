import { QUOTE } from '../cells/bytes.ts';
import { textsOfRecord } from '../cells/cell.ts';
import { RecordSplitter } from '../records/recordSplitter.ts';
import { CsvError, type Encoding, type FileProblem } from '../report.ts';
import type { Dialect } from './dialect.ts';

/** The head as text to cut into records: UTF-8 or an encoding of one byte a letter, without its byte order mark. */
export type TextHead = {
  encoding: Encoding;
  markBytes: number;
  /** Encodings that are about as probable; empty when it is clear. */
  candidates: Encoding[];
  /** Whether the head is the whole file. */
  isAll: boolean;
  readable: Uint8Array<ArrayBufferLike>;
  decoder: TextDecoder;
};

/** The first rows of a file as texts. */
export type Sample = {
  /** Cells without quotes, otherwise unchanged. */
  rows: string[][];
  /** Bytes of the head up to the end of the last row. */
  stop: number;
  /** Why there are no more rows; null when nothing is wrong. */
  problem: FileProblem | null;
};

/** Reads the first rows of a head. The last row of a cut head is left out: it may be incomplete. */
export function readSample(
  { readable, decoder, isAll }: TextHead,
  { delimiter, headerRecords, header, surplusCells }: Dialect,
  mostRows: number,
): Sample {
  const sample: Sample = { rows: [], stop: 0, problem: null };
  const width = header.length + surplusCells;
  const splitter = new RecordSplitter(delimiter.charCodeAt(0));
  splitter.append(readable);
  if (isAll) splitter.end();
  try {
    for (let record = 0; sample.rows.length < mostRows && splitter.next(); record++) {
      if (record === headerRecords - 1) splitter.width = width;
      if (record >= headerRecords) {
        const cells = cellsOf(splitter, delimiter, decoder);
        sample.rows.push(cells.length === width ? cells.slice(0, header.length) : cells);
      }
      // `stop` includes the line end; the reader skips a second character of it.
      sample.stop = Math.min(readable.length, splitter.stop + 1);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    sample.problem = error.problem;
  }
  return sample;
}

/** A record without quotes, as nearly all are, is decoded at once, in a tenth of the time. */
function cellsOf(
  record: { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number },
  delimiter: string,
  decoder: TextDecoder,
): string[] {
  const bytes = record.bytes.subarray(record.start, record.stop);
  if (bytes.includes(QUOTE)) return textsOfRecord(record, delimiter.charCodeAt(0), decoder);
  return decoder.decode(bytes).split(delimiter);
}
