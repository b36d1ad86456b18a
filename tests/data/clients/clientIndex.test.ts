import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import { NO_FILTER } from '../../../src/core/clients/clientsFilter.ts';
import { eligibilityWords } from '../../../src/core/offers/eligibility.ts';
import type { Product } from '../../../src/core/offers/offers.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../../src/core/offers/segments.ts';
import { createClientIndex } from '../../../workers/data/clients/clients.ts';
import type { SmallColumns } from '../../../workers/data/storage/records.ts';

vi.setConfig({ testTimeout: 60_000 });

/** One row of one import, as a plain object. */
type Row = {
  id: string;
  name: string;
  income: number;
  interval: [number, number] | null;
  actual: number | null;
  fits: boolean[];
};
type Import = { version: string; chunks: Row[][] };
type Client = Row & { importId: number; version: string };

const PRODUCTS: Product[] = [
  product('plain', {}),
  product('bounded', {
    minIncomeRub: 40_000,
    maxIncomeRub: 200_000,
    rules: [{ feature: 'a', operator: 'eq', value: 1 }],
  }),
  product('high', { segments: ['high', 'premium'], rules: [{ feature: 'b', operator: 'eq', value: 1 }] }),
  product('asleep', { active: false }),
];
const OFFERING = { segments: DEFAULT_SEGMENTS, products: PRODUCTS };

const id = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map(String),
  fc.integer({ min: 0, max: 9 }).map((number) => `00${number}`),
  fc.constantFrom('A-1', 'a-1', 'A-10', 'Б7', '12345678901234567', '12345678901234568', '4294967296', '4294967301'),
);
const name = fc.oneof(
  fc.constant(''),
  fc.string({ unit: fc.constantFrom(...'аАёЁеЕ ншыz€ऄ\ud800\ufffd', '🙂'), maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(...'ая'), maxLength: 3 }).map((end) => `Одинаковое начало ${end}`),
);
const income = fc.oneof(
  fc.constantFrom(0, -5, 50_000, 50_000, 120_000, 300_000),
  fc.integer({ min: -10, max: 400_000 }),
);
const row: fc.Arbitrary<Row> = fc.record({
  id,
  name,
  income: income.map(Math.fround),
  interval: fc.option(fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 50_000, max: 400_000 }))),
  actual: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  fits: fc.tuple(fc.constant(true), fc.boolean(), fc.boolean(), fc.constant(true)),
});
const imported: fc.Arbitrary<Import> = fc.record({
  version: fc.constantFrom('1', '2'),
  chunks: fc.array(fc.array(row, { minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 3 }),
});
const imports = fc.array(imported, { maxLength: 3 });
const filter: fc.Arbitrary<ClientsFilter> = fc.record({
  search: fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('1', '00', 'a', ' Е ', 'ён', 'АЧ', 'начало', 'нет такого', 'ая', '\u0000'),
    },
  ),
  segmentIds: fc.subarray(['low', 'middle', 'high', 'unknown']),
  minIncomeRub: rarely(income),
  maxIncomeRub: rarely(income),
  minIntervalShare: rarely(fc.constantFrom(0, 0.5, 2)),
  maxIntervalShare: rarely(fc.constantFrom(0.5, 2, 10)),
  importId: rarely(fc.integer({ min: 1, max: 4 })),
  productId: rarely(fc.constantFrom('plain', 'bounded', 'high', 'asleep', 'gone')),
  hasActualIncome: rarely(fc.boolean()),
  sort: fc.constantFrom('id', 'name', 'income', 'segment', 'interval', 'actual', 'import'),
  descending: fc.boolean(),
});

test('finds, filters and sorts as plain objects that are looked through one by one, whatever was made ahead', () => {
  const asked = fc.array(fc.tuple(filter, fc.nat({ max: 20 })), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(imports, asked, (all, filters) => {
      const index = indexOf(all);
      const clients = clientsOf(all);
      const ahead = index.ordersAhead();
      for (const [one, steps] of filters) {
        for (let step = 0; step < steps; step++) ahead.next();
        const wanted = plainly(clients, one);
        const page = index.page({ ...one, offset: 0, limit: 10_000 }, OFFERING);
        expect(page.rows.map((shown) => shown.id)).toEqual(wanted.map((client) => client.id));
        expect(page).toMatchObject({ matched: wanted.length, total: clients.length, productsKnown: 1 });
        expect(page.segmentCounts).toEqual(segmentCounts(clients, one));
        expect(index.page({ ...one, offset: 3, limit: 4 }, OFFERING).rows).toEqual(page.rows.slice(3, 7));
        expect(wanted.map((client) => index.position(client.id, one, OFFERING))).toEqual([...wanted.keys()]);
        expect([...index.incomesOf(index.rowsOf(one, OFFERING))]).toEqual(wanted.map((client) => client.income));
      }
    }),
    { numRuns: 150 },
  );
});

