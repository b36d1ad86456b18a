import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installOnDebian, isRootOnDebian, ROOT } from './install.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** No background traffic, runs as root, WebGPU in software: the browser behaves the same on every machine. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

/** Path of an installed Chromium, Chrome or Edge, or null. `CHROMIUM_PATH` names one that is not on PATH. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

/** Finds a browser for the tests or installs one: the system's as root on Debian, else Playwright's. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium, Chrome or Edge on PATH: installing one.');
  if (isRootOnDebian()) {
    installOnDebian(['chromium']);
  } else {
    spawnSync('npx', ['playwright', 'install', 'chromium'], { cwd: ROOT, stdio: 'inherit' });
  }
  const installed = findChromium() ?? playwrightChromium();
  if (!installed) throw new Error('No browser could be installed: install Chromium, or name one with CHROMIUM_PATH.');
  return installed;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightChromium() {
  const script = "import { chromium } from 'playwright'; console.log(chromium.executablePath())";
  const path = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
  return isExecutable(path) ? path : null;
}
