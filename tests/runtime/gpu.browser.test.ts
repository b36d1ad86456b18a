import { wrap } from 'comlink';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { guardWorker } from '../../src/core/machine/guardWorker.ts';
import { readOnnx, writeOnnx } from '../../src/core/onnx/own/file.ts';
import { type TensorGraphPart, writeTensorGraph } from '../../src/core/onnx/tensorGraph/tensorGraph.ts';
import { blend } from '../../src/core/trees/blend.ts';
import type { TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { compareEngines } from '../../workers/data/scoring/engines/compareEngines.ts';
import { type GpuEngine, openGpuEngine } from '../../workers/data/scoring/engines/gpuEngine.ts';
import { openGpuSession } from '../../workers/gpu/session.ts';
import type { ModelApi } from '../../workers/model.api.ts';
import { someForest, someModel, someRows } from '../core/trees/trees.ts';

const FEATURES = 6;
/** Trees of different depths, one after another. */
const MIXED = blend(
  [2, 5, 1, 0, 3, 5].map((depth, seed) => ({
    ensemble: someForest({ trees: 4, depth, featureCount: FEATURES, seed }),
    weight: 0.3,
  })),
);

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  vi.restoreAllMocks();
});

async function openEngine(parts: readonly TensorGraphPart[]): Promise<GpuEngine> {
  const engine = await openGpuEngine(parts);
  opened.push(engine);
  return engine;
}

/** The model worker as a function from rows to raw sums. */
async function openModelWorker(ensemble: TreeEnsemble): Promise<(matrix: Float32Array) => Promise<Float32Array[]>> {
  const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
  const { api, kill } = guardWorker<ModelApi>(worker, wrap(worker), 'ModelStopped');
  opened.push({ close: kill });
  const bytes = writeOnnx(someModel(ensemble));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  await api.load(bytes, Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  return async (matrix) => [(await api.predict(matrix)).income];
}

const bytesAt = async (path: string) => (await fetch(path)).arrayBuffer();

describe('the graphics card says what the model worker says, bit for bit', () => {
  test('of the model that ships, for the golden rows', async () => {
    const { forecast, interval } = readOnnx(new Uint8Array(await bytesAt('/models/income/income.onnx')));
    const matrix = new Float32Array(await bytesAt('/tests/fixtures/golden/income.matrix.f32'));
    expect(matrix.length / forecast.featureCount).toBeGreaterThanOrEqual(200);
    const parts = Object.entries({ income: forecast, ...interval }).map(([name, ensemble]) => ({ name, ensemble }));
    const engine = await openEngine(parts);
    const sums = await engine.run(matrix.slice());
    expect(sums.length).toBe(parts.length);
    for (const [part, { ensemble }] of parts.entries()) {
      const onWorker = await openModelWorker(ensemble);
      expect([sums[part]]).toEqual(await onWorker(matrix.slice()));
    }
  });

  test('of trees of different depths and parts, in whatever portions the rows come', async () => {
    const other = someForest({ trees: 9, depth: 3, featureCount: FEATURES, seed: 7 });
    const parts = [
      { name: 'income', ensemble: MIXED },
      { name: 'p10', ensemble: other },
    ];
    const engine = await openEngine(parts);
    const matrix = someRows(5000, FEATURES);
    const sums = await engine.run(matrix.slice());
    for (const [part, { ensemble }] of parts.entries()) {
      const onWorker = await openModelWorker(ensemble);
      expect([sums[part]]).toEqual(await onWorker(matrix.slice()));
    }
    const few = await Promise.all(
      [0, 1, 2].map((row) => engine.run(matrix.slice(row * FEATURES, (row + 1) * FEATURES))),
    );
    expect(few).toEqual([0, 1, 2].map((row) => sums.map((sum) => sum.slice(row, row + 1))));
    expect(await engine.run(new Float32Array(0))).toEqual([new Float32Array(0), new Float32Array(0)]);
  });
});

describe('an engine', () => {
  const parts = [{ name: 'income', ensemble: MIXED }];

  test('tells what the browser tells of the graphics adapter', async () => {
    const text = expect.any(String);
    const { adapter } = await openEngine(parts);
    expect(adapter).toEqual({ vendor: text, architecture: text, description: text, isFallback: expect.any(Boolean) });
  });

  test('refuses a matrix of no whole number of rows, and works on', async () => {
    const engine = await openEngine(parts);
    await expect(engine.run(new Float32Array(FEATURES + 1))).rejects.toMatchObject({ name: 'RangeError' });
    expect((await engine.run(someRows(3, FEATURES)))[0]?.length).toBe(3);
  });

  test('that is closed rejects what is under way and what comes later', async () => {
    const engine = await openEngine(parts);
    const running = engine.run(someRows(5000, FEATURES));
    engine.close();
    const stopped = { name: 'EngineUnavailable' };
    await expect(running).rejects.toMatchObject(stopped);
    await expect(engine.run(someRows(1, FEATURES))).rejects.toMatchObject(stopped);
  });

  test('is not started for trees that are too deep for it', async () => {
    const deep = someForest({ trees: 1, depth: 13, featureCount: FEATURES });
    await expect(openGpuEngine([{ name: 'income', ensemble: deep }])).rejects.toMatchObject({ name: 'ModelCorrupt' });
  });
});

describe('what is not there, or no longer, has a name', () => {
  const unavailable = { name: 'EngineUnavailable' };
  const graph = writeTensorGraph([{ name: 'income', ensemble: MIXED }]);

  test('a browser without WebGPU', async () => {
    vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as unknown as GPU);
    await expect(openGpuSession(graph)).rejects.toMatchObject({ ...unavailable, message: /no WebGPU/ });
  });

  test('a computer without a graphics adapter, or one that gives no device', async () => {
    const request = vi.spyOn(GPU.prototype, 'requestAdapter').mockResolvedValueOnce(null);
    await expect(openGpuSession(graph)).rejects.toMatchObject({ ...unavailable, message: /no graphics adapter/ });
    request.mockRestore();
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockRejectedValueOnce(new DOMException('?', 'OperationError'));
    await expect(openGpuSession(graph)).rejects.toMatchObject({ ...unavailable, message: /no device/ });
  });

  test('a device that is lost under a run, for that run and for later ones', async () => {
    const request = vi.spyOn(GPUAdapter.prototype, 'requestDevice');
    const session = await openGpuSession(graph);
    const device = (await request.mock.results[0]?.value) as GPUDevice;
    expect((await session.run(someRows(2, FEATURES)))[0]?.length).toBe(2);
    const running = session.run(someRows(9000, FEATURES));
    device.destroy();
    await expect(running).rejects.toMatchObject(unavailable);
    await expect(session.run(someRows(1, FEATURES))).rejects.toMatchObject(unavailable);
  });
});

test('the trial of the software adapter finds the same numbers, and tells both speeds', async () => {
  const gpu = openEngine([{ name: 'income', ensemble: MIXED }]);
  const outcome = await compareEngines({
    gpu,
    wasm: await openModelWorker(MIXED),
    matrix: someRows(512, FEATURES),
    featureCount: FEATURES,
  });
  expect(outcome).toEqual({
    verdict: expect.stringMatching(/^(faster|slower)$/),
    wasmRowsPerSecond: expect.any(Number),
    gpuRowsPerSecond: expect.any(Number),
    worstRelative: 0,
    failure: null,
  });
  expect(Math.min(outcome.wasmRowsPerSecond, outcome.gpuRowsPerSecond)).toBeGreaterThan(0);
});
