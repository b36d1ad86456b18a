import { CsvError, type CsvSchema } from '../report.ts';
import type { ByteBuffer } from './byteBuffer.ts';
import { isOneByte, isUtf16 } from './encodings.ts';
import { RecordSplitter } from './recordSplitter.ts';
import { Utf8Checker } from './utf8.ts';
import { Utf16Transcoder } from './utf16.ts';

/** Large pushes are cut into slices, so that the splitter's buffer stays small. */
const SLICE_BYTES = 256 * 1024;

/** Turns a file's bytes into records: skips the byte order mark, converts UTF-16 to UTF-8 and checks UTF-8. */
export class RecordStream {
  readonly splitter: RecordSplitter;
  readonly #buffer: ByteBuffer;
  readonly #encoding: CsvSchema['encoding'];
  readonly #onRecord: () => void;
  readonly #transcoder: Utf16Transcoder | null;
  readonly #checker: Utf8Checker | null;
  #toSkip: number;

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
    if (this.#checker?.complete === false) this.#failEncoding();
    this.splitter.end();
    this.#drain();
  }

  /** Reads everything before a wrong byte first, so that the result does not depend on how the file was cut. */
  #read(bytes: Uint8Array): void {
    const from = this.splitter.append(bytes);
    const wrong = this.#checker ? this.#checker.check(bytes, this.#skipper(from, from + bytes.length)) : -1;
    if (wrong >= 0) this.splitter.cut(from + wrong);
    this.#drain();
    if (wrong >= 0) this.#failEncoding();
  }

  /** The buffer's function to skip characters, for positions counted from `from`. */
  #skipper(from: number, to: number): ((at: number) => number) | undefined {
    const skip = this.#buffer.skipUtf8;
    return skip ? (at) => skip(from + at, to) - from : undefined;
  }

  #drain(): void {
    while (this.splitter.next()) this.#onRecord();
  }

  #failEncoding(): never {
    throw new CsvError({ kind: 'encoding', encoding: this.#encoding, line: this.splitter.endLine });
  }
}
