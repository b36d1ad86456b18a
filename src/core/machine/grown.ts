type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/**
 * A longer copy of a column, with room for `length` and at least half as much again as before, so that growing in steps
 * costs little.
 */
export function grown<T extends Column>(column: T, length: number): T {
  const longer = new (column.constructor as new (length: number) => T)(
    Math.max(length, Math.ceil(column.length * 1.5)),
  );
  longer.set(column);
  return longer;
}
