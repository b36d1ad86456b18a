import { at } from '../../at.ts';
import { startKernel } from '../../simd.ts';
import type { Texts } from '../texts.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/** Exports of the compiled code; addresses in bytes. See assembly/kernel.ts. */
type SearchKernel = {
  memory: WebAssembly.Memory;
  workSpace(): number;
  markParts: (...args: MarkArguments) => void;
};

type MarkArguments = [
  units: number,
  unitCount: number,
  first: number,
  ends: number,
  letters: number,
  letterCount: number,
  found: number,
];

/** The most units per letter in the compiled code. */
export const MAX_FORMS = 4;
/** Units copied into the kernel's memory at once, at least one row. */
const PORTION_UNITS = 500_000;
/** Units compared at once; as many must follow the last one. */
const LANES = 8;
const PAGE_BYTES = 65_536;

let kernel: SearchKernel | null = null;

/**
 * Marks the rows that contain these letters side by side, eight units at once. Check `hasSimd` first.
 * @param letters for each one the units that count as it, one to four
 * @param found a byte for each row; matching ones become 1
 */
export function markPartsBySimd(texts: Texts, letters: readonly (readonly number[])[], found: Uint8Array): void {
  const { units, starts, rows } = texts.layout();
  kernel ??= startKernel<SearchKernel>(KERNEL_BASE64);
  const forms = Uint16Array.from(
    letters.flatMap((units) => Array.from({ length: MAX_FORMS }, (_, form) => units[form] ?? at(units, 0))),
  );
  for (let row = 0; row < rows; ) {
    const next = endOfPortion(starts, row, rows);
    const [from, to] = [starts[row] as number, starts[next] as number];
    const layout = reserveMemory(kernel, { units: to - from, letters: letters.length, rows: next - row });
    const { buffer } = kernel.memory;
    new Uint16Array(buffer, layout.letters).set(forms);
    const portion = new Uint16Array(buffer, layout.units);
    portion.set(units.subarray(from, to));
    portion.fill(0, to - from, to - from + letters.length + LANES);
    new Uint32Array(buffer, layout.ends).set(starts.subarray(row + 1, next + 1));
    const marks = new Uint8Array(buffer, layout.found, next - row);
    marks.set(found.subarray(row, next));
    kernel.markParts(layout.units, to - from, from, layout.ends, layout.letters, letters.length, layout.found);
    found.set(marks, row);
    row = next;
  }
}

/** The row after the last one that still fits; a long row is a portion alone. */
function endOfPortion(starts: Uint32Array, row: number, rows: number): number {
  const limit = (starts[row] as number) + PORTION_UNITS;
  let [end, tooFar] = [row + 1, rows + 1];
  while (tooFar - end > 1) {
    const middle = (end + tooFar) >> 1;
    if ((starts[middle] as number) <= limit) end = middle;
    else tooFar = middle;
  }
  return end;
}

type Sizes = { units: number; letters: number; rows: number };

/** Addresses of everything that the kernel reads and writes; its memory grows to hold it. */
function reserveMemory({ memory, workSpace }: SearchKernel, sizes: Sizes) {
  const letters = (workSpace() + 15) & ~15;
  const ends = letters + 2 * MAX_FORMS * sizes.letters;
  const units = ends + 4 * sizes.rows;
  const found = units + 2 * (sizes.units + sizes.letters + LANES);
  const missing = found + sizes.rows - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return { letters, ends, units, found };
}
