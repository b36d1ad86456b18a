import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileKernel, KERNELS } from '../../../../scripts/kernel.mjs';
import { writeOnnx } from '../../../../src/core/onnx/own/file.ts';
import type { TreeEnsemble } from '../../../../src/core/trees/ensemble.ts';
import { openScorer, type Scorer } from '../../../../src/core/trees/scoring/scorer.ts';
import { openCalculator } from '../../../../workers/runtime/calculator.ts';
import { openSession } from '../../../../workers/runtime/session.ts';
import { anyEnsemble, anyRow, someContract, someForest, someModel, someRows } from '../trees.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Raw sums by ONNX Runtime: the forecast of a model without a transform. */
async function runtimeSums(forecast: TreeEnsemble, matrix: Float32Array): Promise<Float32Array> {
  const { featureCount } = forecast;
  const file = writeOnnx({ contract: someContract(featureCount), forecast, interval: null });
  const session = await openSession(file, { featureCount, outputs: ['income'] });
  const [sums] = await session.run(matrix);
  await session.close();
  return sums!;
}

function scorerOf(...ensembles: TreeEnsemble[]): Scorer {
  const scorer = openScorer(ensembles);
  if (!scorer) throw new Error('there is no SIMD');
  return scorer;
}

describe('the kernel sums trees to the bits of ONNX Runtime', () => {
  test.each([1, 2, 6, 11])('of depth %i', async (depth) => {
    const forest = someForest({ trees: 40, depth, featureCount: 30 });
    const rows = someRows(83, 30);
    expect(scorerOf(forest).sums(rows)[0]).toEqual(await runtimeSums(forest, rows));
  });

  test('of any shape, with missing and infinite values and values on the thresholds', async () => {
    await fc.assert(
      fc.asyncProperty(anyEnsemble(), fc.array(anyRow(4), { minLength: 1, maxLength: 20 }), async (forest, rows) => {
        const matrix = Float32Array.from(rows.flatMap((row) => [...row]));
        const onEdges = matrix.map((value, at) => {
          const edges = [value, Infinity, -Infinity, forest.threshold[at % forest.threshold.length]!];
          return edges[at % edges.length]!;
        });
        for (const some of [matrix, onEdges]) {
          expect(scorerOf(forest).sums(some)[0]).toEqual(await runtimeSums(forest, some));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of several ensembles at once, in whatever portions rows come', () => {
    const [one, other] = [3, 9].map((seed) => someForest({ trees: 20, depth: 5, featureCount: 7, seed }));
    const rows = someRows(150, 7);
    const scorer = scorerOf(one!, other!);
    const whole = scorer.sums(rows);
    for (const portion of [1, 7, 8, 64, 65]) {
      const sums = [new Float32Array(150), new Float32Array(150)];
      for (let first = 0; first < 150; first += portion) {
        scorer
          .sums(rows.subarray(first * 7, (first + portion) * 7))
          .forEach((some, at) => void sums[at]!.set(some, first));
      }
      expect(sums).toEqual(whole);
    }
    expect(whole[1]).toEqual(scorerOf(other!).sums(rows)[0]);
  });
});

test('a matrix that is no whole number of rows is refused', () => {
  const scorer = scorerOf(someForest({ trees: 1, depth: 2, featureCount: 3 }));
  expect(() => scorer.sums(new Float32Array(4))).toThrow(RangeError);
});

test('without SIMD ONNX Runtime sums alone, to the same bits', async () => {
  const forest = someForest({ trees: 12, depth: 5, featureCount: 9 });
  const file = writeOnnx(someModel(forest));
  const sha256 = createHash('sha256').update(file).digest('hex');
  const rows = someRows(100, 9);
  const { summedBy, ...fast } = await (await openCalculator(file, sha256)).predict(rows);
  expect(summedBy).toBe('kernel');
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const plain = await openCalculator(file, sha256);
  expect(await plain.predict(rows)).toEqual({ ...fast, summedBy: 'runtime' });
});

test('when a sum of the kernel is another by one bit, ONNX Runtime sums everything and it is said, from then on too', async () => {
  const forest = someForest({ trees: 12, depth: 5, featureCount: 9 });
  const file = writeOnnx(someModel(forest));
  const sha256 = createHash('sha256').update(file).digest('hex');
  const rows = someRows(100, 9);
  const { summedBy: _, ...right } = await (await openCalculator(file, sha256)).predict(rows);
  const Instance = WebAssembly.Instance;
  vi.spyOn(WebAssembly, 'Instance').mockImplementation(function start(module: WebAssembly.Module) {
    const { exports } = new Instance(module);
    const { memory, score } = exports as { memory: WebAssembly.Memory; score: (...args: number[]) => void };
    const wrong = (...args: number[]) => {
      score(...args);
      const sum = new Int32Array(memory.buffer, args[5], 1);
      sum[0]! ^= 1;
    };
    return { exports: { ...exports, score: wrong } };
  } as never);
  const calculator = await openCalculator(file, sha256);
  expect(await calculator.predict(rows)).toEqual({ ...right, summedBy: 'runtime-instead' });
  vi.restoreAllMocks();
  expect(await calculator.predict(rows)).toEqual({ ...right, summedBy: 'runtime-instead' });
});

test('the compiled scorer is that of its source: if not, run `npm run build`', { timeout: 180_000 }, async () => {
  const file = new URL('../../../../src/core/trees/scoring/wasm.ts', import.meta.url);
  expect(readFileSync(file, 'utf8') === (await compileKernel(KERNELS.scoring))).toBe(true);
});
