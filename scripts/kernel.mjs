import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const SOURCE = join(ROOT, 'src', 'core', 'trees', 'kernel', 'assembly');
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];

/**
 * Compiles the SHAP kernel.
 * @returns {Promise<string>} a TypeScript module that holds the code
 */
export async function compileKernel() {
  const { default: asc } = await import('assemblyscript/asc');
  let code = Buffer.alloc(0);
  const args = ['kernel.ts', '--baseDir', SOURCE, '--outFile', 'kernel.wasm', ...OPTIONS];
  const { error, stderr } = await asc.main(args, {
    writeFile: (_, contents) => {
      code = Buffer.from(contents);
    },
  });
  if (error) throw new Error(`AssemblyScript: ${error.message}\n${stderr}`);
  return [
    `/** Compiled from assembly/ by \`npm run build\`; not to be edited. Source ${sourceHash()} */`,
    'export const KERNEL_BASE64 =',
    `  '${code.toString('base64')}';\n`,
  ].join('\n');
}

/** Says whether a module that `compileKernel` gave is of the present source, compiler and options. */
export function isOfPresentSource(module) {
  return module.includes(`Source ${sourceHash()} `);
}

function sourceHash() {
  const hash = createHash('sha256').update(OPTIONS.join(' '));
  hash.update(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies.assemblyscript);
  const files = readdirSync(SOURCE).filter((name) => name.endsWith('.ts'));
  for (const name of files.sort()) hash.update(readFileSync(join(SOURCE, name), 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex').slice(0, 16);
}
