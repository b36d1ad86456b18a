import { wrap } from 'comlink';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { callMortal, type Mortal } from '../../src/core/mortal.ts';
import { readOnnx, writeOnnx } from '../../src/core/onnx/file.ts';
import { readXgboostJson } from '../../src/core/trees/xgboost.ts';
import type { ModelApi } from '../../workers/model.api.ts';
import { someContract, someForest, someRows } from '../core/trees/trees.ts';

const FEATURES = 20;
const FOREST = someForest({ trees: 150, depth: 6, featureCount: FEATURES });
const FILE = writeOnnx({ contract: someContract(FEATURES), ensemble: FOREST });
const ROWS = someRows(5000, FEATURES);

const started: Mortal<ModelApi>[] = [];

function startWorker(): ModelApi {
  const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
  const mortal = callMortal<ModelApi>(worker, wrap<ModelApi>(worker));
  started.push(mortal);
  return mortal.api;
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

  test('tells its contract, its number of trees and its base value', async () => {
    const loaded = await load(api, FILE);
    expect(loaded).toEqual({
      contract: someContract(FEATURES),
      trees: 150,
      baseRub: expect.any(Number),
      tookMs: expect.any(Number),
    });
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
    const { baseRub } = await load(api, FILE);
    const { income, contributions, sums } = await api.explain(rows(0, 50));
    expect(income).toEqual(whole.slice(0, 50));
    sums.forEach((sum, row) => {
      const parts = contributions.subarray(row * FEATURES, (row + 1) * FEATURES);
      expect(sum).toBe(parts.reduce((total, part) => total + part, baseRub));
      expect(Math.abs(sum - income[row]!)).toBeLessThanOrEqual(1e-4 * Math.abs(income[row]!));
    });
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

  test('a model whose explanation does not add up to its forecast is no explanation', async () => {
    // Leaves of 1e9 that cancel: float32 forecasts lose the roubles that double precision keeps.
    const value = FOREST.value.map((leaf, node) => (FOREST.feature[node] === -1 ? leaf + (node % 2 ? 1e9 : -1e9) : 0));
    await load(api, writeOnnx({ contract: someContract(FEATURES), ensemble: { ...FOREST, value } }));
    await expect(api.explain(rows(0, 20))).rejects.toMatchObject({ name: 'ExplanationMismatch' });
  });
});

describe('the golden rows in the browser', () => {
  afterEach(() => kill());
  const bytesAt = async (path: string) => {
    const response = await fetch(path);
    expect(response.status).toBe(200);
    return response.arrayBuffer();
  };
  const golden = async (file: string) => new Float32Array(await bytesAt(`/tests/fixtures/golden/${file}`));

  test('of the income model that ships say what native XGBoost says', async () => {
    const api = startWorker();
    const { contract, baseRub } = await load(api, new Uint8Array(await bytesAt('/models/income/income.onnx')));
    const { modelVersion } = JSON.parse(new TextDecoder().decode(await bytesAt('/tests/fixtures/golden/golden.json')));
    expect(contract.version, 'the packed model is another one than that of the golden rows').toBe(modelVersion);
    const width = contract.features.length;
    const [matrix, margins, contribs] = await Promise.all(
      ['matrix', 'margins', 'contribs'].map((kind) => golden(`income.${kind}.f32`)),
    );
    const { income, contributions } = await api.explain(matrix!);
    const share = (found: number, expected: number, row: number) =>
      Math.abs(found - expected) / Math.abs(margins![row]!);
    expect(income.length).toBe(margins!.length);
    expect(Math.max(...income.map((x, row) => share(x, margins![row]!, row)))).toBeLessThanOrEqual(1e-5);
    expect(Math.abs(baseRub / contribs![width]! - 1)).toBeLessThanOrEqual(1e-5);
    const expected = contribs!.filter((_, i) => i % (width + 1) < width);
    const worst = contributions.reduce(
      (most, x, i) => Math.max(most, share(x, expected[i]!, Math.floor(i / width))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1e-4);
  });

  test('of a small booster packed here say what native XGBoost says', async () => {
    const ensemble = readXgboostJson(
      new TextDecoder().decode(await bytesAt('/tests/fixtures/golden/deep.booster.json')),
    );
    const api = startWorker();
    const file = writeOnnx({ contract: someContract(ensemble.featureCount), ensemble });
    expect(readOnnx(file).ensemble).toEqual(ensemble);
    await load(api, file);
    const [matrix, margins] = [await golden('deep.matrix.f32'), await golden('deep.margins.f32')];
    const { income } = await api.predict(matrix);
    income.forEach((forecast, row) => {
      expect(Math.abs(forecast - margins[row]!)).toBeLessThanOrEqual(
        1e-5 * Math.max(Math.abs(margins[row]!), ensemble.baseScore),
      );
    });
  });
});

function kill(): void {
  for (const mortal of started.splice(0)) mortal.kill();
}

async function expectWorks(api: ModelApi): Promise<void> {
  const { trees } = await load(api, FILE);
  const { income } = await api.predict(rows(0, 3));
  expect([trees, income.length, income.every(Number.isFinite)]).toEqual([150, 3, true]);
}
