import { hashBytes, stirHash } from '../../machine/hashText.ts';
import type { Cell } from '../cells/cell.ts';

/**
 * Remembers the number for a cell's bytes, so that a text met a thousand times is decoded once: a hash table (open
 * addressing) over the bytes themselves, by the hash that the cell was given.
 */
export class CellMemo {
  readonly #compute: (cell: Cell) => number;
  /** Entry + 1 by slot; 0 = free. */
  #slots = new Int32Array(256);
  #entries = 0;
  #hashes = new Int32Array(128);
  #values = new Float64Array(128);
  /** Where each entry's bytes begin in `#texts`; entry n ends where n + 1 begins. */
  #starts = new Int32Array(129);
  #texts = new Uint8Array(4096);

  constructor(compute: (cell: Cell) => number) {
    this.#compute = compute;
  }

  valueOf(cell: Cell): number {
    const { hash } = cell;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.#slots[slot] as number; entry !== 0; entry = this.#slots[slot] as number) {
      if (this.#hashes[entry - 1] === hash && this.#equals(entry - 1, cell)) return this.#values[entry - 1] as number;
      slot = (slot + 1) & mask;
    }
    const value = this.#compute(cell);
    this.#slots[slot] = this.#entries + 1;
    this.#add(cell, hash, value);
    return value;
  }

  #equals(entry: number, { bytes, start, stop }: Cell): boolean {
    const from = this.#starts[entry] as number;
    if ((this.#starts[entry + 1] as number) - from !== stop - start) return false;
    for (let at = start, text = from; at < stop; at++, text++) {
      if (bytes[at] !== this.#texts[text]) return false;
    }
    return true;
  }

  #add({ bytes, start, stop }: Cell, hash: number, value: number): void {
    const entry = this.#entries++;
    const from = this.#starts[entry] as number;
    const end = from + stop - start;
    this.#hashes[entry] = hash;
    this.#values[entry] = value;
    this.#starts[entry + 1] = end;
    if (end > this.#texts.length) this.#texts = enlarged(this.#texts, new Uint8Array(end * 2));
    this.#texts.set(bytes.subarray(start, stop), from);
    if (this.#entries * 2 === this.#slots.length) this.#grow();
  }

  #grow(): void {
    const size = this.#slots.length * 2;
    this.#hashes = enlarged(this.#hashes, new Int32Array(size / 2));
    this.#values = enlarged(this.#values, new Float64Array(size / 2));
    this.#starts = enlarged(this.#starts, new Int32Array(size / 2 + 1));
    this.#slots = new Int32Array(size);
    for (let entry = 0; entry < this.#entries; entry++) {
      let slot = (this.#hashes[entry] as number) & (size - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = entry + 1;
    }
  }
}

/** The hash by which a cell is remembered; the compiled code computes the same. */
export function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  return stirHash(hashBytes(bytes, start, stop));
}

function enlarged<T extends { set(source: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
