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

/** A function that adds two vectors: valid where there is SIMD. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0f, 0x01, 0x0d, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f, 0xfd, 0xae, 0x01, 0x0b],
);

/** Whether this world runs WebAssembly with 128-bit vectors. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(PROBE);
}

let compiled: WebAssembly.Module | undefined;

/** Starts the compiled code, with a memory of its own. Ask `hasSimd` first. */
export function startEngine(): Engine {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BASE64), (letter) => letter.charCodeAt(0)));
  return new WebAssembly.Instance(compiled).exports as unknown as Engine;
}
