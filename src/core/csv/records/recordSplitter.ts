import { CR, LF, QUOTE, SPACE, TAB } from '../cells/bytes.ts';
import { CsvError } from '../report.ts';
import { type ByteBuffer, MARKED, PlainByteBuffer } from './byteBuffer.ts';

/** Longest record, so that an unclosed quote costs bounded memory. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const FIRST_BYTES = 64 * 1024;

/**
 * Cuts a stream of bytes into records, wherever the stream itself was cut. Lines end with LF, CR or CRLF in any
 * mixture; a line end inside a quoted cell belongs to the cell; blank lines are skipped. A quote opens a cell only as
 * its first byte.
 *
 *     splitter.append(bytes);
 *     while (splitter.next()) use(splitter.bytes, splitter.start, splitter.stop, splitter.line);
 */
export class RecordSplitter {
  /** The record last found is `bytes[start…stop)`; the byte at `stop` may be read. Valid until the next `append`. */
  start = 0;
  stop = 0;
  /** The line on which the record begins, counted from 1. */
  line = 1;

  readonly #delimiter: number;
  readonly #buffer: ByteBuffer;
  /** Bytes in the buffer. */
  #length = 0;
  #ended = false;
  /** Start of the record that is being searched, and its line. */
  #from = 0;
  #fromLine = 1;
  /** Position up to which the bytes have been searched. */
  #at = 0;
  #inQuotes = false;
  #quoteLine = 1;
  /** Line ends inside the record's quotes so far. */
  #breaks = 0;
  #afterReturn = false;

  constructor(delimiter: number, buffer: ByteBuffer = new PlainByteBuffer()) {
    this.#delimiter = delimiter;
    this.#buffer = buffer;
    buffer.enlarge(FIRST_BYTES);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.bytes;
  }

  /** The line of the next byte to be appended. */
  get endLine(): number {
    return this.#fromLine + this.#breaks;
  }

  /** @returns start of the new bytes in `bytes` */
  append(bytes: Uint8Array): number {
    const unread = this.#length - this.#from;
    const needed = unread + bytes.length + 1;
    const buffer = this.#buffer;
    if (this.#from > 0) buffer.bytes.copyWithin(0, this.#from, this.#length);
    const { length } = buffer.bytes;
    if (needed > length) buffer.enlarge(Math.ceil(Math.max(needed, length * 2) / MARKED) * MARKED);
    buffer.bytes.set(bytes, unread);
    this.#at -= this.#from;
    this.#from = 0;
    this.#length = unread + bytes.length;
    // Searched bytes need no marks any more.
    buffer.mark(this.#at - (this.#at % MARKED), this.#length);
    return unread;
  }

  /** Removes appended bytes from a position of `bytes` on. */
  cut(length: number): void {
    this.#length = length;
  }

  /** Marks the end of the file: the rest is the last record. */
  end(): void {
    this.#ended = true;
  }

  /** Moves to the next complete record; false when more bytes are needed. @throws CsvError */
  next(): boolean {
    for (;;) {
      const length = this.#length;
      if (this.#afterReturn && this.#from < length) {
        if (this.bytes[this.#from] === LF) this.#at = ++this.#from;
        this.#afterReturn = false;
      }
      const isComplete = this.#findEnd();
      const stop = isComplete ? this.#at : length;
      if (stop - this.#from > MAX_RECORD_BYTES) throw new CsvError({ kind: 'row-too-long', line: this.#fromLine });
      if (!isComplete) {
        if (!this.#ended || this.#from === length) return false;
        if (this.#inQuotes) throw new CsvError({ kind: 'unclosed-quote', line: this.#quoteLine });
      }
      this.start = this.#from;
      this.stop = stop;
      this.line = this.#fromLine;
      this.#fromLine += this.#breaks + (isComplete ? 1 : 0);
      this.#afterReturn = isComplete && this.bytes[stop] === CR;
      this.#from = this.#at = isComplete ? stop + 1 : stop;
      this.#breaks = 0;
      if (!this.#isBlank()) return true;
    }
  }

  /** Moves to the end of the record; false when the end has not been appended yet. */
  #findEnd(): boolean {
    const { bytes } = this.#buffer;
    const length = this.#length;
    for (let at = this.#nextMark(this.#at); at < length; at = this.#nextMark(at + 1)) {
      const byte = bytes[at] as number;
      if (this.#inQuotes) {
        if (byte === QUOTE) {
          if (at + 1 === length && !this.#ended) {
            this.#at = at;
            return false;
          }
          if (at + 1 < length && bytes[at + 1] === QUOTE) at++;
          else this.#inQuotes = false;
        } else if (byte === CR || bytes[at - 1] !== CR) {
          this.#breaks++;
        }
      } else if (byte === QUOTE) {
        if (at === this.#from || bytes[at - 1] === this.#delimiter) {
          this.#inQuotes = true;
          this.#quoteLine = this.#fromLine + this.#breaks;
        }
      } else {
        this.#at = at;
        return true;
      }
    }
    this.#at = length;
    return false;
  }

  /** The next line end or quote at or after `at`, or a position beyond the bytes. */
  #nextMark(at: number): number {
    const { marks } = this.#buffer;
    const last = this.#length >>> 5;
    let word = at >>> 5;
    let bits = (marks[word] as number) & (-1 << (at & 31));
    while (bits === 0 && word < last) bits = marks[++word] as number;
    return bits === 0 ? this.#length : (word << 5) + 31 - Math.clz32(bits & -bits);
  }

  #isBlank(): boolean {
    for (let at = this.start; at < this.stop; at++) {
      const byte = this.bytes[at] as number;
      if (byte === this.#delimiter || (byte !== SPACE && byte !== TAB)) return false;
    }
    return true;
  }
}
