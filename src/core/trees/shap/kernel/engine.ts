import { startKernel } from '../../../machine/simd.ts';
import { KERNEL_BASE64 } from './wasm.ts';

/** What the compiled code offers; addresses and sizes in bytes. */
export type Engine = {
  memory: WebAssembly.Memory;
  /** First address that is free. */
  workSpace(): number;
  takeRows(rows: number, groups: number, features: number, columns: number): void;
  explain(firstStep: number, end: number, size: number): void;
  giveRows(kept: number, groups: number, features: number, rows: number, sums: number, base: number): void;
};

/** Starts the compiled code, with a memory of its own. Ask `hasSimd` first. */
export function startEngine(): Engine {
  return startKernel<Engine>(KERNEL_BASE64);
}
