import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT, run } from '../scripts/install.mjs';

const FOLDER = join(ROOT, 'bench', 'data', 'explain');
const BUNDLE = join(ROOT, 'bench', 'data', 'explain-bundle');
const SHIPPED = join(ROOT, 'public', 'models', 'income', 'income.onnx');
const NATIVE_ROWS = 256;

/** Trains the explained models once, and bundles the kernel's side. */
export async function prepareExplaining(python) {
  if (!existsSync(join(FOLDER, 'rows.f32'))) {
    console.log('Training the models that are explained (once)…');
    run(python, ['bench/explain_native.py', FOLDER, '--train']);
  }
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: 'bench/harness/explain.ts', target: 'node20', outDir: BUNDLE, emptyOutDir: true },
  });
}

/** One round: the libraries, then the kernel, on one thread each. */
export function measureExplaining(python) {
  const native = read(python, ['bench/explain_native.py', FOLDER, '--rows', String(NATIVE_ROWS)]);
  return { native, own: read(process.execPath, [join(BUNDLE, 'explain.js'), FOLDER, SHIPPED]) };
}

/** One row per model with medians over the rounds, for the console and bench/results.json. */
export function compareExplaining(rounds) {
  const [{ native, own }] = rounds;
  const median = (pick) => rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  return Object.keys(own).map((model) => {
    const microseconds = median((round) => round.own[model].microseconds);
    const peer = model in native.microseconds ? median((round) => round.native.microseconds[model]) : null;
    const library = model.startsWith('xgboost') ? `XGBoost ${native.xgboost}` : `LightGBM ${native.lightgbm}`;
    return {
      model: peer === null ? model : `${model}; peer: ${library}`,
      kernel: own[model].kernel,
      microseconds: round(microseconds),
      peer: peer && round(peer),
      ratio: peer && round(peer / microseconds),
      'one client, ms': round(median((each) => each.own[model].oneClientMs)),
      'open, ms': round(median((each) => each.own[model].openMs)),
      'memory, MB': round(own[model].sizeMb),
      difference: own[model].difference,
    };
  });
}

function read(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`"${args[0]}" failed:\n${stderr}`);
  return JSON.parse(stdout);
}

function round(value) {
  return Number(value.toPrecision(3));
}
