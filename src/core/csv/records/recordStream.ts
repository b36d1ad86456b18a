import { CsvError, type CsvSchema } from '../report.ts';
import type { ByteBuffer } from './byteBuffer.ts';
import { isOneByte, isUtf16 } from './encodings.ts';
import { RecordSplitter } from './recordSplitter.ts';
import { Utf8Checker, wrongBytes } from './utf8.ts';
import { Utf16Transcoder } from './utf16.ts';

/** Large pushes are cut into slices, so that the splitter's buffer stays small. */
const SLICE_BYTES = 256 * 1024;

/** A file changes its encoding where so many records in succession have wrong bytes, or more than a share of all. */
const WRONG_IN_SUCCESSION = 20;
const WRONG_SHARE = 0.01;

/** Turns a file's bytes into records: skips the byte order mark, converts UTF-16 to UTF-8 and checks UTF-8. */
export class RecordStream {
  readonly splitter: RecordSplitter;
  /** Whether the record has bytes that are not of the encoding. */
  hasWrongBytes = false;
  readonly #buffer: ByteBuffer;
  readonly #encoding: CsvSchema['encoding'];
  readonly #onRecord: () => void;
  readonly #transcoder: Utf16Transcoder | null;
  readonly #checker: Utf8Checker | null;
  #toSkip: number;
  /** Bytes appended to the splitter, and how many of them came before its buffer. */
  #appended = 0;
  #before = 0;
  /** Wrong bytes of records to come, counted like `#appended`. */
  #wrong: number[] = [];
  #records = 0;
  #wrongRecords = 0;
  /** The last records, all with wrong bytes, and the line of the first of them. */
  #succession = 0;
  #wrongSince = 0;

  /** `onRecord` is called once for each record and finds it in `splitter`. */
  constructor({ encoding, delimiter }: CsvSchema, markBytes: number, buffer: ByteBuffer, onRecord: () => void) {
    this.splitter = new RecordSplitter(delimiter.charCodeAt(0), buffer);
    this.#buffer = buffer;
    this.#encoding = encoding;
    this.#onRecord = onRecord;
    this.#transcoder = isUtf16(encoding) ? new Utf16Transcoder(encoding) : null;
    this.#checker = isOneByte(encoding) ? null : new Utf8Checker();
    this.#toSkip = markBytes;
  }

  /** @throws CsvError */
  push(bytes: Uint8Array): void {
    const skipped = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= skipped;
    for (let at = skipped; at < bytes.length; at += SLICE_BYTES) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      this.#read(this.#transcoder ? this.#transcoder.push(slice) : slice);
    }
  }

  /** @throws CsvError */
  finish(): void {
    if (this.#transcoder) this.#read(this.#transcoder.finish());
    if (this.#checker?.complete === false) this.#wrong.push(this.#appended);
    this.splitter.end();
    this.#drain();
    if (this.#wrongRecords > 1 && this.#wrongRecords * 2 > this.#records) this.#failEncoding();
  }

  #read(bytes: Uint8Array): void {
    const from = this.splitter.append(bytes);
    this.#before = this.#appended - from;
    if (this.#checker)
      for (const at of wrongBytes(this.#checker, bytes, this.#skipper(from, from + bytes.length)))
        this.#wrong.push(this.#appended + at);
    this.#appended += bytes.length;
    this.#drain();
  }

  /** The buffer's function to skip characters, for positions counted from `from`. */
  #skipper(from: number, to: number): ((at: number) => number) | undefined {
    const skip = this.#buffer.skipUtf8;
    return skip ? (at) => skip(from + at, to) - from : undefined;
  }

  #drain(): void {
    while (this.splitter.next()) {
      this.#records++;
      this.hasWrongBytes = this.#wrong.length > 0 && this.#takeWrong();
      if (this.hasWrongBytes) this.#countWrong();
      else this.#succession = 0;
      this.#onRecord();
    }
  }

  /** Takes out the wrong bytes of the record; a character that it cuts off is found to be wrong at its end. */
  #takeWrong(): boolean {
    const stop = this.#before + this.splitter.stop;
    const next = this.#wrong.findIndex((at) => at > stop);
    const count = next < 0 ? this.#wrong.length : next;
    if (count > 0) this.#wrong.splice(0, count);
    return count > 0;
  }

  /** @throws CsvError when the file is of another encoding from here on */
  #countWrong(): void {
    this.#wrongRecords++;
    if (this.#succession++ === 0) this.#wrongSince = this.splitter.line;
    const most = WRONG_IN_SUCCESSION + this.#records * WRONG_SHARE;
    if (this.#succession > WRONG_IN_SUCCESSION || this.#wrongRecords > most) this.#failEncoding();
  }

  #failEncoding(): never {
    throw new CsvError({ kind: 'encoding', encoding: this.#encoding, line: this.#wrongSince });
  }
}
