/** Bytes of rejected rows kept of one import: 10,000 rows of 220 features. */
export const REJECTED_BYTES_KEPT = 32_000_000;

const FIRST_BYTES = 64 * 1024;

/** Collects rejected rows, byte by byte as in their file. */
export class RejectedRows {
  /** Line on which each row began. */
  readonly lines: number[] = [];
  /** End of each row among the bytes. */
  readonly stops: number[] = [];
  #buffer = new Uint8Array(0);
  #length = 0;

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Keeps the record `bytes[start…stop)`, unless it would exceed `REJECTED_BYTES_KEPT`. */
  add(line: number, { bytes, start, stop }: { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number }): void {
    const length = this.#length + stop - start;
    if (length > REJECTED_BYTES_KEPT) return;
    if (length > this.#buffer.length) this.#enlarge(Math.max(length, this.#length * 2, FIRST_BYTES));
    this.#buffer.set(bytes.subarray(start, stop), this.#length);
    this.#length = length;
    this.lines.push(line);
    this.stops.push(length);
  }

  #enlarge(size: number): void {
    const larger = new Uint8Array(Math.min(size, REJECTED_BYTES_KEPT));
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}
