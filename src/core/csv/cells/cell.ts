import { APOSTROPHE, QUOTE } from './bytes.ts';
import { FORMULA_START } from './formula.ts';

/** One cell of a record. Its content is `bytes[start…stop)`, without quotes and with doubled quotes halved. */
export class Cell {
  bytes = new Uint8Array(0);
  start = 0;
  stop = 0;
  /** End of the cell in the record: its delimiter, or the end of the record. */
  after = 0;
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

  /** Reads the cell that begins at `from` in a record that ends at `recordStop`. */
  read(record: Uint8Array<ArrayBuffer>, from: number, recordStop: number, delimiter: number): void {
    this.bytes = record;
    if (record[from] === QUOTE && from < recordStop) {
      this.#readQuoted(record, from, recordStop, delimiter);
      return;
    }
    let at = from;
    while (at < recordStop && record[at] !== delimiter) at++;
    this.start = from;
    this.stop = this.after = at;
  }

  #readQuoted(record: Uint8Array<ArrayBuffer>, from: number, recordStop: number, delimiter: number): void {
    let at = from + 1;
    while (at < recordStop && record[at] !== QUOTE) at++;
    this.start = from + 1;
    this.stop = at;
    this.after = Math.min(at + 1, recordStop);
    if (this.after < recordStop && record[this.after] !== delimiter) this.#copyQuoted(record, recordStop, delimiter);
  }

  /** The slow path, for doubled quotes and for text after the closing quote, which belongs to the cell. */
  #copyQuoted(record: Uint8Array<ArrayBuffer>, recordStop: number, delimiter: number): void {
    if (this.#scratch.length < recordStop - this.start) this.#scratch = new Uint8Array(2 * (recordStop - this.start));
    const copy = this.#scratch;
    let length = 0;
    let quoted = true;
    let at = this.start;
    for (; at < recordStop; at++) {
      const byte = record[at] as number;
      if (byte === delimiter && !quoted) break;
      if (byte === QUOTE && quoted) {
        if (at + 1 < recordStop && record[at + 1] === QUOTE) at++;
        else {
          quoted = false;
          continue;
        }
      }
      copy[length++] = byte;
    }
    this.after = at;
    this.bytes = copy;
    this.start = 0;
    this.stop = length;
  }
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
