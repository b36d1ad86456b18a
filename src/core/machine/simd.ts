/** A function that adds two vectors: valid where there is SIMD. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0f, 0x01, 0x0d, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x41, 0x00, 0xfd, 0x0f, 0xfd, 0xae, 0x01, 0x0b],
);

/** Whether this environment runs WebAssembly with 128-bit vectors. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(PROBE);
}

const compiled = new Map<string, WebAssembly.Module>();

/** Starts the code of a kernel, compiled once, with a memory of its own. Ask `hasSimd` first. */
export function startKernel<Exports>(base64: string): Exports {
  const module = compiled.get(base64) ?? compile(base64);
  compiled.set(base64, module);
  return new WebAssembly.Instance(module).exports as Exports;
}

function compile(base64: string): WebAssembly.Module {
  return new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}
