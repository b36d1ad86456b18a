import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, in which all commands run. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command and shows its output; throws an error that names the command when it fails. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (status !== 0) throw new Error(`"${command} ${args.join(' ')}" failed`);
}

/** Installs the npm packages unless those of the current lock file are installed. */
export function ensurePackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`TunTunDohod needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  }
  onceFor(join(ROOT, 'package-lock.json'), join(ROOT, 'node_modules', '.tuntundohod'), () => {
    console.log('Installing packages (once)…');
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  });
}

/**
 * Creates the virtual environment of ml/ unless the current requirements are installed in it.
 * @returns {string} path of its Python
 */
export function ensurePython() {
  const venv = join(ROOT, 'ml', '.venv');
  const python = join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  onceFor(join(ROOT, 'ml', 'requirements.txt'), join(venv, '.tuntundohod'), () => {
    console.log('Making the Python environment of ml/ (once)…');
    const base = findPython();
    if (spawnSync(base, ['-m', 'venv', '--clear', venv]).status !== 0) {
      installOnDebian(['python3-venv']);
      run(base, ['-m', 'venv', '--clear', venv]);
    }
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'ml/requirements.txt']);
  });
  return python;
}

function findPython() {
  const works = (name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status === 0;
  const find = () => ['python3', 'python'].find(works);
  const found = find();
  if (found) return found;
  installOnDebian(['python3', 'python3-venv']);
  const installed = find();
  if (!installed) throw new Error('ml/ needs Python 3.11 or newer: install it and run the command again.');
  return installed;
}

/** Whether this process may install packages with apt-get. */
export function isRootOnDebian() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

export function installOnDebian(packages) {
  if (!isRootOnDebian()) return;
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', ...packages]);
}

/** Runs `work` unless the stamp holds the hash of the file's current content. */
function onceFor(file, stamp, work) {
  const wanted = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
