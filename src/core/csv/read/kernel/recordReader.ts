import type { DecimalSign } from '../../importPlan.ts';
import type { ByteBuffer } from '../../records/byteBuffer.ts';

/** What the caller needs of a file's columns. */
export type WantedColumns = {
  /** By column: the position of its numbers in `numbers`, or `UNUSED` or `CELL`. */
  slots: Int32Array;
  /** By column: the decimal sign of the numbers that are read here; `auto` = none. */
  decimals: readonly DecimalSign[];
  /** Number of numbers per record. */
  slotCount: number;
};

/**
 * Splits records into cells. Nearly every cell of a bank's file is a plain number, empty, or `nan`, and is read here;
 * the few others are left to the caller. Records are read in place in the buffer's bytes.
 */
export type RecordReader = {
  readonly buffer: ByteBuffer;
  /** Takes a decimal sign in a column from the next record on. */
  setDecimal(column: number, decimal: DecimalSign): void;
  /**
   * Reads the record `bytes[start…stop)`.
   * @param hasStrayQuote whether a cell begins with a quote that is a letter
   * @returns the number of its cells
   */
  read(start: number, stop: number, hasStrayQuote: boolean): number;
  /**
   * The record's numbers, NaN where there is none. Numbers without a column, and those among the `cells`, keep their
   * earlier value.
   */
  readonly numbers: Float64Array<ArrayBuffer>;
  /**
   * The `cellCount` cells that are not in `numbers`: all of `CELL` columns, and those in a number's column that are not
   * plain numbers. For each: its column, its start and end in the bytes, quotes included, and a hash of these bytes.
   */
  readonly cells: Int32Array<ArrayBuffer>;
  readonly cellCount: number;
};
