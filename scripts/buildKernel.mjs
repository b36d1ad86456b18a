import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';
import { compileKernel, isOfPresentSource } from './kernel.mjs';

/**
 * Compiles src/core/trees/kernel/assembly/ into wasm.ts beside it when the source has changed. That file is committed: a fresh clone
 * needs no such step.
 */
const FILE = join(ROOT, 'src', 'core', 'trees', 'kernel', 'wasm.ts');
if (!existsSync(FILE) || !isOfPresentSource(readFileSync(FILE, 'utf8'))) {
  console.log('Compiling the SHAP kernel…');
  writeFileSync(FILE, await compileKernel());
}
