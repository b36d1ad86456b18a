import { Cell } from '../cells/cell.ts';
import { isUtf8 } from '../records/utf8.ts';

/** Columns of a record whose cells are not UTF-8. */
export function wrongColumns(
  { bytes, start, stop }: { bytes: Uint8Array<ArrayBuffer>; start: number; stop: number },
  delimiter: number,
): Set<number> {
  const cell = new Cell();
  const wrong = new Set<number>();
  for (let at = start, column = 0; at <= stop; at = cell.after + 1, column++) {
    cell.read(bytes, at, stop, delimiter);
    if (!isUtf8(bytes.subarray(at, cell.after))) wrong.add(column);
  }
  return wrong;
}
