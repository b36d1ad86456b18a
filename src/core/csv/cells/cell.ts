import { APOSTROPHE, CR, LF, QUOTE, SPACE, TAB } from './bytes.ts';
import { FORMULA_START } from './formula.ts';

/** One cell of a record. Its content is `bytes[start…stop)`, without quotes and with doubled quotes halved. */
export class Cell {
  bytes = new Uint8Array(0);
  start = 0;
  stop = 0;
  /** End of the cell in the record: its delimiter, or the end of the record. */
  after = 0;
  /** Whether the cell begins with a quote that is a letter. */
  hasStrayQuote = false;
  /** Hash of the cell's bytes for a `CellMemo`; 0 unless the reader sets it. */
  hash = 0;
  #scratch = new Uint8Array(256);

  /** Takes the cell `bytes[start…stop)`, including its quotes if it has any. */
  take(bytes: Uint8Array<ArrayBuffer>, start: number, stop: number, delimiter: number): void {
    if (bytes[start] === QUOTE && start < stop) {
      this.read(bytes, start, stop, delimiter);
      return;
    }
    this.bytes = bytes;
    this.start = start;
    this.stop = this.after = stop;
  }

  /** Removes the apostrophe that `guarded` put before a text. */
  unguard(): void {
    let at = this.start;
    while (at < this.stop && this.bytes[at] === APOSTROPHE) at++;
    if (at > this.start && at < this.stop && FORMULA_START.test(String.fromCharCode(this.bytes[at] as number)))
      this.start++;
  }

  /**
   * Reads the cell that begins at `from` in a record that ends at `recordStop`. A quote at its beginning that does not
   * enclose it is a letter; two such quotes around it are not shown.
   */
  read(record: Uint8Array<ArrayBuffer>, from: number, recordStop: number, delimiter: number): void {
    this.bytes = record;
    this.hasStrayQuote = false;
    const isQuoted = record[from] === QUOTE && from < recordStop;
    if (isQuoted && this.#readQuoted(record, from, recordStop, delimiter)) return;
    let at = from;
    while (at < recordStop && record[at] !== delimiter) at++;
    this.hasStrayQuote = isQuoted;
    const isEnclosed = isQuoted && at - from > 1 && record[at - 1] === QUOTE;
    this.start = isEnclosed ? from + 1 : from;
    this.stop = isEnclosed ? at - 1 : at;
    this.after = at;
  }

  /** Returns false when the quote at `from` does not enclose a cell. */
  #readQuoted(record: Uint8Array<ArrayBuffer>, from: number, recordStop: number, delimiter: number): boolean {
    let isDoubled = false;
    let at = from + 1;
    for (; at < recordStop; at++) {
      if (record[at] !== QUOTE) continue;
      if (record[at + 1] !== QUOTE || at + 1 === recordStop) break;
      isDoubled = true;
      at++;
    }
    const after = at < recordStop ? endAfterQuote(record, at + 1, recordStop, delimiter) : -1;
    if (after < 0) return false;
    this.start = from + 1;
    this.stop = at;
    this.after = after;
    if (isDoubled) this.#copyHalved(record);
    return true;
  }

  /** Copies the cell with its doubled quotes halved. */
  #copyHalved(record: Uint8Array<ArrayBuffer>): void {
    if (this.#scratch.length < this.stop - this.start) this.#scratch = new Uint8Array(2 * (this.stop - this.start));
    const copy = this.#scratch;
    let length = 0;
    for (let at = this.start; at < this.stop; at++) {
      const byte = record[at] as number;
      copy[length++] = byte;
      if (byte === QUOTE) at++;
    }
    this.bytes = copy;
    this.start = 0;
    this.stop = length;
  }
}

/** Most spaces between a closing quote and the delimiter. */
const MOST_PADDING = 1000;

/**
 * Where a cell ends whose closing quote is followed by `bytes[at…stop)`: after spaces at most comes the delimiter, a
 * line end, or `stop`. −1 = something else comes, so the quote closes no cell.
 */
export function endAfterQuote(bytes: Uint8Array, at: number, stop: number, delimiter: number): number {
  const last = Math.min(stop, at + MOST_PADDING);
  for (let end = at; end < last; end++) {
    const byte = bytes[end] as number;
    if (byte === delimiter || byte === LF || byte === CR) return end;
    if (byte !== SPACE && byte !== TAB) return -1;
  }
  return last === stop ? stop : -1;
}

/** Every cell of a record as text, without quotes and otherwise unchanged. */
export function textsOfRecord(
  record: { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number },
  delimiter: number,
  decoder: TextDecoder,
): string[] {
  const cell = new Cell();
  const texts: string[] = [];
  for (let at = record.start; at <= record.stop; at = cell.after + 1) {
    cell.read(record.bytes, at, record.stop, delimiter);
    texts.push(decoder.decode(cell.bytes.subarray(cell.start, cell.stop)));
  }
  return texts;
}
