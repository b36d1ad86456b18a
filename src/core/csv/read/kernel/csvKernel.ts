import { startKernel } from '../../../machine/simd.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/**
 * What the compiled code offers; addresses and sizes in bytes, places counted from the first of the file's bytes. See
 * assembly/layout.ts.
 */
export type CsvKernel = {
  memory: WebAssembly.Memory;
  /** First address that the caller may use. */
  workSpace(): number;
  /** Where the powers of five belong, which the caller has to write. */
  powersOfFive(): number;
  /** Says where everything lies: descriptions of the columns, the numbers, the cells and the file's bytes. */
  open(columns: number, width: number, numbers: number, cells: number, bytes: number, delimiter: number): void;
  /** Marks line ends and quotes between two places of the file's bytes, the first a multiple of 32. */
  mark(from: number, to: number, marks: number): void;
  /** Where whole characters of UTF-8 end between two places of the file's bytes. */
  skipUtf8(from: number, to: number): number;
  /** Reads the record between two places. @returns the number of its cells */
  readRecord(start: number, stop: number): number;
};

/** Starts the compiled code, with a memory of its own. Ask `hasSimd` first. */
export function startCsvKernel(): CsvKernel {
  return startKernel<CsvKernel>(KERNEL_BASE64);
}
