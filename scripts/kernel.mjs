import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const CORE = join(ROOT, 'src', 'core');
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/** Folders of kernels: wasm.ts is compiled from assembly/. */
export const KERNELS = {
  SHAP: join(CORE, 'trees', 'shap', 'kernel'),
  scoring: join(CORE, 'trees', 'scoring'),
  CSV: join(CORE, 'csv', 'read', 'kernel'),
  search: join(CORE, 'machine', 'texts', 'search'),
};

/**
 * Compiles the kernel of a folder. The module contains a hash of its source, which `isUpToDate` checks.
 * @returns {Promise<string>} a TypeScript module that holds the code
 */
export async function compileKernel(folder) {
  const { default: asc } = await import('assemblyscript/asc');
  let code = Buffer.alloc(0);
  const args = ['kernel.ts', '--baseDir', join(folder, 'assembly'), '--outFile', 'kernel.wasm', ...OPTIONS];
  const { error, stderr } = await asc.main(args, {
    writeFile: (_, contents) => {
      code = Buffer.from(contents);
    },
  });
  if (error) throw new Error(`AssemblyScript: ${error.message}\n${stderr}`);
  return [
    `/** Compiled from assembly/ by \`npm run build\`; not to be edited. Source ${sourceHash(folder)} */`,
    'export const KERNEL_BASE64 =',
    `  '${code.toString('base64')}';\n`,
  ].join('\n');
}

/** Whether a module was compiled from the folder's current source, with the current compiler and options. */
export function isUpToDate(module, folder) {
  return module.includes(`Source ${sourceHash(folder)} `);
}

function sourceHash(folder) {
  const source = join(folder, 'assembly');
  const hash = createHash('sha256').update(OPTIONS.join(' '));
  hash.update(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.assemblyscript);
  const files = readdirSync(source).filter((name) => name.endsWith('.ts'));
  for (const name of files.sort()) hash.update(readFileSync(join(source, name), 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex').slice(0, 16);
}
