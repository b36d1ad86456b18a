import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileKernel, KERNELS } from '../../../../scripts/kernel.mjs';
import { readTrees } from '../../../../src/core/trees/formats/readTrees.ts';
import { openExplainer } from '../../../../src/core/trees/shap/kernel/explainer.ts';
import { prepareShap } from '../../../../src/core/trees/shap/shapModel.ts';
import { explainRows, type RowExplanations } from '../../../../src/core/trees/shap/treeShap.ts';
import { toEnsemble } from '../../../../src/core/trees/treeNodes.ts';
import {
  anyEnsemble,
  anyRow,
  bruteForceShap,
  predictRows,
  type Sketch,
  someForest,
  someRows,
  toTree,
} from '../trees.ts';

vi.setConfig({ testTimeout: 60_000 });

/**
 * Tolerance between the kernel and the plain version, as a share of a row's largest contribution, or of a tenth of the
 * leaves' range when all contributions are smaller than that.
 */
const TOLERANCE = 1e-5;
/** Contributions that are a smaller share of the sum disappear in its rounding. */
const LOST_SHARE = 1e-8;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the kernel says what the plain version says', () => {
  test.each(Array.from({ length: 16 }, (_, i) => i + 1))('of full trees of depth %i', (depth) => {
    const trees = depth > 10 ? 1 : 5;
    expectAgreement(someForest({ trees, depth, featureCount: 222 }), someRows(depth > 10 ? 9 : 70, 222));
  });

  test.each([1, 2, 3, 5])('of trees that meet the same %i features again and again', (featureCount) => {
    for (const depth of [4, 6, 8, 11]) {
      expectAgreement(someForest({ trees: 6, depth, featureCount, seed: depth }), someRows(70, featureCount));
    }
  });

  test.each([8, 12, 31, 40, 64, 200])('of lopsided trees of %i leaves', (leaves) => {
    for (const featureCount of [6, 20, 222]) {
      const ensemble = lopsidedForest({ trees: 12, leaves, depth: 14, featureCount });
      expectAgreement(ensemble, someRows(37, featureCount));
    }
  });

  test('of all kinds of trees in one model', () => {
    const features = { featureCount: 30 };
    const sketches = [
      ...lopsided({ trees: 4, leaves: 25, depth: 9, ...features }),
      [7, 3] as Sketch,
      ...lopsided({ trees: 4, leaves: 2, depth: 1, ...features }),
      ...lopsided({ trees: 3, leaves: 6, depth: 4, ...features }),
      ...Array.from({ length: 4 }, (_, tree) => symmetric(tree + 3, features)),
      [0, 0] as Sketch,
      ...lopsided({ trees: 2, leaves: 150, depth: 16, ...features }),
    ];
    expectAgreement(toEnsemble(sketches.map(toTree), { ...features, baseScore: -3 }), someRows(203, 30));
  });

  test('of any small trees, in any row', () => {
    fc.assert(
      fc.property(anyEnsemble({ featureCount: 6, depth: 7 }), anyRow(6), (ensemble, row) => {
        expectAgreement(ensemble, row);
      }),
      { numRuns: 100 },
    );
  });

  test('of leaves that share a large mean, to a share of what tells them apart', () => {
    const forest = someForest({ trees: 50, depth: 6, featureCount: 40 });
    const value = forest.value.map((leaf, i) => (forest.feature[i]! < 0 ? 50_000 + leaf : 0));
    expectAgreement({ ...forest, value }, someRows(64, 40));
  });

  test.each([1, 2, 3, 4, 5, 63, 64, 65, 1000])('of %i rows', (rows) => {
    expectAgreement(someForest({ trees: 20, depth: 5, featureCount: 7 }), someRows(rows, 7));
  });

  test('of 100,001 rows', () => {
    expectAgreement(someForest({ trees: 2, depth: 4, featureCount: 3 }), someRows(100_001, 3));
  });

  test('of no rows', () => {
    const { explain } = openExplainer(prepareShap(someForest({ trees: 2, depth: 4, featureCount: 3 })));
    expect(explain(new Float32Array(0))).toEqual({ contributions: new Float32Array(0), sums: new Float64Array(0) });
  });

  test('where values meet a threshold, are next to it, are extreme or missing', () => {
    const thresholds = [3.4028234663852886e38, -3.4028234663852886e38, 3e38, -3e38, 1, -1, 0, -0, 1e-45, -1e-45, 1e-38];
    const values = thresholds.flatMap((x) => [nextFloat(x, -1), x, nextFloat(x, 1)]);
    values.push(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
    const sketches = thresholds.flatMap((threshold, i): Sketch[] => [
      [0, threshold, 0, [i + 1, 3], [-i, 2]],
      [0, threshold, 1, [i + 1, 3], [1, thresholds[i - 1] ?? 0, 1, [5 * i, 1], [0, 1, 0, [i, 1], [3 * i, 2]]]],
    ]);
    const ensembles = [sketches, ...sketches.map((sketch) => [sketch])].map((trees) =>
      toEnsemble(trees.map(toTree), { featureCount: 2, baseScore: 0 }),
    );
    const matrix = Float32Array.from(values.flatMap((x) => values.flatMap((y) => [x, y])));
    for (const ensemble of ensembles) expectAgreement(ensemble, matrix);
  });
});

