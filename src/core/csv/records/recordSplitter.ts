import { CR, LF, QUOTE, SPACE, TAB } from '../cells/bytes.ts';
import { endAfterQuote } from '../cells/cell.ts';
import { CsvError } from '../report.ts';
import { type ByteBuffer, MARKED, PlainByteBuffer } from './byteBuffer.ts';
import { hasStrayQuote, isRowByRow } from './physicalLines.ts';

/** Longest record, so that a quote which is never closed costs bounded memory. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

const FIRST_BYTES = 64 * 1024;

/**
 * Cuts a stream of bytes into records, wherever the stream itself was cut. Lines end with LF, CR or CRLF in any
 * mixture; a line end inside a quoted cell belongs to the cell; blank lines are skipped.
 *
 * A quote opens a cell only as its first byte, and only if a quote closes the cell: the delimiter or a line end follows,
 * perhaps after spaces. If not, or if each line of the record is a row by itself, the record was none: its lines are
 * records, in which a quote that is not closed before the line end is a letter.
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
  /** Whether a cell of the record begins with a quote that is a letter. */
  hasStrayQuote = false;
  /** Number of cells of a row, once it is known; 0 before. */
  width = 0;

  readonly #delimiter: number;
  readonly #buffer: ByteBuffer;
  /** Bytes in the buffer, and the first one with valid marks. */
  #length = 0;
  #markedFrom = 0;
  #ended = false;
  /** Start of the record that is being searched, and its line. */
  #from = 0;
  #fromLine = 1;
  /** Position up to which the bytes have been searched. */
  #at = 0;
  #inQuotes = false;
  /** Line ends inside the record's quotes so far. */
  #breaks = 0;
  #afterReturn = false;
  /** The quote that proves the record to be none; −1 = so far there is no such quote. */
  #strayAt = -1;
  /** Lines that begin before this position are records. */
  #linesUntil = 0;

  constructor(delimiter: number, buffer: ByteBuffer = new PlainByteBuffer()) {
    this.#delimiter = delimiter;
    this.#buffer = buffer;
    buffer.enlarge(FIRST_BYTES);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.bytes;
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
    this.#linesUntil -= this.#from;
    this.#from = 0;
    this.#length = unread + bytes.length;
    // Searched bytes need no marks, unless the record turns out to be none.
    this.#markedFrom = this.#at - (this.#at % MARKED);
    buffer.mark(this.#markedFrom, this.#length);
    return unread;
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
      const isComplete = this.#findRecord();
      if (!isComplete && (!this.#ended || this.#from === length)) return false;
      this.#take(isComplete ? this.#at : length, isComplete);
      if (!this.#isBlank()) return true;
    }
  }

  #take(stop: number, isComplete: boolean): void {
    this.start = this.#from;
    this.stop = stop;
    this.line = this.#fromLine;
    this.hasStrayQuote =
      this.#from < this.#linesUntil && hasStrayQuote({ bytes: this.bytes, start: this.#from, stop }, this.#delimiter);
    this.#fromLine += this.#breaks + (isComplete ? 1 : 0);
    this.#afterReturn = isComplete && this.bytes[stop] === CR;
    this.#from = this.#at = isComplete ? stop + 1 : stop;
    this.#breaks = 0;
  }

  /** Moves to the end of the record; false when the end has not been appended yet. */
  #findRecord(): boolean {
    const isLine = this.#from < this.#linesUntil;
    const isComplete = isLine ? this.#findLineEnd() : this.#findEnd();
    const stop = isComplete ? this.#at : this.#length;
    const isTooLong = stop - this.#from > MAX_RECORD_BYTES;
    if (isTooLong && (isLine || this.#breaks === 0)) throw new CsvError({ kind: 'row-too-long', line: this.#fromLine });
    if (isTooLong) return this.#readAsLines(this.#lineStart(this.#from + MAX_RECORD_BYTES));
    if (this.#strayAt >= 0) return this.#readAsLines(this.#lineStart(this.#strayAt));
    if (!isComplete) return this.#ended && this.#inQuotes ? this.#readAsLines(stop) : false;
    const mayBeRows = this.#breaks > 0 && this.width > 0;
    if (mayBeRows && isRowByRow({ bytes: this.bytes, start: this.#from, stop }, this.#delimiter, this.width))
      return this.#readAsLines(stop);
    return true;
  }

  /** Finds the record again, now as lines: its first line in any case, further ones if they begin before `until`. */
  #readAsLines(until: number): boolean {
    this.#linesUntil = Math.max(this.#from + 1, until);
    this.#at = this.#from;
    this.#inQuotes = false;
    this.#breaks = 0;
    this.#strayAt = -1;
    const marked = this.#from - (this.#from % MARKED);
    if (marked < this.#markedFrom) this.#buffer.mark(marked, this.#markedFrom);
    this.#markedFrom = Math.min(marked, this.#markedFrom);
    return this.#findRecord();
  }

  /** Start of the record's line at a position. */
  #lineStart(position: number): number {
    let at = position;
    while (at > this.#from && this.bytes[at - 1] !== LF && this.bytes[at - 1] !== CR) at--;
    return at;
  }

  #findLineEnd(): boolean {
    let at = this.#nextMark(this.#at);
    while (at < this.#length && this.bytes[at] === QUOTE) at = this.#nextMark(at + 1);
    this.#at = Math.min(at, this.#length);
    return at < this.#length;
  }

  /** Moves to the end of the record, or sets `#strayAt`; false when there is no end, or none so far. */
  #findEnd(): boolean {
    const { bytes } = this.#buffer;
    const length = this.#length;
    for (let at = this.#nextMark(this.#at); at < length; at = this.#nextMark(at + 1)) {
      const byte = bytes[at] as number;
      if (!this.#inQuotes) {
        this.#at = at;
        if (byte !== QUOTE) return true;
        this.#inQuotes = at === this.#from || bytes[at - 1] === this.#delimiter;
      } else if (byte !== QUOTE) {
        if (byte === CR || bytes[at - 1] !== CR) this.#breaks++;
      } else if (at + 1 < length && bytes[at + 1] === QUOTE) {
        at++;
      } else {
        const end = endAfterQuote(bytes, at + 1, length, this.#delimiter);
        if (end === length && !this.#ended) {
          this.#at = at;
          return false;
        }
        if (end < 0) {
          this.#strayAt = at;
          return false;
        }
        this.#inQuotes = false;
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
