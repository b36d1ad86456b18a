import { type ByteBuffer, MARKED } from '../byteBuffer.ts';
import type { Engine } from './engine.ts';

const PAGE_BYTES = 65_536;

/** Bytes that the compiled code may look at before the first cell and after the last one. */
export const MARGIN = 64;

/** A room in the memory of the compiled code, at its end. */
export class SimdByteBuffer implements ByteBuffer {
  bytes = new Uint8Array(0);
  marks = new Uint32Array(0);
  readonly skipUtf8: (from: number, to: number) => number;
  readonly #engine: Engine;
  readonly #start: number;
  readonly #onMove: () => void;

  /** `onMove` is called when the memory has a new buffer. */
  constructor(engine: Engine, start: number, onMove: () => void) {
    this.#engine = engine;
    this.skipUtf8 = engine.skipUtf8;
    this.#start = start;
    this.#onMove = onMove;
    this.enlarge(MARKED);
  }

  /** @throws RangeError when there is no memory for it */
  enlarge(size: number): void {
    const { memory } = this.#engine;
    const marks = this.#start + size + MARGIN;
    const missing = marks + size / 8 - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    const buffer = memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(buffer, this.#start, size);
    this.marks = new Uint32Array(buffer, marks, size / MARKED);
    this.#onMove();
  }

  mark(from: number, to: number): void {
    this.#engine.mark(from, to, this.marks.byteOffset);
  }
}
