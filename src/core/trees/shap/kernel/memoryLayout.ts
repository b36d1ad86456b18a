import type { ShapModel } from '../shapModel.ts';

/** Rows that the kernel explains at once; the compiled code uses the same number (`COLUMN` in assembly/rows.ts). */
export const BLOCK_ROWS = 64;

/** Bytes of one number for each row of a block. */
export const COLUMN = BLOCK_ROWS * 4;

/** Most quadrature points of a tree, which allow 16 different features on a path. */
export const MAX_POINTS = 8;

/** Addresses of the kernel's work space in its memory, in bytes. Tables and steps of the model follow at `end`. */
export type MemoryLayout = ReturnType<typeof layOutMemory>;

/**
 * Lays out the work space of a model. A column is 64 numbers, one for each row of a block; a group is 4 of them. Data
 * with a number for each quadrature point has n columns, group by group. Each depth has two, for the left child and the
 * right one.
 */
export function layOutMemory({ featureCount }: ShapModel, { depth, start }: { depth: number; start: number }) {
  let end = Math.ceil(start / 64) * 64;
  const reserve = (sizeBytes: number) => {
    const address = end;
    end += Math.ceil(sizeBytes / 64) * 64;
    return address;
  };
  const addresses = {
    /** All bits set: no earlier split can disagree. */
    ones: reserve(COLUMN),
    /** A of a root, for n points at `roots + COLUMN × n × (n − 1) / 2`: the quadrature weights. */
    roots: reserve((COLUMN * MAX_POINTS * (MAX_POINTS + 1)) / 2),
    /** X of the splits on the path, and O for lower splits on their features. */
    deviations: reserve(COLUMN * depth),
    agrees: reserve(2 * COLUMN * depth),
    above: reserve(2 * COLUMN * MAX_POINTS * depth),
    below: reserve(2 * COLUMN * MAX_POINTS * depth),
    /** φ of each feature; one more column for the empty places of a table. */
    phi: reserve(COLUMN * (featureCount + 1)),
    /** The same in double precision, for sums of many trees. */
    phiSums: reserve(2 * COLUMN * featureCount),
    /** Each feature twice: missing goes left, missing goes right. Groups of four features are written. */
    columns: reserve(2 * COLUMN * (featureCount + 3)),
    /** Input rows, and then contributions. Groups of four features are read. */
    rows: reserve(BLOCK_ROWS * featureCount * 4 + 16),
    forecasts: reserve(BLOCK_ROWS * 8),
  };
  return { featureCount, ...addresses, end };
}
