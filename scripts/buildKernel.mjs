import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernel, isOfPresentSource, KERNELS } from './kernel.mjs';

/** Compiles each kernel's assembly/ into wasm.ts beside it when the source has changed. That file is committed: a fresh clone needs no such step. */
for (const [name, folder] of Object.entries(KERNELS)) {
  const file = join(folder, 'wasm.ts');
  if (existsSync(file) && isOfPresentSource(readFileSync(file, 'utf8'), folder)) continue;
  console.log(`Compiling the ${name} kernel…`);
  writeFileSync(file, await compileKernel(folder));
}
