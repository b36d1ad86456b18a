import { CR, LF, QUOTE } from '../cells/bytes.ts';

/** Bytes per word of marks, one bit for each. */
export const MARKED = 32;

/** Holds a file's bytes while their records are found and read. */
export type ByteBuffer = {
  bytes: Uint8Array<ArrayBuffer>;
  /** One bit for each byte, the lowest first: whether it ends a line or is a quote. Valid as far as `mark` has run. */
  marks: Uint32Array<ArrayBuffer>;
  /** Enlarges `bytes` to a multiple of 32; the bytes are kept, the marks are not. */
  enlarge(size: number): void;
  /** Marks `bytes[from…to)`; `from` is a multiple of 32. Marks from `to` on are undefined. */
  mark(from: number, to: number): void;
  /**
   * How far `bytes[from…to)` are certainly whole characters of UTF-8; null where that is no faster than checking each
   * byte.
   */
  skipUtf8: ((from: number, to: number) => number) | null;
};

/** A buffer in JavaScript's own memory. */
export class PlainByteBuffer implements ByteBuffer {
  bytes = new Uint8Array(0);
  marks = new Uint32Array(0);
  readonly skipUtf8 = null;
  #words = new Uint32Array(0);

  enlarge(size: number): void {
    const larger = new Uint8Array(size);
    larger.set(this.bytes);
    this.bytes = larger;
    this.#words = new Uint32Array(larger.buffer);
    this.marks = new Uint32Array(size / MARKED);
  }

  mark(from: number, to: number): void {
    for (let at = from; at < to; at += MARKED) this.marks[at / MARKED] = this.#marksOf(at / 4);
  }

  /** The marks of eight words. Line ends and quotes are all below `#`, so a word without a byte below it is skipped. */
  #marksOf(first: number): number {
    let marks = 0;
    for (let at = 0; at < 8; at++) {
      const word = this.#words[first + at] as number;
      if (((word - 0x23232323) & ~word & 0x80808080) === 0) continue;
      for (let byte = 0; byte < 4; byte++) {
        const value = (word >>> (8 * byte)) & 0xff;
        if (value === LF || value === CR || value === QUOTE) marks |= 1 << (4 * at + byte);
      }
    }
    return marks;
  }
}
