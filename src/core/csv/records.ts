import { CR, LF, QUOTE, SPACE, TAB } from './bytes.ts';
import { CsvError } from './report.ts';

/** No record is longer, so that a quote never closed costs bounded memory. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a stream of bytes into records, wherever the stream itself was cut. Lines end with LF, CR or CRLF, mixed as they
 * like; a line end inside a quoted cell belongs to the cell; blank lines are passed over. A quote opens a cell only as
 * its first byte.
 *
 *     splitter.append(bytes);
 *     while (splitter.next()) use(splitter.bytes, splitter.start, splitter.stop, splitter.line);
 *
 * Line ends and quotes are all below `#`, so four bytes at a time can be passed over that are not.
 */
export class RecordSplitter {
  /** The record last found is `bytes[start…stop)`; the byte at `stop` may be read. Valid until the next `append`. */
  bytes = new Uint8Array(64 * 1024);
  start = 0;
  stop = 0;
  /** The line on which the record begins, counted from 1. */
  line = 1;

  readonly #delimiter: number;
  #words = new Uint32Array(this.bytes.buffer);
  /** Bytes in the buffer. */
  #length = 0;
  #ended = false;
  /** Where the record begins that is being looked for, and on which line. */
  #from = 0;
  #fromLine = 1;
  /** How far it has been looked through. */
  #at = 0;
  #inQuotes = false;
  #quoteLine = 1;
  /** Line ends inside its quotes so far. */
  #breaks = 0;
  #afterReturn = false;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  /** The line of the byte that would be appended next. */
  get endLine(): number {
    return this.#fromLine + this.#breaks;
  }

  append(bytes: Uint8Array): void {
    const kept = this.#length - this.#from;
    const needed = kept + bytes.length + 1;
    if (needed > this.bytes.length) {
      // A multiple of four, to be read by the word.
      const larger = new Uint8Array((Math.max(needed, this.bytes.length * 2) + 3) & ~3);
      larger.set(this.bytes.subarray(this.#from, this.#length));
      this.bytes = larger;
      this.#words = new Uint32Array(larger.buffer);
    } else if (this.#from > 0) {
      this.bytes.copyWithin(0, this.#from, this.#length);
    }
    this.#at -= this.#from;
    this.#from = 0;
    this.bytes.set(bytes, kept);
    this.#length = kept + bytes.length;
  }

  /** Nothing will be appended any more: what is left is the last record. */
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
      const found = this.#find();
      const stop = found ? this.#at : length;
      if (stop - this.#from > MAX_RECORD_BYTES) throw new CsvError({ kind: 'row-too-long', line: this.#fromLine });
      if (!found) {
        if (!this.#ended || this.#from === length) return false;
        if (this.#inQuotes) throw new CsvError({ kind: 'unclosed-quote', line: this.#quoteLine });
      }
      this.start = this.#from;
      this.stop = stop;
      this.line = this.#fromLine;
      this.#fromLine += this.#breaks + (found ? 1 : 0);
      this.#afterReturn = found && this.bytes[stop] === CR;
      this.#from = this.#at = found ? stop + 1 : stop;
      this.#breaks = 0;
      if (!this.#isBlank()) return true;
    }
  }

  /** Moves to the end of the record; false when it is not there yet. */
  #find(): boolean {
    const bytes = this.bytes;
    const length = this.#length;
    for (let at = this.#at; at < length; at++) {
      if ((at & 3) === 0) {
        at = this.#skipPlain(at);
        if (at >= length) break;
      }
      const byte = bytes[at] as number;
      if (this.#inQuotes) {
        if (byte === QUOTE) {
          if (at + 1 === length && !this.#ended) {
            this.#at = at;
            return false;
          }
          if (at + 1 < length && bytes[at + 1] === QUOTE) at++;
          else this.#inQuotes = false;
        } else if (byte === CR || (byte === LF && bytes[at - 1] !== CR)) {
          this.#breaks++;
        }
      } else if (byte === QUOTE) {
        if (at === this.#from || bytes[at - 1] === this.#delimiter) {
          this.#inQuotes = true;
          this.#quoteLine = this.#fromLine + this.#breaks;
        }
      } else if (byte === LF || byte === CR) {
        this.#at = at;
        return true;
      }
    }
    this.#at = length;
    return false;
  }

  /** The first word of four bytes at or after `from` that may hold a quote or a line end, or the last, unfinished one. */
  #skipPlain(from: number): number {
    const words = this.#words;
    const last = this.#length >>> 2;
    let at = from >>> 2;
    for (; at < last; at++) {
      const word = words[at] as number;
      // True when a byte is below 0x23.
      if (((word - 0x23232323) & ~word & 0x80808080) !== 0) break;
    }
    return at << 2;
  }

  #isBlank(): boolean {
    for (let at = this.start; at < this.stop; at++) {
      const byte = this.bytes[at] as number;
      if (byte === this.#delimiter || (byte !== SPACE && byte !== TAB)) return false;
    }
    return true;
  }
}
