import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

/**
 * `npm run score`. The build runs in a process of its own that writes to standard error, because standard output is for
 * forecasts only. The tool runs in this process, so that its exit code and memory are those of the command.
 */
const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.resolve('./buildScore.mjs'))], {
  stdio: ['ignore', process.stderr, process.stderr],
});
if (status === 0) await import(pathToFileURL(join(ROOT, 'dist-cli', 'score.js')).href);
else process.exitCode = 5;