test('shows of each client the newest row, and knows the rows of earlier imports', () => {
  fc.assert(
    fc.property(imports, (all) => {
      const index = indexOf(all);
      const clients = clientsOf(all);
      expect(index.size).toBe(clients.length);
      for (const client of clients) {
        expect(index.known(client.id)).toEqual({
          hash0: hashOf(client),
          hash1: 7,
          modelVersion: client.version,
          incomeRub: client.income,
          interval: toInterval(client.interval),
          actualIncomeRub: client.actual ?? Number.NaN,
        });
        const lower = clients.filter((other) => other.income < client.income).length;
        expect(index.percentile(client.income)).toBe(lower / clients.length);
        const places = index.places(client.id);
        expect(places.map(({ importId }) => importId)).toEqual(importsWith(client.id, all));
        for (const { importId, index: chunk, row: at, name: shown, incomeRub } of places) {
          const stored = all[importId - 1]?.chunks[chunk]?.[at];
          expect([shown ?? '', incomeRub]).toEqual([stored?.name, stored?.income]);
        }
      }
      expect([index.has('nobody'), index.known('nobody'), index.places('nobody')]).toEqual([false, null, []]);
      for (const version of ['1', '2']) {
        const count = clients.filter((client) => client.version === version).length;
        expect(index.countByVersion().get(version) ?? 0).toBe(count);
      }
    }),
    { numRuns: 100 },
  );
});

test('keeps many clients in order, whatever order they come in', () => {
  const rows = Array.from({ length: 20_011 }, (_, at): Row => {
    const number = (at * 7_919) % 20_011;
    const letters = 'абвгд'.repeat(4).slice(number % 5, 5 + (number % 11));
    return {
      id: String(number),
      name: `${letters} ${number % 313}`,
      income: number / 7,
      interval: null,
      actual: null,
      fits: [],
    };
  }).map((one) => ({ ...one, income: Math.fround(one.income), fits: [true, true, true, true] }));
  const all = [{ version: '1', chunks: [rows.slice(0, 5_000), rows.slice(5_000, 9_000), rows.slice(9_000)] }];
  const index = indexOf(all);
  const clients = clientsOf(all);
  for (const sort of ['id', 'name', 'income'] as const) {
    const one = { ...EVERYONE, sort };
    const page = index.page({ ...one, offset: 0, limit: rows.length }, OFFERING);
    expect(page.rows.map((shown) => shown.id)).toEqual(plainly(clients, one).map((client) => client.id));
  }
});

test('finds clients whatever signs their ids are made of', () => {
  const ids = ['🙂', '\ud83d', '\ude42', '\ufffd', 'я', '€', 'a\u0000b', '\u0000'];
  const index = indexOf([
    { version: '1', chunks: [ids.map((one) => ({ ...SOMEBODY, id: one, name: one })), [SOMEBODY]] },
  ]);
  expect(ids.map((one) => index.places(one).length)).toEqual(ids.map(() => 1));
  expect(index.has('\ud83d\ud83d')).toBe(false);
  expect(index.page({ ...EVERYONE, search: '🙂', offset: 0, limit: 9 }, OFFERING).rows.map((one) => one.id)).toEqual([
    '🙂',
  ]);
  expect(index.page({ ...EVERYONE, search: 'a', offset: 0, limit: 9 }, OFFERING).rows[0]?.name).toBe('a\ufffdb');
});

test('knows nothing of products whose rules are others than those that were applied', () => {
  const all = [{ version: '1', chunks: [[{ ...SOMEBODY, fits: [true, true, true, true] }]] }];
  const index = indexOf(all);
  const question = { ...EVERYONE, productId: 'high', offset: 0, limit: 10 };
  expect(index.page(question, OFFERING)).toMatchObject({ matched: 1, productsKnown: 1 });
  const others = { ...OFFERING, products: PRODUCTS.toReversed() };
  expect(index.page(question, others)).toMatchObject({ matched: 0, productsKnown: 0 });
  index.append(chunkOf([SOMEBODY], { importId: 2, index: 0, version: '1' }));
  expect(index.page(question, OFFERING)).toMatchObject({ matched: 0, productsKnown: 0 });
});

const SOMEBODY: Row = { id: '1', name: '', income: 200_000, interval: null, actual: null, fits: [] };
const EVERYONE: ClientsFilter = { ...NO_FILTER, sort: 'id', descending: false };

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(arbitrary, { freq: 1 });
}

function product(productId: string, changes: Partial<Product>): Product {
  const words = { ru: productId, en: productId };
  return {
    id: productId,
    name: words,
    benefit: words,
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: [],
    rules: [],
    ...changes,
  };
}

function chunkOf(rows: Row[], { importId, index, version }: { importId: number; index: number; version: string }) {
  const end = (side: 0 | 1) => Float32Array.from(rows, ({ interval }) => interval?.[side] ?? Number.NaN);
  return {
    importId,
    index,
    modelVersion: version,
    ids: rows.map((one) => one.id),
    names: rows.map((one) => one.name || null),
    incomes: Float32Array.from(rows, (one) => one.income),
    interval: rows.some(({ interval }) => interval) ? { p10: end(0), p90: end(1) } : null,
    hashes: Uint32Array.from(rows.flatMap((one) => [hashOf(one), 7])),
    actualIncomes: rows.some(({ actual }) => actual !== null)
      ? Float64Array.from(rows, ({ actual }) => actual ?? Number.NaN)
      : null,
  } satisfies SmallColumns;
}

