import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

/**
 * `npm run score`. The build runs in a child process that writes to standard error, because standard output is for
 * forecasts only. The command runs in this process, so the exit code and memory are its own.
 */
const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.resolve('./buildScore.mjs'))], {
  stdio: ['ignore', process.stderr, process.stderr],
});
if (status === 0) await import(pathToFileURL(join(ROOT, 'dist-cli', 'score.js')).href);
else process.exitCode = 5;
