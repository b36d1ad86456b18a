import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { describe, expect, test } from 'vitest';
import { writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { DOUBLED_INPUT, doubleColumns } from '../../../src/core/onnx/tensorGraph/doubledColumns.ts';
import { sumLeaves } from '../../../src/core/onnx/tensorGraph/leafSum.ts';
import { type TensorGraphPart, writeTensorGraph } from '../../../src/core/onnx/tensorGraph/tensorGraph.ts';
import { decodeModel } from '../../../src/core/onnx/wire/decodeModel.ts';
import { blend } from '../../../src/core/trees/blend.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { openScorer } from '../../../src/core/trees/scoring/scorer.ts';
import { toEnsemble } from '../../../src/core/trees/treeNodes.ts';
import { openSession } from '../../../workers/runtime/session.ts';
import {
  anyEnsemble,
  anyRow,
  predictRows,
  type Sketch,
  someForest,
  someModel,
  someRows,
  toTree,
} from '../trees/trees.ts';

const MISSING = Number.NaN;

/** The sums of the parts, from an ONNX Runtime that runs the graph's plain operators. */
async function runGraph(parts: readonly TensorGraphPart[], matrix: Float32Array): Promise<Float32Array[]> {
  const { file, featureCount, sums } = writeTensorGraph(parts);
  const session = await InferenceSession.create(file);
  const rows = matrix.length / featureCount;
  const doubled = new Tensor('float32', doubleColumns(matrix, featureCount), [rows, 2 * featureCount]);
  const outputs = await session.run({ [DOUBLED_INPUT]: doubled });
  await session.release();
  return sums.map((sum) => sumLeaves(sum, (output) => outputs[output]!.data as Float32Array, rows));
}

async function run(ensemble: TreeEnsemble, matrix: Float32Array): Promise<Float32Array> {
  const [sums] = await runGraph([{ name: 'income', ensemble }], matrix);
  return sums!;
}

function forest(sketches: readonly Sketch[], { featureCount = 2, baseScore = 0 } = {}): TreeEnsemble {
  return toEnsemble(sketches.map(toTree), { featureCount, baseScore });
}

/** The model worker's sums, from an ONNX Runtime with an operator for trees. */
async function runTrees(forecast: TreeEnsemble, matrix: Float32Array): Promise<Float32Array> {
  const options = { featureCount: forecast.featureCount, outputs: ['income'] };
  const session = await openSession(writeOnnx(someModel(forecast)), options);
  const [income] = await session.run(matrix);
  await session.close();
  return income!;
}

describe('the graph says what the tree operator says, bit for bit', () => {
  test('for any trees and any rows', async () => {
    const rows = fc.array(anyRow(4), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(anyEnsemble({ trees: 8 }), rows, async (ensemble, list) => {
        const matrix = Float32Array.from(list.flatMap((row) => [...row]));
        const sums = await run(ensemble, matrix);
        expect(sums).toEqual(await runTrees(ensemble, matrix));
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  const forests = [
    { trees: 500, depth: 6, featureCount: 20 },
    { trees: 2500, depth: 2, featureCount: 5 },
  ];
  test.each(forests)('for $trees trees, where the order of a float32 sum shows', async (size) => {
    const ensemble = someForest(size);
    const matrix = someRows(300, size.featureCount);
    expect(await run(ensemble, matrix)).toEqual(await runTrees(ensemble, matrix));
  });

  test('for trees that are added in double, which lose nothing that cancels', async () => {
    const some = someForest({ trees: 300, depth: 4, featureCount: 5 });
    const value = Float64Array.from(some.value, (leaf, node) =>
      some.feature[node] === -1 ? leaf + (node % 2 ? 1e9 : -1e9) : 0,
    );
    const ensemble = { ...some, value };
    const matrix = someRows(300, 5);
    const sums = await run(ensemble, matrix);
    expect(sums).toEqual(await runTrees(ensemble, matrix));
    expect(sums).toEqual(openScorer([ensemble])!.sums(matrix)[0]);
    expect(sums).toEqual(Float32Array.from(predictRows(ensemble, matrix)));
  });

  test('for trees of every depth up to ten, in any order', async () => {
    const depths = [3, 10, 1, 7, 2, 9, 3, 0, 5, 8, 4, 6, 1];
    const ensemble = blend(
      depths.map((depth, seed) => ({ ensemble: someForest({ trees: 2, depth, featureCount: 7, seed }), weight: 0.1 })),
    );
    const matrix = someRows(200, 7);
    expect(await run(ensemble, matrix)).toEqual(await runTrees(ensemble, matrix));
  });
});

describe('the graph says what the trees say', () => {
  test('for parts with outputs of their own', async () => {
    const parts = [1, 3, 0].map((depth) => ({
      name: `p${depth}`,
      ensemble: someForest({ trees: 7, depth, featureCount: 3 }),
    }));
    const matrix = someRows(40, 3);
    const expected = await Promise.all(parts.map(({ ensemble }) => runTrees(ensemble, matrix)));
    expect(await runGraph(parts, matrix)).toEqual(expected);
  });

  test('for trees without a split, whose sum is the base', async () => {
    expect(
      await run(
        forest(
          [
            [3, 1],
            [4, 1],
          ],
          { baseScore: 10 },
        ),
        new Float32Array([1, 2, MISSING, 3]),
      ),
    ).toEqual(Float32Array.of(17, 17));
  });

  test('for a stump, a leaf and a lopsided tree side by side', async () => {
    const ensemble = forest([
      [0, 5, 1, [1, 1], [2, 1]],
      [100, 1],
      [0, 5, 0, [10, 1], [1, 7, 1, [20, 1], [1, 8, 0, [30, 1], [0, 6, 1, [40, 1], [50, 1]]]]],
    ]);
    const rows: [number, number, number][] = [
      [4, 0, 111],
      [5, 6, 122],
      [5, 7, 132],
      [5, 8, 142],
      [6, 8, 152],
      [MISSING, MISSING, 121],
      [MISSING, 7, 131],
      [MISSING, 9, 141],
      [5, MISSING, 122],
    ];
    const matrix = Float32Array.from(rows.flatMap((row) => row.slice(0, 2)));
    expect([...(await run(ensemble, matrix))]).toEqual(rows.map(([, , sum]) => sum));
  });
});

describe('a split divides the numbers around its threshold as float32 does', () => {
  const ulp = (x: number, steps: number) => {
    const [float, bits] = [Float32Array.of(x), (array: Float32Array) => new Int32Array(array.buffer)];
    bits(float)[0]! += steps;
    return float[0]!;
  };
  const SMALLEST = 2 ** -126;
  const thresholds = [5, -5, 0.1, 1e6, 16_777_216, SMALLEST, -SMALLEST, 1e38, -1e38];
  test.each(thresholds)('%f', async (given) => {
    const threshold = Math.fround(given);
    const matrix = Float32Array.of(ulp(threshold, -1), threshold, ulp(threshold, 1), -threshold, 0, MISSING);
    for (const missingLeft of [0, 1] as const) {
      const ensemble = forest([[0, threshold, missingLeft, [1, 1], [2, 1]]], { featureCount: 1 });
      expect(await run(ensemble, matrix)).toEqual(Float32Array.from(predictRows(ensemble, matrix)));
    }
  });

  test('numbers on either side of nought, where GPUs round the threshold away', async () => {
    const leastAbove = 2 ** -149; // the threshold of `x <= 0`
    const ensemble = forest(
      [
        [0, leastAbove, 0, [1, 1], [0, 1]],
        [0, -leastAbove, 0, [10, 1], [0, 1]],
        [0, 0, 1, [100, 1], [0, 1]],
      ],
      { featureCount: 1 },
    );
    expect([...(await run(ensemble, Float32Array.of(-1, -SMALLEST, -0, 0, SMALLEST, 1, MISSING)))]).toEqual([
      111, 111, 1, 1, 0, 0, 100,
    ]);
  });

  test('the furthest numbers and thresholds', async () => {
    const furthest = (2 - 2 ** -23) * 2 ** 127;
    const ensemble = forest(
      [
        [0, -furthest, 1, [1, 1], [2, 1]],
        [0, furthest, 0, [10, 1], [20, 1]],
      ],
      { featureCount: 1 },
    );
    const rows = Float32Array.of(-furthest, -3e38, 0, 2.8e38, furthest, Number.POSITIVE_INFINITY, MISSING);
    expect([...(await run(ensemble, rows))]).toEqual([12, 12, 12, 12, 22, 22, 21]);
  });
});

describe('what cannot be written is refused', () => {
  const refused = { name: 'ModelCorrupt' };
  const chain = (depth: number): Sketch => (depth === 0 ? [1, 1] : [0, depth, 0, [0, 1], chain(depth - 1)]);

  test('a tree of more than 12 splits on a path', () => {
    expect(() => writeTensorGraph([{ name: 'y', ensemble: forest([chain(12)]) }])).not.toThrow();
    const graph = () => writeTensorGraph([{ name: 'y', ensemble: forest([[1, 1], chain(13)]) }]);
    expect(graph).toThrow(expect.objectContaining({ ...refused, message: expect.stringContaining('too deep') }));
  });

  test('more padded leaves than a GPU should be asked for, over all parts', () => {
    const ensemble = forest(Array.from({ length: 600 }, () => chain(12)));
    const parts = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `y${i}`, ensemble }));
    expect(() => writeTensorGraph(parts(1))).not.toThrow();
    expect(() => writeTensorGraph(parts(2))).toThrow(expect.objectContaining(refused));
  });

  test('parts of different features, or none', () => {
    const ensembles = [forest([[1, 1]]), forest([[1, 1]], { featureCount: 3 })];
    expect(() => writeTensorGraph(ensembles.map((ensemble, i) => ({ name: `y${i}`, ensemble })))).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => writeTensorGraph([])).toThrow(expect.objectContaining(refused));
  });

  test('rows cut short', () => {
    expect(() => doubleColumns(new Float32Array(3), 2)).toThrow(RangeError);
  });
});

test('the graph is no model file: the reader refuses its constants', () => {
  const { file } = writeTensorGraph([{ name: 'y', ensemble: forest([[1, 1]]) }]);
  expect(() => decodeModel(file)).toThrow('ONNX: unexpected field 5 in GraphProto');
});
