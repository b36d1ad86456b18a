import { startKernel } from '../../simd.ts';
import type { Texts } from '../texts.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/** What the compiled code offers; addresses in bytes. */
type Engine = {
  memory: WebAssembly.Memory;
  workSpace(): number;
  markParts(
    ...args: [
      units: number,
      unitCount: number,
      first: number,
      ends: number,
      letters: number,
      letterCount: number,
      found: number,
    ]
  ): void;
};

/** How many units a letter may be for the compiled code. */
export const MAX_FORMS = 4;
/** Units that go into the engine's memory at a time, at least one row. */
const PORTION_UNITS = 500_000;
/** Units at once, and so what has to follow the last one. */
const LANES = 8;
const PAGE_BYTES = 65_536;

let engine: Engine | null = null;

/**
 * Marks the rows that have these letters side by side, eight units at once. Ask `hasSimd` first.
 * @param letters for each one the units that count as it, one to four
 * @param found a byte for each row; those found become 1
 */
export function markPartsBySimd(texts: Texts, letters: readonly (readonly number[])[], found: Uint8Array): void {
  const { units, starts, rows } = texts.layout();
  engine ??= startKernel<Engine>(KERNEL_BASE64);
  const wanted = Uint16Array.from(
    letters.flatMap((forms) => Array.from({ length: MAX_FORMS }, (_, form) => forms[form] ?? forms[0] ?? 0)),
  );
  for (let row = 0; row < rows; ) {
    const next = endOfPortion(starts, row, rows);
    const [from, to] = [starts[row] as number, starts[next] as number];
    const layout = layOut(engine, { units: to - from, letters: letters.length, rows: next - row });
    const { buffer } = engine.memory;
    new Uint16Array(buffer, layout.letters).set(wanted);
    const room = new Uint16Array(buffer, layout.units);
    room.set(units.subarray(from, to));
    room.fill(0, to - from, to - from + letters.length + LANES);
    new Uint32Array(buffer, layout.ends).set(starts.subarray(row + 1, next + 1));
    const marks = new Uint8Array(buffer, layout.found, next - row);
    marks.set(found.subarray(row, next));
    engine.markParts(layout.units, to - from, from, layout.ends, layout.letters, letters.length, layout.found);
    found.set(marks, row);
    row = next;
  }
}

/** The row after the last one that still fits; a long row makes a portion of its own. */
function endOfPortion(starts: Uint32Array, row: number, rows: number): number {
  const most = (starts[row] as number) + PORTION_UNITS;
  let [fits, over] = [row + 1, rows + 1];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if ((starts[middle] as number) <= most) fits = middle;
    else over = middle;
  }
  return fits;
}

type Sizes = { units: number; letters: number; rows: number };

/** Where things lie; the memory grows to hold them. */
function layOut({ memory, workSpace }: Engine, sizes: Sizes) {
  const letters = (workSpace() + 15) & ~15;
  const ends = letters + 2 * MAX_FORMS * sizes.letters;
  const units = ends + 4 * sizes.rows;
  const found = units + 2 * (sizes.units + sizes.letters + LANES);
  const missing = found + sizes.rows - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return { letters, ends, units, found };
}
