import { compileModule } from '../../simd.ts';
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

let compiled: WebAssembly.Module | undefined;

/** Starts the compiled code, with a memory of its own. Ask `hasSimd` first. */
export function startEngine(): Engine {
  compiled ??= compileModule(KERNEL_BASE64);
  return new WebAssembly.Instance(compiled).exports as unknown as Engine;
}
