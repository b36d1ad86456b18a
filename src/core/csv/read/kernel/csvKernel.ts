import { startKernel } from '../../../machine/simd.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/**
 * Exports of the compiled code; addresses and sizes in bytes, positions counted from the first of the file's bytes. See
 * assembly/layout.ts.
 */
export type CsvKernel = {
  memory: WebAssembly.Memory;
  /** First address that the caller may use. */
  workSpace(): number;
  /** Address of the powers of five, which the caller must write. */
  powersOfFive(): number;
  /** Sets all addresses: descriptions of the columns, the numbers, the cells and the file's bytes. */
  open(columns: number, width: number, numbers: number, cells: number, bytes: number, delimiter: number): void;
  /** Marks line ends and quotes between two positions of the file's bytes, the first a multiple of 32. */
  mark(from: number, to: number, marks: number): void;
  /** End of the whole UTF-8 characters between two positions of the file's bytes. */
  skipUtf8(from: number, to: number): number;
  /** Reads the record between two positions. @returns the number of its cells */
  readRecord(start: number, stop: number): number;
};

/** Starts the compiled code with its own memory. Check `hasSimd` first. */
export function startCsvKernel(): CsvKernel {
  return startKernel<CsvKernel>(KERNEL_BASE64);
}
