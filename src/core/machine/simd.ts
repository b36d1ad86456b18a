/** A function that adds two vectors: valid where there is SIMD. */
const PROBE = fromBase64('AGFzbQEAAAABBQFgAAF7AwIBAAoPAQ0AQQD9D0EA/Q/9rgEL');

/** Whether this environment runs WebAssembly with 128-bit vectors. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(PROBE);
}

const compiled = new Map<string, WebAssembly.Module>();

/** Starts the code of a kernel, compiled once, with its own memory. Check `hasSimd` first. */
export function startKernel<Exports>(base64: string): Exports {
  const module = compiled.get(base64) ?? compile(base64);
  compiled.set(base64, module);
  return new WebAssembly.Instance(module).exports as Exports;
}

function compile(base64: string): WebAssembly.Module {
  return new WebAssembly.Module(fromBase64(base64));
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
