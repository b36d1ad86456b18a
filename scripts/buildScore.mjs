import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, ROOT, run } from './install.mjs';

/** Builds `dist-cli/score.js` when it is missing or older than its sources; installs missing packages first. */
const BUNDLE = join(ROOT, 'dist-cli', 'score.js');
const SOURCES = ['cli', 'src/core', 'workers/runtime', 'vite.cli.config.ts', 'package-lock.json'];

ensurePackages();
if (!existsSync(BUNDLE) || changedAt(BUNDLE) < Math.max(...SOURCES.map(newestIn))) build();

/** Builds into a temporary folder and replaces the bundle in one step, because another run may be loading it. */
function build() {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.score-'));
  try {
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    const options = ['--config', 'vite.cli.config.ts', '--mode', 'score', '--outDir', folder];
    run(process.execPath, [vite, 'build', ...options]);
    mkdirSync(join(ROOT, 'dist-cli'), { recursive: true });
    renameSync(join(folder, 'score.js'), BUNDLE);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function newestIn(source) {
  const path = join(ROOT, source);
  if (!statSync(path).isDirectory()) return changedAt(path);
  const entries = readdirSync(path, { recursive: true }).map((name) => join(path, name));
  return Math.max(...entries.map(changedAt));
}

function changedAt(path) {
  return statSync(path).mtimeMs;
}
