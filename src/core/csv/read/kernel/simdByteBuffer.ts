import { type ByteBuffer, MARKED } from '../../records/byteBuffer.ts';
import { MARGIN } from './assembly/layout.ts';
import type { CsvKernel } from './csvKernel.ts';

const PAGE_BYTES = 65_536;

/** A buffer at the end of the compiled code's memory. */
export class SimdByteBuffer implements ByteBuffer {
  bytes = new Uint8Array(0);
  marks = new Uint32Array(0);
  readonly skipUtf8: (from: number, to: number) => number;
  readonly #kernel: CsvKernel;
  readonly #start: number;
  readonly #onMove: () => void;

  /** `onMove` is called after a larger memory has replaced the memory. */
  constructor(kernel: CsvKernel, start: number, onMove: () => void) {
    this.#kernel = kernel;
    this.skipUtf8 = kernel.skipUtf8;
    this.#start = start;
    this.#onMove = onMove;
    this.enlarge(MARKED);
  }

  /** @throws RangeError when there is not enough memory */
  enlarge(size: number): void {
    const { memory } = this.#kernel;
    const marks = this.#start + size + MARGIN;
    const missing = marks + size / 8 - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    const buffer = memory.buffer as ArrayBuffer;
    this.bytes = new Uint8Array(buffer, this.#start, size);
    this.marks = new Uint32Array(buffer, marks, size / MARKED);
    this.#onMove();
  }

  mark(from: number, to: number): void {
    this.#kernel.mark(from, to, this.marks.byteOffset);
  }
}