function indexOf(all: Import[]) {
  const index = createClientIndex();
  index.eligibility.expect(PRODUCTS);
  index.reserve(all.length * 20);
  all.forEach(({ version, chunks }, at) => {
    chunks.forEach((rows, chunk) => {
      index.append(chunkOf(rows, { importId: at + 1, index: chunk, version }));
    });
  });
  const stored = all.flatMap(({ chunks }) => chunks);
  stored.forEach((rows, chunk) => {
    const words = rows.map(({ fits }) => fits.reduce((bits, fit, at) => bits | (Number(fit) << at), 0));
    expect(eligibilityWords(PRODUCTS)).toBe(1);
    index.eligibility.put(chunk, 'key', Uint32Array.from(words));
  });
  return index;
}

/** The newest row of each client. */
function clientsOf(all: Import[]): Client[] {
  const newest = new Map<string, Client>();
  all.forEach(({ version, chunks }, at) => {
    for (const one of chunks.flat()) newest.set(one.id, { ...one, version, importId: at + 1 });
  });
  return [...newest.values()];
}

function importsWith(wanted: string, all: Import[]): number[] {
  return all.flatMap(({ chunks }, at) => (chunks.flat().some((one) => one.id === wanted) ? [at + 1] : [])).reverse();
}

function hashOf(one: Row): number {
  return one.name.length * 1_000 + one.id.length;
}

function toInterval(interval: [number, number] | null) {
  return interval && { lowRub: interval[0], highRub: interval[1] };
}

const segmentOf = ({ income: amount }: Row) => DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, amount)]!.id;
const letters = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

function shareOf({ income: amount, interval }: Row): number | null {
  return interval && amount > 0 ? Math.fround((interval[1] - interval[0]) / amount) : null;
}

function isMatch(client: Client, one: ClientsFilter): boolean {
  const search = letters(one.search.trim());
  const share = shareOf(client);
  if (search && !letters(client.id).startsWith(search) && !letters(client.name).includes(search)) return false;
  if (one.minIncomeRub !== null && client.income < one.minIncomeRub) return false;
  if (one.maxIncomeRub !== null && client.income > one.maxIncomeRub) return false;
  if (one.minIntervalShare !== null && (share === null || share < one.minIntervalShare)) return false;
  if (one.maxIntervalShare !== null && (share === null || share > one.maxIntervalShare)) return false;
  if (one.importId !== null && client.importId !== one.importId) return false;
  if (one.hasActualIncome !== null && (client.actual !== null) !== one.hasActualIncome) return false;
  return one.productId === null || isOffered(client, one.productId);
}

function isOffered(client: Client, productId: string): boolean {
  const at = PRODUCTS.findIndex((one) => one.id === productId);
  const { active, minIncomeRub, maxIncomeRub, segments } = PRODUCTS[at] ?? product('gone', { active: false });
  if (!active || !client.fits[at]) return false;
  if (segments.length > 0 && !segments.includes(segmentOf(client))) return false;
  return client.income >= (minIncomeRub ?? -Infinity) && client.income <= (maxIncomeRub ?? Infinity);
}

function segmentCounts(clients: Client[], one: ClientsFilter): Record<string, number> {
  const matching = clients.filter((client) => isMatch(client, one));
  return Object.fromEntries(
    DEFAULT_SEGMENTS.map((segment) => [
      segment.id,
      matching.filter((client) => segmentOf(client) === segment.id).length,
    ]),
  );
}

function plainly(clients: Client[], one: ClientsFilter): Client[] {
  const isWanted = (client: Client) => one.segmentIds.length === 0 || one.segmentIds.includes(segmentOf(client));
  const matching = clients.filter((client) => isMatch(client, one) && isWanted(client)).sort(byId);
  const key = (client: Client): number | string | null => {
    if (one.sort === 'name') return letters(client.name) || null;
    if (one.sort === 'interval') return shareOf(client);
    if (one.sort === 'actual') return client.actual;
    if (one.sort === 'import') return client.importId;
    return client.income;
  };
  if (one.sort === 'id') return one.descending ? matching.reverse() : matching;
  const valued = matching
    .filter((client) => key(client) !== null)
    .sort((a, b) => compare(key(a)!, key(b)!) || byId(a, b));
  const valueless = matching.filter((client) => key(client) === null);
  return [...(one.descending ? valued.reverse() : valued), ...valueless];
}

function byId(a: Row, b: Row): number {
  const [x, y] = [a, b].map((one) => (/^\d{1,15}$/.test(one.id) ? Number(one.id) : Number.POSITIVE_INFINITY));
  return x === y ? compare(a.id, b.id) : x! - y!;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
