import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { CHROMIUM_FLAGS, ensureChromium } from '../scripts/chromium.mjs';
import { ensurePackages, ROOT } from '../scripts/install.mjs';

/**
 * `node bench/listing.mjs [clients]`: times the client list in Chromium against plain objects that are filtered and
 * sorted. Prints milliseconds of the first answer and the median of three later ones. Another query runs in between, so
 * that a kept answer does not count. The first answer includes building its order.
 */
const CLIENTS = Number(process.argv[2] ?? 1_000_000);
const QUESTIONS = {
  'sort: income': { sort: 'income' },
  'sort: id': { sort: 'id', descending: false },
  'sort: name': { sort: 'name', descending: false },
  'sort: segment': { sort: 'segment', descending: false },
  'sort: interval': { sort: 'interval' },
  'sort: actual income': { sort: 'actual' },
  'sort: import': { sort: 'import' },
  'id prefix': { search: '123' },
  'name part, rare': { search: 'горёнкин' },
  'name part, two letters': { search: 'ов' },
  'name part, one letter': { search: 'а' },
  'filter: segment': { segmentIds: ['high'] },
  'filter: income': { minIncomeRub: 50_000, maxIncomeRub: 90_000 },
  'filter: interval': { maxIntervalShare: 0.6 },
  'filter: import': { importId: 2 },
  'filter: actual income': { hasActualIncome: true },
  'filter: product': { productId: 'mortgage' },
  'all of it, by name': {
    ...{ search: 'ов', segmentIds: ['high'], maxIntervalShare: 0.9, productId: 'mortgage', sort: 'name' },
    ...{ importId: 1, hasActualIncome: false, minIncomeRub: 60_000 },
  },
  'last page': { offset: CLIENTS - 100 },
};

ensurePackages();
const outDir = join(ROOT, 'bench/data/listing');
await build({
  root: ROOT,
  configFile: false,
  publicDir: false,
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    lib: {
      entry: join(ROOT, 'bench/harness/listing.ts'),
      formats: ['iife'],
      name: 'harness',
      fileName: () => 'listing.js',
    },
  },
  logLevel: 'warn',
});
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await page.addScriptTag({ path: join(outDir, 'listing.js') });

await page.evaluate((clients) => globalThis.listing.prepare(clients), CLIENTS);
const loads = [];
for (let round = 0; round < 3; round++) loads.push(await page.evaluate(() => globalThis.listing.load()));
const ahead = await page.evaluate(() => globalThis.listing.makeAhead());
await page.evaluate(() => globalThis.listing.load());
const rows = [];
for (const [name, query] of Object.entries(QUESTIONS)) {
  rows.push({ name, ...(await page.evaluate(askOften, query)) });
}
const known = await page.evaluate(() => globalThis.listing.known());
const plainLoad = await page.evaluate(() => globalThis.listing.loadPlainly());
for (const row of rows) {
  const { tookMs, matched } = await page.evaluate((query) => globalThis.listing.askPlainly(query), QUESTIONS[row.name]);
  row.plain = tookMs;
  if (matched !== row.matched) console.log(`${row.name}: ${row.matched} clients here, ${matched} plainly`);
}
await page.evaluate(() => globalThis.listing.forgetChunks());
await session.send('HeapProfiler.collectGarbage');
const heap = await session.send('Runtime.getHeapUsage');
await browser.close();

const ms = (value) => value.toFixed(1).padStart(9);
const middle = loads.sort((a, b) => a.append + a.firstPage - b.append - b.firstPage)[1];
console.log(`${CLIENTS.toLocaleString('en')} clients`);
console.log(
  `load: ${ms(middle.append)} ms for all chunks, ${ms(middle.firstPage)} ms for the first page; plainly ${ms(plainLoad)} ms`,
);
console.log(`orders made ahead: ${ms(ahead.all)} ms in all, ${ms(ahead.longest)} ms the longest step`);
console.log(`known: ${((known * 1e6) / CLIENTS).toFixed(0)} ns a client`);
console.log(
  `memory of the list with all its orders: ${mb(heap.backingStorageSize)} MB in arrays, ${mb(heap.usedSize)} MB of heap`,
);
console.log(`${''.padEnd(24)}    first     again   plainly   times   matched`);
for (const { name, first, again, plain, matched } of rows) {
  const times = (plain / again).toFixed(0).padStart(7);
  console.log(`${name.padEnd(24)}${ms(first)} ${ms(again)} ${ms(plain)} ${times} ${String(matched).padStart(9)}`);
}

function mb(bytes) {
  return (bytes / 1e6).toFixed(0);
}

/** Runs in the page. */
function askOften(query) {
  const other = { search: '99999', minIncomeRub: 1 };
  const { tookMs: first, matched } = globalThis.listing.ask(query);
  const times = [0, 1, 2].map(() => {
    globalThis.listing.ask(other);
    return globalThis.listing.ask(query).tookMs;
  });
  return { first, matched, again: times.sort((a, b) => a - b)[1] };
}