test('contributions are the Shapley values of the definition', () => {
  fc.assert(
    fc.property(anyEnsemble({ featureCount: 4 }), anyRow(4), (ensemble, row) => {
      const { contributions } = simd(ensemble).explain(row);
      const expected = bruteForceShap(ensemble, row);
      const scale = Math.max(1, ...expected.map(Math.abs));
      contributions.forEach((phi, i) => {
        expect(Math.abs(phi - expected[i]!)).toBeLessThanOrEqual(TOLERANCE * scale);
      });
    }),
    { numRuns: 100 },
  );
});

test.each(['deep', 'dart', 'early-stopped', 'one-tree', 'stumps'])('contributions are those of XGBoost: %s', (name) => {
  const read = (kind: string) => readFileSync(new URL(`../../../fixtures/golden/${name}.${kind}`, import.meta.url));
  const floats = (kind: string) => new Float32Array(Uint8Array.from(read(kind)).buffer);
  const { ensemble } = readTrees(Uint8Array.from(read('booster.json')), name);
  const { contributions, sums } = simd(ensemble).explain(floats('matrix.f32'));
  const margins = floats('margins.f32');
  const native = floats('contribs.f32');
  const width = ensemble.featureCount;
  margins.forEach((margin, row) => {
    const expected = native.subarray(row * (width + 1), row * (width + 1) + width);
    const scale = Math.max(Math.abs(margin), Math.abs(native[width]!));
    expect(Math.abs(sums[row]! - margin)).toBeLessThanOrEqual(TOLERANCE * scale);
    expect(largest(expected.map((phi, i) => phi - contributions[row * width + i]!))).toBeLessThanOrEqual(1e-4 * scale);
  });
});

test('sums are the base value and the contributions as returned, and the forecast', () => {
  const ensemble = someForest({ trees: 300, depth: 6, featureCount: 50 });
  const model = prepareShap(ensemble);
  const matrix = someRows(100, 50);
  const { contributions, sums } = openExplainer(model).explain(matrix);
  const forecasts = predictRows(ensemble, matrix);
  sums.forEach((sum, row) => {
    expect(sum).toBe(contributions.subarray(row * 50, (row + 1) * 50).reduce((total, phi) => total + phi, model.base));
    expect(Math.abs(sum - forecasts[row]!)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(forecasts[row]!)));
  });
});

test('a feature on which no tree splits contributes exactly 0', () => {
  const sketches = lopsided({ trees: 9, leaves: 30, depth: 9, featureCount: 3 });
  const trees = [...sketches, symmetric(5, { featureCount: 3 })].map(toTree);
  const { contributions } = simd(toEnsemble(trees, { featureCount: 5, baseScore: 0 })).explain(someRows(90, 5));
  const unused = contributions.filter((_, i) => i % 5 >= 3);
  expect(unused.every((phi) => Object.is(phi, 0))).toBe(true);
});

