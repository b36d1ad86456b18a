/**
 * How the kernel and its caller lay out what they share. Both are compiled with this file, as TypeScript and as
 * AssemblyScript, so it holds plain numbers only.
 */

/**
 * Kinds of columns that are no numbers: of no interest, or cells that the caller reads. Others are the place of a
 * number, from 0.
 */
export const UNUSED = -1;
export const CELL = -2;

/** Bytes that describe a column: its kind, of a number in bytes from the first one, and its decimal sign, 0 = none. */
export const COLUMN_BYTES = 8;
export const SIGN_AT = 4;

/** Words that describe a cell: its column, where it begins and ends among the file's bytes, and a hash of its bytes. */
export const CELL_WORDS = 4;

/** Bytes that the kernel may look at before the first of the file's bytes and after the last one. */
export const MARGIN = 64;
