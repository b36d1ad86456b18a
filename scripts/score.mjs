import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

/**
 * `npm run score`: what the command line needs is made in a process of its own, whose words go to standard error, since standard output
 * is the answer's; then the tool runs in this one, so that its exit code and memory are those seen from outside.
 */
const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.resolve('./buildScore.mjs'))], {
  stdio: ['ignore', process.stderr, process.stderr],
});
if (status === 0) await import(pathToFileURL(join(ROOT, 'dist-cli', 'score.js')).href);
else process.exitCode = 5;