test('a row gets the same bits alone, in every portion, and again', () => {
  const sketches = lopsided({ trees: 20, leaves: 40, depth: 10, featureCount: 9 });
  const trees = [...sketches, symmetric(5, { featureCount: 9 })].map(toTree);
  const { explain } = simd(toEnsemble(trees, { featureCount: 9, baseScore: 0 }));
  const matrix = someRows(150, 9);
  const whole = explain(matrix);
  for (const portion of [1, 2, 3, 7, 64, 65, 150]) {
    const contributions: number[] = [];
    const sums: number[] = [];
    for (let first = 0; first < 150; first += portion) {
      const part = explain(matrix.slice(first * 9, (first + portion) * 9));
      contributions.push(...part.contributions);
      sums.push(...part.sums);
    }
    expect({ contributions, sums }).toEqual({ contributions: [...whole.contributions], sums: [...whole.sums] });
  }
});

test('trees of one leaf explain nothing and count in the base value', () => {
  const ensemble = toEnsemble([toTree([7, 1]), toTree([5, 1])], { featureCount: 2, baseScore: 30 });
  expect(simd(ensemble).explain(Float32Array.of(1, Number.NaN))).toEqual({
    contributions: Float32Array.of(0, 0),
    sums: Float64Array.of(42),
  });
});

test('a matrix that is no whole number of rows is refused', () => {
  const { explain } = simd(someForest({ trees: 1, depth: 2, featureCount: 3 }));
  expect(() => explain(new Float32Array(7))).toThrow(RangeError);
});

test('500 trees of depth 6 over 222 features take less than 16 MB', () => {
  expect(simd(someForest({ trees: 500, depth: 6, featureCount: 222 })).sizeBytes).toBeLessThan(16e6);
});

describe('the plain version does the work', () => {
  const matrix = someRows(10, 64);

  test('where WebAssembly knows no vectors', () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    const model = prepareShap(someForest({ trees: 10, depth: 6, featureCount: 64 }));
    const { kernel, explain } = openExplainer(model);
    expect(kernel).toBe('plain');
    expect(explain(matrix)).toEqual(explainRows(model, matrix));
  });

  test('where there is no WebAssembly', () => {
    vi.stubGlobal('WebAssembly', undefined);
    const { kernel } = openExplainer(prepareShap(someForest({ trees: 10, depth: 6, featureCount: 64 })));
    vi.unstubAllGlobals();
    expect(kernel).toBe('plain');
  });

  test('where the memory is not to be had', () => {
    vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
      throw new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory');
    });
    const model = prepareShap(someForest({ trees: 10, depth: 6, featureCount: 64 }));
    const { kernel, explain } = openExplainer(model);
    expect(kernel).toBe('plain');
    expect(explain(matrix)).toEqual(explainRows(model, matrix));
  });

  test('where leaves are next to the largest float', () => {
    const model = prepareShap(
      toEnsemble([toTree([0, 0, 0, [3e38, 1], [-3e38, 1]])], { featureCount: 64, baseScore: 0 }),
    );
    const { kernel, explain } = openExplainer(model);
    expect(kernel).toBe('plain');
    expect(explain(matrix)).toEqual(explainRows(model, matrix));
  });

  test('where more than 16 features lie on a path', () => {
    const chain = (depth: number): Sketch =>
      depth === 17 ? [640, 3] : [depth, 0, 0, chain(depth + 1), [depth - 20, 1 + (depth % 5)]];
    const model = prepareShap(toEnsemble([toTree(chain(0))], { featureCount: 64, baseScore: 0 }));
    const { kernel, explain } = openExplainer(model);
    expect(kernel).toBe('plain');
    expect(explain(matrix)).toEqual(explainRows(model, matrix));
    expect(simd(toEnsemble([toTree(chain(1))], { featureCount: 64, baseScore: 0 })).kernel).toBe('simd');
  });
});

