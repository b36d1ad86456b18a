import type { DecimalSign } from '../../importPlan.ts';
import type { ByteBuffer } from '../../records/byteBuffer.ts';

/** What is wanted of the columns of a file. */
export type WantedColumns = {
  /** By column: the position of its numbers in `numbers`, or `UNUSED` or `CELL`. */
  kinds: Int32Array;
  /** By column. */
  decimals: readonly DecimalSign[];
  /** How many numbers a record gives. */
  slots: number;
};

/**
 * Takes records apart: nearly every cell of a bank's file is a plain number, nothing, or `nan`, and is read here; the
 * few others are left to the caller. Records are read where they stand in the buffer's bytes.
 */
export type RecordReader = {
  readonly buffer: ByteBuffer;
  /** Reads the record `bytes[start…stop)`. @returns the number of its cells */
  read(start: number, stop: number): number;
  /**
   * The record's numbers, NaN where there is none. What no column gives, and what is among the `cells`, is left from
   * before.
   */
  readonly numbers: Float64Array<ArrayBuffer>;
  /**
   * The `cellCount` cells that are not in `numbers`: all of the kind `CELL`, and what stands in a number's place and is
   * no plain number. Of each its column, where it begins and ends in the bytes, quotes included, and a hash of these
   * bytes.
   */
  readonly cells: Int32Array<ArrayBuffer>;
  readonly cellCount: number;
};
