import type { ShapModel } from '../shapModel.ts';

/** Rows that the kernel explains at once; the compiled code knows the number too (`COLUMN` in assembly/rows.ts). */
export const BLOCK_ROWS = 64;

/** Bytes of one number for each row of a block. */
export const COLUMN = BLOCK_ROWS * 4;

/** Most quadrature points of a tree, so 16 different features on a path. */
export const MAX_POINTS = 8;

/**
 * Where the kernel's work space lies in its memory: addresses in bytes. Tables and steps of the model follow at `end`.
 */
export type MemoryLayout = ReturnType<typeof layOutMemory>;

/**
 * Work space of a model. A column is 64 numbers, one for each row of a block; a group is 4 of them. What has a number
 * for each quadrature point has n columns, group by group. At each depth there are two, for the left child and the
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
    /** All bits set: where no earlier split can disagree. */
    ones: reserve(COLUMN),
    /** A of a root, for n points at `roots + COLUMN × n × (n − 1) / 2`: the quadrature weights. */
    roots: reserve((COLUMN * MAX_POINTS * (MAX_POINTS + 1)) / 2),
    /** X of the splits on the way, and O for the splits on their features further down. */
    deviations: reserve(COLUMN * depth),
    agrees: reserve(2 * COLUMN * depth),
    above: reserve(2 * COLUMN * MAX_POINTS * depth),
    below: reserve(2 * COLUMN * MAX_POINTS * depth),
    /** φ of each feature; one column more for the empty places of a table. */
    phi: reserve(COLUMN * (featureCount + 1)),
    /** The same in double precision, for sums of many trees. */
    phiSums: reserve(2 * COLUMN * featureCount),
    /** Each feature twice: missing goes left, missing goes right. Groups of four features are written. */
    columns: reserve(2 * COLUMN * (featureCount + 3)),
    /** Rows as they come, and contributions as they go. Groups of four features are read. */
    rows: reserve(BLOCK_ROWS * featureCount * 4 + 16),
    forecasts: reserve(BLOCK_ROWS * 8),
  };
  return { featureCount, ...addresses, end };
}
