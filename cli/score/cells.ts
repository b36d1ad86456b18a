import { toSafeCell } from '../../src/core/csv/write/cells.ts';

/** `title: ±roubles`, with kopecks. Titles come from a model file, which anyone may have made. */
export function toReasonCell(title: string, rub: number): string {
  return toSafeCell(`${title}: ${rub < 0 ? '-' : '+'}${Math.abs(rub).toFixed(2)}`);
}
