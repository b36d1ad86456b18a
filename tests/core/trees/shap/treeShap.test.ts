import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gaussLegendre } from '../../../../src/core/trees/shap/quadrature.ts';
import { prepareShap } from '../../../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../../../src/core/trees/shap/treeShap.ts';
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

const FEATURES = 4;

test('contributions are the Shapley values of the definition, also where a path meets a feature again and values are missing', () => {
  fc.assert(
    fc.property(anyEnsemble({ featureCount: FEATURES }), anyRow(FEATURES), (ensemble, row) => {
      const { contributions } = explainRows(prepareShap(ensemble), row);
      const expected = bruteForceShap(ensemble, row);
      contributions.forEach((phi, i) => {
        expect(Math.abs(phi - expected[i]!)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected[i]!)));
      });
    }),
    { numRuns: 300 },
  );
});

test('base value and contributions add up to the forecast', () => {
  fc.assert(
    fc.property(anyEnsemble({ featureCount: 6, depth: 7 }), anyRow(6), (ensemble, row) => {
      const model = prepareShap(ensemble);
      const { contributions, sums } = explainRows(model, row);
      const forecast = predictRows(ensemble, row)[0]!;
      expect(Math.abs(sums[0]! - forecast)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(forecast)));
      expect(sums[0]).toBe(contributions.reduce((sum, phi) => sum + phi, model.base));
    }),
    { numRuns: 300 },
  );
});

test('a feature on which no tree splits contributes exactly 0', () => {
  const ensemble = { ...someForest({ trees: 5, depth: 4, featureCount: 3 }), featureCount: 5 };
  const { contributions } = explainRows(prepareShap(ensemble), someRows(20, 5));
  const unused = contributions.filter((_, i) => i % 5 >= 3);
  expect(new Set(unused)).toEqual(new Set([0]));
});

test('a row is explained alike alone and among others', () => {
  const model = prepareShap(someForest({ trees: 10, depth: 5, featureCount: 8 }));
  const matrix = someRows(50, 8);
  const together = explainRows(model, matrix);
  const alone = Array.from({ length: 50 }, (_, row) => explainRows(model, matrix.slice(row * 8, row * 8 + 8)));
  expect(together.contributions).toEqual(Float32Array.from(alone.flatMap(({ contributions }) => [...contributions])));
  expect(together.sums).toEqual(Float64Array.from(alone.flatMap(({ sums }) => [...sums])));
});

test('a path of 64 different features is explained exactly', () => {
  const chain = (depth: number): Sketch =>
    depth === 64 ? [640, 3] : [depth, 0, 0, chain(depth + 1), [depth - 20, 1 + (depth % 5)]];
  const ensemble = toEnsemble([toTree(chain(0))], { featureCount: 64, baseScore: 0 });
  const matrix = someRows(40, 64).map((x) => (Number.isNaN(x) ? x : -Math.abs(x)));
  const { sums } = explainRows(prepareShap(ensemble), matrix);
  predictRows(ensemble, matrix).forEach((forecast, row) => {
    expect(sums[row]).toBeCloseTo(forecast, 4);
  });
});

test('trees of one leaf explain nothing and count in the base value', () => {
  const ensemble = toEnsemble([toTree([7, 1]), toTree([5, 1])], { featureCount: 2, baseScore: 30 });
  const model = prepareShap(ensemble);
  expect(model.base).toBe(42);
  expect(explainRows(model, Float32Array.of(1, Number.NaN))).toEqual({
    contributions: Float32Array.of(0, 0),
    sums: Float64Array.of(42),
  });
});

test('a matrix that is no whole number of rows is refused', () => {
  const model = prepareShap(someForest({ trees: 1, depth: 2, featureCount: 3 }));
  expect(() => explainRows(model, new Float32Array(7))).toThrow(RangeError);
});

test('Gauss–Legendre quadrature of n points integrates every power up to 2n−1', () => {
  for (let n = 1; n <= 32; n++) {
    const { points, weights } = gaussLegendre(n);
    for (let power = 0; power < 2 * n; power++) {
      const integral = points.reduce((sum, t, k) => sum + weights[k]! * t ** power, 0);
      expect(Math.abs(integral - 1 / (power + 1))).toBeLessThan(1e-14);
    }
  }
});
