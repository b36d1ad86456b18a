import type { ClientsFilter } from '../../src/core/clients/clientsFilter.ts';
import { DEFAULT_PRODUCTS } from '../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS, segmentIndex } from '../../src/core/offers/segments.ts';
import type { ClientsQuery } from '../../workers/data/clients/clients.api.ts';
import { type ClientIndex, createClientIndex } from '../../workers/data/clients/clients.ts';
import type { SmallColumns } from '../../workers/data/storage/records.ts';

/**
 * Compares the data worker's client list with an array of plain objects that is filtered and sorted. Clients arrive in
 * chunks, as storage returns them.
 */
export type ListingBench = {
  /** Makes the chunks of `clients` clients: two imports, ids in random order. */
  prepare(clients: number): void;
  /** Milliseconds to append all chunks, and for the first page after that. */
  load(): { append: number; firstPage: number };
  /** Milliseconds to build all orders ahead, and for the longest step; requests are answered between steps. */
  makeAhead(): { all: number; longest: number };
  forgetChunks(): void;
  /** Milliseconds for one page, and the number of matching clients. */
  ask(query: Partial<ClientsQuery>): { tookMs: number; matched: number };
  loadPlainly(): number;
  askPlainly(query: Partial<ClientsQuery>): { tookMs: number; matched: number };
  known(): number;
};

declare global {
  var listing: ListingBench;
}

const CHUNK_ROWS = 5_000;
const OFFERING = { segments: DEFAULT_SEGMENTS, products: DEFAULT_PRODUCTS };
const ALL: ClientsQuery = {
  search: '',
  segmentIds: [],
  minIncomeRub: null,
  maxIncomeRub: null,
  minIntervalShare: null,
  offset: 0,
  maxIntervalShare: null,
  importId: null,
  productId: null,
  hasActualIncome: null,
  limit: 100,
  sort: 'income',
  descending: true,
};

type PlainClient = {
  id: string;
  name: string;
  incomeRub: number;
  low: number;
  high: number;
  actual: number | null;
  importId: number;
  eligibility: number;
};

let chunks: SmallColumns[] = [];
let eligibility: Uint32Array[] = [];
let index: ClientIndex = createClientIndex();
let plain: PlainClient[] = [];

globalThis.listing = {
  prepare(clients) {
    const random = generator(7);
    const ids = shuffled(clients, random);
    chunks = Array.from({ length: Math.ceil(clients / CHUNK_ROWS) }, (_, at) =>
      makeChunk(ids.subarray(at * CHUNK_ROWS, (at + 1) * CHUNK_ROWS), at, random),
    );
    eligibility = chunks.map((chunk) => Uint32Array.from(chunk.ids, () => random() * 256));
  },
  load() {
    index = createClientIndex();
    const started = performance.now();
    index.reserve(chunks.reduce((sum, { ids }) => sum + ids.length, 0));
    for (const chunk of chunks) index.append(chunk);
    const appended = performance.now();
    index.page(ALL, OFFERING);
    const ended = performance.now();
    index.eligibility.expect(DEFAULT_PRODUCTS);
    eligibility.forEach((bits, at) => {
      index.eligibility.put(at, 'bench', bits);
    });
    return { append: appended - started, firstPage: ended - appended };
  },
  makeAhead() {
    const started = performance.now();
    let [before, longest] = [started, 0];
    for (const _ of index.ordersAhead()) {
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return { all: before - started, longest };
  },
  forgetChunks() {
    [chunks, eligibility, plain] = [[], [], []];
  },
  ask(query) {
    const started = performance.now();
    const { matched } = index.page({ ...ALL, ...query }, OFFERING);
    return { tookMs: performance.now() - started, matched };
  },
  loadPlainly() {
    const started = performance.now();
    plain = [];
    const places = new Map<string, number>();
    for (const [at, { ids, names, incomes, interval, actualIncomes, importId }] of chunks.entries()) {
      ids.forEach((id, row) => {
        places.set(id, plain.length);
        const actual = actualIncomes?.[row] ?? Number.NaN;
        plain.push({
          id,
          name: names?.[row] ?? '',
          incomeRub: incomes[row] ?? 0,
          importId,
          eligibility: eligibility[at]?.[row] ?? 0,
          low: interval?.p10[row] ?? 0,
          high: interval?.p90[row] ?? 0,
          actual: Number.isNaN(actual) ? null : actual,
        });
      });
    }
    return performance.now() - started;
  },
  askPlainly(query) {
    const started = performance.now();
    const filter = { ...ALL, ...query };
    const matches = plain.filter((client) => isMatch(client, filter)).sort(comparison(filter));
    return { tookMs: performance.now() - started, matched: matches.length };
  },
  known() {
    const started = performance.now();
    for (const { ids } of chunks) for (const id of ids) index.known(id);
    return performance.now() - started;
  },
};

function isMatch(client: PlainClient, filter: ClientsFilter): boolean {
  const { id, name, incomeRub, low, high, actual, importId, eligibility } = client;
  const search = filter.search.toLowerCase();
  if (search && !id.toLowerCase().startsWith(search) && !name.toLowerCase().includes(search)) return false;
  if (filter.minIncomeRub !== null && incomeRub < filter.minIncomeRub) return false;
  if (filter.maxIncomeRub !== null && incomeRub > filter.maxIncomeRub) return false;
  const share = (high - low) / incomeRub;
  if (filter.minIntervalShare !== null && share < filter.minIntervalShare) return false;
  if (filter.maxIntervalShare !== null && share > filter.maxIntervalShare) return false;
  if (filter.importId !== null && importId !== filter.importId) return false;
  if (filter.hasActualIncome !== null && (actual !== null) !== filter.hasActualIncome) return false;
  const segment = DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, incomeRub)]?.id ?? '';
  if (filter.productId !== null) {
    const position = DEFAULT_PRODUCTS.findIndex((product) => product.id === filter.productId);
    const product = DEFAULT_PRODUCTS[position];
    if (!product || ((eligibility >> position) & 1) === 0) return false;
    if (incomeRub < (product.minIncomeRub ?? 0) || incomeRub > (product.maxIncomeRub ?? Number.POSITIVE_INFINITY))
      return false;
    if (product.segments.length > 0 && !product.segments.includes(segment)) return false;
  }
  return filter.segmentIds.length === 0 || filter.segmentIds.includes(segment);
}

