import { wrap } from 'comlink';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Transform, toRoubles } from '../../src/core/contract/transform.ts';
import { type GuardedWorker, guardWorker } from '../../src/core/machine/guardWorker.ts';
import { writeOnnx } from '../../src/core/onnx/own/file.ts';
import type { TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import type { ModelApi } from '../../workers/model.api.ts';
import { predictRows, someForest, someModel, someRows } from '../core/trees/trees.ts';

const FEATURES = 20;
const FOREST = someForest({ trees: 150, depth: 6, featureCount: FEATURES });
const FILE = writeOnnx(someModel(FOREST));
const ROWS = someRows(5000, FEATURES);

const started: GuardedWorker<ModelApi>[] = [];

function startWorker(): ModelApi {
  const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
  const guarded = guardWorker<ModelApi>(worker, wrap(worker), 'ModelStopped');
  started.push(guarded);
  return guarded.api;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const load = async (api: ModelApi, bytes: Uint8Array) => api.load(bytes, await sha256(bytes));
const rows = (first: number, count: number) => ROWS.slice(first * FEATURES, (first + count) * FEATURES);

describe('a model that is loaded', () => {
  let api: ModelApi;
  let whole: Float32Array;
  beforeAll(async () => {
    api = startWorker();
    await load(api, FILE);
    whole = (await api.predict(rows(0, 5000))).income;
  });
  afterAll(() => kill());

  test('sums the trees of many rows by the kernel, whose sums ONNX Runtime confirms, and of few by ONNX Runtime', async () => {
    expect((await api.predict(rows(0, 65))).summedBy).toBe('kernel');
    expect((await api.predict(rows(0, 64))).summedBy).toBe('runtime');
  });

  test.each([1, 7, 500])('forecasts the same bits in portions of %i rows as in one of 5,000', async (portion) => {
    const count = portion === 1 ? 300 : 5000;
    const forecasts: number[] = [];
    for (let first = 0; first < count; first += portion) {
      forecasts.push(...(await api.predict(rows(first, Math.min(portion, count - first)))).income);
    }
    expect(Float32Array.from(forecasts)).toEqual(whole.slice(0, count));
  });

  test('forecasts the same bits in a fresh worker', async () => {
    const fresh = startWorker();
    await load(fresh, FILE);
    expect((await fresh.predict(rows(0, 5000))).income).toEqual(whole);
  });

  test('explains rows beside the same forecast, and the parts add up to it', async () => {
    const { income, baseRub, contributions, sums } = await api.explain(rows(0, 50));
    expect(income).toEqual(whole.slice(0, 50));
    sums.forEach((sum, row) => {
      const parts = contributions.subarray(row * FEATURES, (row + 1) * FEATURES);
      expect(sum).toBe(parts.reduce((total, part) => total + part, baseRub));
      expect(Math.abs(sum - income[row]!)).toBeLessThanOrEqual(1e-4 * Math.abs(income[row]!));
    });
  });

  test('explains against forecasts made before; rows of other forecasts have no explanation', async () => {
    const known = whole.slice(0, 20);
    const { contributions, sums } = await api.explain(rows(0, 20));
    expect(await api.explain(rows(0, 20), known)).toMatchObject({ income: known, interval: null, contributions, sums });
    const others = known.map((income) => income * 1.001);
    const { unexplained } = await api.explain(rows(0, 20), others);
    expect(unexplained.map(({ row }) => row)).toEqual([...others.keys()]);
    await expect(api.explain(rows(0, 20), known.slice(1))).rejects.toMatchObject({ name: 'RangeError' });
  });

  test('answers calls in their order, however many are under way', async () => {
    const answers = await Promise.all([api.predict(rows(0, 900)), api.explain(rows(0, 3)), api.predict(rows(3, 2))]);
    expect(answers.map(({ income }) => income)).toEqual([whole.slice(0, 900), whole.slice(0, 3), whole.slice(3, 5)]);
  });

  test('forecasts nothing for no rows', async () => {
    expect((await api.predict(new Float32Array(0))).income).toEqual(new Float32Array(0));
  });

  test.each(['predict', 'explain'] as const)('refuses to %s a matrix of no whole number of rows', async (method) => {
    await expect(api[method](new Float32Array(FEATURES + 1))).rejects.toMatchObject({ name: 'RangeError' });
  });
});

describe('a file that cannot be used is refused by name, and the worker works on', () => {
  let api: ModelApi;
  beforeAll(() => {
    api = startWorker();
  });
  afterAll(() => kill());

  const damaged = FILE.slice();
  damaged[Math.floor(FILE.length / 2)]! ^= 1;
  const files: [string, Uint8Array][] = [
    ['damaged', damaged],
    ['cut short', FILE.slice(0, FILE.length - 100)],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>')],
    ['empty', new Uint8Array(0)],
  ];
  test.each(files)('a file that is %s, under its own hash', async (_, bytes) => {
    await expect(load(api, bytes)).rejects.toMatchObject({ name: 'ModelCorrupt' });
    await expectWorks(api);
  });

  test('a sound file under another hash', async () => {
    const other = await sha256(damaged);
    await expect(api.load(FILE, other)).rejects.toMatchObject({ name: 'ModelCorrupt', message: /SHA-256/ });
    await expectWorks(api);
  });

  test('an unloaded worker says that it has no model', async () => {
    await expect(startWorker().predict(rows(0, 1))).rejects.toMatchObject({ name: 'ModelMissing' });
  });
});

describe('a model of transformed roubles with an interval', () => {
  afterEach(() => kill());

  const transforms: [Transform, TreeEnsemble][] = [
    [{ kind: 'log1p' }, scaled(FOREST, { by: 2e-4, baseScore: 11 })],
    [{ kind: 'power', exponent: 0.5 }, scaled(FOREST, { by: 0.02, baseScore: 250 })],
  ];
  test.each(transforms)(
    '%o: forecasts lie in the interval and their parts add up in roubles',
    async (transform, trees) => {
      const [p10, p90] = [-0.02, 0.02].map((share) => ({ ...trees, baseScore: trees.baseScore * (1 + share) }));
      const api = startWorker();
      const model = { ...someModel(trees, { transform }), interval: { p10: p10!, p90: p90! } };
      await load(api, writeOnnx(model));
      const { income, interval } = await api.predict(rows(0, 50));
      const { baseRub, ...explained } = await api.explain(rows(0, 50));
      expect({ income: explained.income, interval: explained.interval }).toEqual({ income, interval });
      const sums = predictRows(trees, rows(0, 50));
      const share = (found: number, expected: number) => Math.abs(found / expected - 1);
      income.forEach((forecast, row) => {
        expect(share(forecast, toRoubles(transform, sums[row]!))).toBeLessThanOrEqual(1e-5);
        expect(interval!.p10[row]).toBeLessThan(forecast);
        expect(interval!.p90[row]).toBeGreaterThan(forecast);
        const parts = explained.contributions.subarray(row * FEATURES, (row + 1) * FEATURES);
        const sum = parts.reduce((total, part) => total + part, baseRub);
        expect(sum).toBe(explained.sums[row]);
        expect(share(sum, forecast)).toBeLessThanOrEqual(1e-4);
      });
      expect(share(baseRub, toRoubles(transform, prepareShap(trees).base))).toBeLessThanOrEqual(1e-12);
    },
  );

  test('ends that trees put on the wrong side give way to the forecast', async () => {
    const api = startWorker();
    const low = { ...FOREST, baseScore: FOREST.baseScore - 1000 };
    const high = { ...FOREST, baseScore: FOREST.baseScore + 1000 };
    await load(api, writeOnnx({ ...someModel(FOREST), interval: { p10: high, p90: low } }));
    const { income, interval } = await api.predict(rows(0, 50));
    expect(interval).toEqual({ p10: income, p90: income });
  });
});

describe('a model without covers', () => {
  afterAll(() => kill());

  test('forecasts the same, and says that it cannot be explained', async () => {
    const api = startWorker();
    await load(api, FILE);
    const { income } = await api.predict(rows(0, 50));
    const bare = writeOnnx(someModel({ ...FOREST, cover: new Float32Array(FOREST.cover.length) }));
    await load(api, bare);
    expect(await api.predict(rows(0, 50))).toMatchObject({ income, interval: null });
    await expect(api.explain(rows(0, 50))).rejects.toMatchObject({ name: 'NoCovers' });
    await expectWorks(api);
  });
});

/** The forest on another scale. */
function scaled(forest: TreeEnsemble, { by, baseScore }: { by: number; baseScore: number }): TreeEnsemble {
  return { ...forest, baseScore, value: forest.value.map((leaf) => leaf * by) };
}

function kill(): void {
  for (const guardWorker of started.splice(0)) guardWorker.kill();
}

async function expectWorks(api: ModelApi): Promise<void> {
  await load(api, FILE);
  const { income } = await api.predict(rows(0, 3));
  expect([income.length, income.every(Number.isFinite)]).toEqual([3, true]);
}
