import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { ensurePackages, ensurePython, ROOT, run } from '../scripts/install.mjs';
import { compareExplaining, measureExplaining, prepareExplaining } from './explaining.mjs';
import { importThroughTheApp } from './wholeImport.mjs';

/**
 * `npm run bench`: measures the app in Chromium and the native way on the same file, in turns within one run. The ratio
 * counts; bench/results.json gets the medians of the rounds.
 */
const ROUNDS = 3;
const ROWS = 75_000;
const FILE = join(ROOT, 'bench', 'data', `clients-${ROWS}.csv`);
const FORECASTS = join(ROOT, 'bench', 'data', 'forecasts.csv');
const MODEL = join(ROOT, 'ml', 'out', 'income');
const BOOSTER = join(ROOT, 'bench', 'data', 'explain', 'xgboost-500.json');

ensurePackages();
const executablePath = ensureChromium();
const python = ensurePython();
if (!existsSync(join(MODEL, 'recipe.json'))) run(process.execPath, ['scripts/train.mjs']);
if (!existsSync(FILE)) run(python, ['ml/synth.py', '--rows', String(ROWS), '--months', 'test', '--out', FILE]);

await build({ root: ROOT, logLevel: 'warn' });
const harness = { root: join(ROOT, 'bench/harness'), outDir: join(ROOT, 'bench/data/harness') };
await build({
  root: harness.root,
  configFile: false,
  base: './',
  publicDir: join(ROOT, 'public'),
  worker: { format: 'es' },
  build: { outDir: harness.outDir, emptyOutDir: true, target: 'es2023' },
  logLevel: 'warn',
});
const app = await preview({ root: ROOT, preview: { port: 4188, strictPort: true } });
const stages = await preview({
  configFile: false,
  build: { outDir: harness.outDir },
  preview: { port: 4189, strictPort: true },
});

await prepareExplaining(python);
run(process.execPath, ['scripts/buildScore.mjs']);

const rounds = [];
for (let round = 1; round <= ROUNDS; round++) {
  console.log(`Round ${round} of ${ROUNDS}: native, stages, whole import, explaining…`);
  const explaining = measureExplaining(python);
  const [native, commandLine] = [measureNative(), measureCommandLine()];
  rounds.push({ native, commandLine, stages: await measureStages(), whole: await measureWhole(), explaining });
}
await Promise.all([app.close(), stages.close()]);

const median = (pick) => rounds.map(pick).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
const perSecond = (what, rows, ours, peer) => row(what, rows / median(ours), rows / median(peer), 'rows/s');
const results = [
  perSecond(
    'parse, one thread; peer: pandas read_csv',
    ROWS,
    (r) => r.stages.parse,
    (r) => r.native.parse,
  ),
  perSecond(
    'parse; peer: PapaParse with number conversion',
    ROWS,
    (r) => r.stages.parse,
    (r) => r.stages.papa,
  ),
  perSecond(
    'score with interval, one thread; peer: the libraries’ predict, all cores',
    ROWS,
    (r) => r.stages.score,
    (r) => r.native.score,
  ),
  perSecond(
    'store; peer: pandas to_sql into SQLite',
    ROWS,
    (r) => r.whole.store,
    (r) => r.native.store,
  ),
  perSecond(
    'store in chunks; peer: one record a row in the same database',
    ROWS,
    (r) => r.stages.store,
    (r) => r.stages.storeRecords,
  ),
  perSecond(
    'whole import, Import pressed in the preview to last commit; peer: parse + score + store',
    ROWS,
    (r) => r.whole.total,
    (r) => r.native.total,
  ),
  perSecond(
    'whole import as above; peer: read_csv + predict of one XGBoost of 500 trees, all cores, without an interval + to_sql',
    ROWS,
    (r) => r.whole.total,
    (r) => r.native.total_alone,
  ),
  perSecond(
    `whole import and an explanation of everyone; peer: parse + score + store + pred_contribs of 500 trees, a few rows measured on one thread, both cores assumed`,
    ROWS,
    (r) => r.whole.total + r.whole.explain,
    (r) => r.native.total + nativeContributions(r.explaining.native),
  ),
  perSecond(
    'command line, file to file, one thread; peer: read_csv + predict, all cores + to_csv',
    ROWS,
    (r) => r.commandLine,
    (r) => r.native.file,
  ),
];
console.table(
  results.map(({ what, ours, peer, unit, ratio }) => ({
    what,
    ours: Math.round(ours),
    peer: Math.round(peer),
    unit,
    ratio,
  })),
);
const explained = compareExplaining(rounds.map(({ explaining }) => explaining));
console.log('Explaining a row, microseconds, one thread each:');
console.table(explained);
writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify([...results, ...explained], null, 2)}\n`);

const tasks = [(r) => r.whole.longestTaskMs, (r) => r.whole.longestTaskOfExplainingMs].map((read) => {
  const longest = Math.max(...rounds.map(read));
  return longest === 0 ? 'no main-thread task over 50 ms' : `a main-thread task of ${Math.round(longest)} ms`;
});
const heap = Math.max(...rounds.map((r) => r.whole.pageHeapMb));
const previewed = median((r) => r.whole.preview);
console.log(
  `During the imports: ${tasks[0]}, while everyone is explained: ${tasks[1]}; page heap at most ${heap.toFixed(1)} MB; the preview was there after ${previewed.toFixed(2)} s.`,
);

/** Seconds in which XGBoost would explain everyone, if two threads were twice as fast as one. */
function nativeContributions({ microseconds }) {
  return (ROWS * microseconds['xgboost-500']) / 1e6 / 2;
}

function row(what, ours, peer, unit) {
  return { what, ours: round(ours), peer: round(peer), unit, ratio: round(ours / peer) };
}

function round(value) {
  return Number(value.toPrecision(3));
}

function measureNative() {
  const args = ['bench/native.py', FILE, MODEL, BOOSTER];
  const { status, stdout, stderr } = spawnSync(python, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the native way failed:\n${stderr}`);
  return JSON.parse(stdout).seconds;
}

/** Seconds from the start of the process to its end. */
function measureCommandLine() {
  const started = performance.now();
  run(process.execPath, ['scripts/score.mjs', '--csv', FILE, '--out', FORECASTS], { stdio: 'ignore' });
  return (performance.now() - started) / 1e3;
}

async function measureStages() {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage();
  await page.goto('http://localhost:4189/');
  await page.locator('input').setInputFiles(FILE);
  const seconds = await page.evaluate(() => globalThis.measureStages());
  await browser.close();
  return seconds;
}

async function measureWhole() {
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, '--enable-precise-memory-info'] });
  const result = await importThroughTheApp(await browser.newPage(), 'http://localhost:4188/?lang=en', FILE);
  await browser.close();
  return result;
}
