import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernel, isUpToDate, KERNELS } from './kernel.mjs';

/**
 * Compiles the assembly/ of each kernel into the wasm.ts beside it when the source has changed. wasm.ts is committed,
 * so a fresh clone needs no compiling.
 */
for (const [name, folder] of Object.entries(KERNELS)) {
  const file = join(folder, 'wasm.ts');
  if (existsSync(file) && isUpToDate(readFileSync(file, 'utf8'), folder)) continue;
  console.log(`Compiling the ${name} kernel…`);
  writeFileSync(file, await compileKernel(folder));
}
