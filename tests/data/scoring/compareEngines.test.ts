import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareEngines, type RunRows } from '../../../workers/data/scoring/engines/compareEngines.ts';

const FEATURES = 6;
const matrix = new Float32Array(512 * FEATURES);

/** The clock of the trial: only a running engine advances it. */
let clock = 0;
beforeEach(() => vi.spyOn(performance, 'now').mockImplementation(() => clock));
afterEach(() => vi.restoreAllMocks());

/** An engine that numbers its rows and advances that clock. */
const engine =
  (rowsPerSecond: number, factor = 1): RunRows =>
  async (rows) => {
    clock += (rows.length / FEATURES / rowsPerSecond) * 1_000;
    return [Float32Array.from({ length: rows.length / FEATURES }, (_, row) => (1000 + row) * factor)];
  };
const trial = (gpu: Parameters<typeof compareEngines>[0]['gpu'], wasm: RunRows) =>
  compareEngines({ gpu, wasm, matrix, featureCount: FEATURES });

test('the faster engine is found, with the speed of both; small differences are bearable', async () => {
  const faster = await trial({ run: engine(16_000, 1 + 5e-7) }, engine(2_000));
  expect(faster).toMatchObject({
    verdict: 'faster',
    gpuRowsPerSecond: 16_000,
    wasmRowsPerSecond: 2_000,
    failure: null,
  });
  expect(faster.worstRelative).toBeGreaterThan(4e-7);
  expect((await trial({ run: engine(2_000) }, engine(16_000))).verdict).toBe('slower');
});

test.each([1 + 2e-6, Number.NaN, Number.POSITIVE_INFINITY])(
  'other numbers, by a factor of %f, are found whatever the speed',
  async (factor) => {
    expect((await trial({ run: engine(16_000, factor) }, engine(2_000))).verdict).toBe('different');
  },
);

test('a trial ends when the graphics card cannot be had, or fails', async () => {
  const failure = { name: 'EngineUnavailable', message: 'gone' };
  const gone = () => Promise.reject(Object.assign(new Error('gone'), failure));
  const unavailable = {
    verdict: 'unavailable',
    wasmRowsPerSecond: 0,
    gpuRowsPerSecond: 0,
    worstRelative: 0,
    failure,
  };
  expect(await trial(gone(), engine(1_000))).toEqual(unavailable);
  expect(await trial({ run: gone }, engine(1_000))).toEqual(unavailable);
});