test('the compiled kernel is that of its source: if not, run `npm run build`', { timeout: 180_000 }, async () => {
  const file = new URL('../../../../src/core/trees/shap/kernel/wasm.ts', import.meta.url);
  expect(readFileSync(file, 'utf8') === (await compileKernel(KERNELS.SHAP))).toBe(true);
});

function simd(ensemble: ReturnType<typeof someForest>) {
  const kernel = openExplainer(prepareShap(ensemble));
  expect(kernel.kernel).toBe('simd');
  return kernel;
}

function expectAgreement(ensemble: ReturnType<typeof someForest>, matrix: Float32Array): void {
  const found = simd(ensemble).explain(matrix);
  const plain = explainRows(prepareShap(ensemble), matrix);
  expect(found.contributions.length).toBe(plain.contributions.length);
  const leaves = Float64Array.from(ensemble.value).filter((_, node) => ensemble.feature[node]! < 0);
  const range = leaves.reduce((a, b) => Math.max(a, b)) - leaves.reduce((a, b) => Math.min(a, b));
  expect(worstRow(found, plain, range / 10)).toBeLessThanOrEqual(TOLERANCE);
}

/** The largest difference of a contribution or sum, as a share of its row's largest contribution or of `floor`. */
function worstRow(found: RowExplanations, plain: RowExplanations, floor: number): number {
  const width = plain.contributions.length / plain.sums.length;
  return plain.sums.reduce((worst, sum, row) => {
    const own = plain.contributions.subarray(row * width, (row + 1) * width);
    const gaps = own.map((phi, i) => phi - found.contributions[row * width + i]!);
    const gap = Math.max(largest(gaps), Math.abs(sum - found.sums[row]!));
    return Math.max(worst, gap === 0 ? 0 : gap / Math.max(floor, largest(own), LOST_SHARE * Math.abs(sum)));
  }, 0);
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function nextFloat(x: number, step: number): number {
  const float = Float32Array.of(x === 0 ? 0 : x);
  const bits = new Int32Array(float.buffer);
  if (x === 0) return step * 2 ** -149;
  bits[0] = bits[0]! + (x < 0 ? -step : step);
  return float[0]!;
}

function lopsidedForest({ featureCount, ...shape }: Parameters<typeof lopsided>[0]) {
  return toEnsemble(lopsided({ featureCount, ...shape }).map(toTree), { featureCount, baseScore: 10 });
}

/** Trees as a leaf-wise trainer grows them: the next split may be at any leaf. */
function lopsided({
  trees,
  leaves,
  depth,
  featureCount,
}: Record<'trees' | 'leaves' | 'depth' | 'featureCount', number>): Sketch[] {
  const numbers = someRows(4096, 1).map((x) => (Number.isNaN(x) ? 0 : (x + 5) / 10));
  let used = leaves * 7 + featureCount;
  const next = () => numbers[used++ % numbers.length]!;
  const grow = (count: number, left: number): Sketch => {
    if (count <= 1 || left === 0) return [next() * 200 - 100, next() * 10];
    const toLeft = Math.min(count - 1, Math.max(1, Math.round(count * next())));
    const feature = Math.min(featureCount - 1, Math.floor(next() * featureCount));
    return [feature, next() * 8 - 4, next() < 0.5 ? 0 : 1, grow(toLeft, left - 1), grow(count - toLeft, left - 1)];
  };
  return Array.from({ length: trees }, () => grow(leaves, depth));
}

/** A tree with the same question at all nodes of a level, as CatBoost grows them. */
function symmetric(depth: number, { featureCount }: { featureCount: number }): Sketch {
  const grow = (level: number, leaf: number): Sketch =>
    level === depth
      ? [(leaf * 37) % 101, 1 + ((leaf * 13) % 7)]
      : [
          (level * 5) % featureCount,
          ((level * 3) % 7) - 3,
          level % 2 ? 0 : 1,
          grow(level + 1, leaf * 2),
          grow(level + 1, leaf * 2 + 1),
        ];
  return grow(0, 1);
}
