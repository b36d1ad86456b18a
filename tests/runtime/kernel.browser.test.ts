import { wrap } from 'comlink';
import { afterAll, expect, test } from 'vitest';
import { guardWorker } from '../../src/core/machine/guardWorker.ts';
import { writeOnnx } from '../../src/core/onnx/own/file.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../src/core/trees/shap/treeShap.ts';
import type { ModelApi } from '../../workers/model.api.ts';
import { someForest, someModel, someRows } from '../core/trees/trees.ts';

const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
const { api, kill } = guardWorker<ModelApi>(worker, wrap(worker), 'ModelStopped');
afterAll(() => kill());

test.each([
  { trees: 60, depth: 6, featureCount: 222 },
  { trees: 30, depth: 7, featureCount: 5 },
  { trees: 40, depth: 2, featureCount: 9 },
  { trees: 1, depth: 13, featureCount: 100 },
])('the worker explains by vectors what the plain version says: %o', async (shape) => {
  const forest = someForest(shape);
  const file = writeOnnx(someModel(forest));
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(file));
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  await api.load(file, sha256);

  const width = shape.featureCount;
  const matrix = someRows(130, width);
  const { contributions, shapKernel } = await api.explain(matrix.slice());
  expect(shapKernel).toBe('simd');
  const plain = explainRows(prepareShap(forest), matrix);
  for (let row = 0; row < 130; row++) {
    const expected = plain.contributions.subarray(row * width, (row + 1) * width);
    const scale = Math.max(...expected.map(Math.abs));
    const worst = Math.max(...expected.map((phi, i) => Math.abs(phi - contributions[row * width + i]!)));
    expect(worst).toBeLessThanOrEqual(1e-5 * scale);
  }

  const alone = await api.explain(matrix.slice(77 * width, 78 * width));
  expect(alone.contributions).toEqual(contributions.slice(77 * width, 78 * width));
});
