import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensurePackages, ensurePython, ROOT } from './install.mjs';

/**
 * `npm test`: installs what is missing and runs all parts, even after a failure; the last line sums up. Small parts use
 * one core, so two of them run in parallel, and each is printed when it ends. Large parts use all cores, so they run
 * one after the other.
 */
ensurePackages();
process.env.CHROMIUM_PATH = ensureChromium();
const python = ensurePython();

const reports = mkdtempSync(join(tmpdir(), 'tuntundohod-test-'));
const bin = (name) => join(ROOT, 'node_modules', '.bin', name);
// The longest part starts first, so that the others run beside it.
const small = [
  suite('ml', python, ['-m', 'pytest', '-q', 'ml/tests'], {
    report: 'pytest.xml',
    args: (file) => [`--junitxml=${file}`],
    count: ({ tests, failures, errors, skipped }) => ({
      passed: tests - failures - errors - skipped,
      failed: failures + errors,
    }),
  }),
  check('types: core', bin('tsc'), ['-p', 'src/core']),
  check('types: page', bin('tsc'), ['-p', 'src']),
  check('types: workers', bin('tsc'), ['-p', 'workers']),
  check('types: tools and tests', bin('tsc'), ['-p', '.']),
  check('lint and format', bin('biome'), ['ci', '.']),
  check('import rules', process.execPath, [join(ROOT, 'scripts', 'checkImports.mjs')]),
  check('unused code and dependencies', bin('knip'), []),
  check('lint: ml', python, ['-m', 'ruff', 'check', 'ml']),
  check('production build', bin('vite'), ['build', '--logLevel', 'warn']),
];
const large = [
  suite('core, workers and command line', bin('vitest'), ['run', '--reporter=default', '--reporter=json'], {
    report: 'vitest.json',
    args: (file) => [`--outputFile.json=${file}`],
    count: ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
  }),
  suite('end to end', bin('playwright'), ['test', '--reporter=list,json'], {
    report: 'playwright.json',
    env: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
    count: ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
  }),
];

let passed = 0;
let failed = 0;
const failures = [];
await Promise.all([takeTurns(small), takeTurns(small)]);
for (const part of large) {
  printTitle(part);
  add(part, await part.run('inherit'));
}
rmSync(reports, { recursive: true, force: true });
if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function takeTurns(waiting) {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const result = await part.run(['ignore', 'pipe', 'pipe']);
    printTitle(part);
    process.stdout.write(result.output);
    add(part, result);
  }
}

function printTitle({ title }) {
  console.log(`\n── ${title}`);
}

function add({ title }, result) {
  passed += result.passed;
  failed += result.failed;
  if (result.failed > 0) failures.push(title);
}

/** A command that passes or fails as a whole. */
function check(title, command, args) {
  const run = async (stdio) => {
    const { status, output } = await execute(command, args, { stdio });
    return status === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
  };
  return { title, run };
}

/** A test runner with its own report. A run that crashes, or runs no test, counts as one failure. */
function suite(title, command, args, { report, args: more = () => [], env = () => ({}), count }) {
  const run = async (stdio) => {
    const file = join(reports, report);
    const options = { stdio, env: { ...process.env, ...env(file) } };
    const { status, output } = await execute(command, [...args, ...more(file)], options);
    const counted = existsSync(file) ? count(readReport(file)) : { passed: 0, failed: 0 };
    const broke = (status !== 0 || counted.passed === 0) && counted.failed === 0;
    return { ...counted, ...(broke ? { failed: 1 } : {}), output };
  };
  return { title, run };
}

/** Runs a command to its end; `status` is null when it cannot start. `output` holds the piped text. */
function execute(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ status: null, output: `${output}${error}\n` }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

function readReport(file) {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return JSON.parse(text);
  const totals = text.match(/<testsuite [^>]*>/)?.[0] ?? '';
  const read = (name) => Number(totals.match(new RegExp(`\\b${name}="(\\d+)"`))?.[1] ?? 0);
  return { tests: read('tests'), failures: read('failures'), errors: read('errors'), skipped: read('skipped') };
}