function comparison({ sort, descending }: ClientsFilter): (a: PlainClient, b: PlainClient) => number {
  const sign = descending ? -1 : 1;
  if (sort === 'name') return (a, b) => sign * compare(a.name.toLowerCase(), b.name.toLowerCase());
  if (sort === 'id') return (a, b) => sign * (Number(a.id) - Number(b.id));
  const value = (client: PlainClient) => {
    if (sort === 'interval') return (client.high - client.low) / client.incomeRub;
    if (sort === 'actual') return client.actual ?? -1;
    return sort === 'import' ? client.importId : client.incomeRub;
  };
  return (a, b) => sign * (value(a) - value(b));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function makeChunk(ids: Int32Array, at: number, random: () => number): SmallColumns {
  const rows = ids.length;
  const incomes = Float32Array.from({ length: rows }, () => 15_000 * Math.exp(3 * random() * random() + random()));
  const spread = Float32Array.from({ length: rows }, () => 0.2 + 0.3 * random());
  const firstOfSecond = 150;
  return {
    importId: at < firstOfSecond ? 1 : 2,
    index: at < firstOfSecond ? at : at - firstOfSecond,
    modelVersion: 'bench',
    ids: Array.from(ids, String),
    names: Array.from(ids, () => `${pick(SURNAMES, random)} ${pick(NAMES, random)} ${pick(PATRONYMICS, random)}`),
    incomes,
    interval: {
      p10: incomes.map((income, row) => income * (1 - (spread[row] ?? 0))),
      p90: incomes.map((income, row) => income * (1 + 1.3 * (spread[row] ?? 0))),
    },
    hashes: Uint32Array.from({ length: rows * 2 }, () => random() * 2 ** 32),
    actualIncomes: Float64Array.from({ length: rows }, () =>
      random() < 0.3 ? Math.round(1e7 * random()) / 100 : Number.NaN,
    ),
  };
}

const SYLLABLES = ['Ан', 'Бор', 'Вас', 'Гор', 'Дём', 'Ер', 'Зах', 'Ив', 'Куз', 'Лаз', 'Мак', 'Ник', 'Оп', 'Пет', 'Ром'];
const ENDINGS = ['ов', 'анов', 'ирьев', 'енко', 'ёнкин', 'овский', 'ильев', 'арёв', 'уткин', 'онов', 'еев', 'ышев'];
const SURNAMES = SYLLABLES.flatMap((first) => ENDINGS.map((end) => first + end));
const NAMES = SYLLABLES.flatMap((first) => ['ия', 'он', 'ей'].map((end) => first + end));
const PATRONYMICS = SYLLABLES.flatMap((first) => ['ович', 'евна', 'ьевич'].map((end) => first + end));

function pick(texts: readonly string[], random: () => number): string {
  return texts[Math.floor(random() * texts.length)] ?? '';
}

/** Eight-digit ids with gaps, in random order. */
function shuffled(count: number, random: () => number): Int32Array {
  const ids = Int32Array.from({ length: count }, (_, at) => 10_000_000 + at * 37);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [ids[at], ids[other]] = [ids[other] as number, ids[at] as number];
  }
  return ids;
}

/** Mulberry32: the same seed gives the same clients. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
