import { expect, test } from 'vitest';
import { blend } from '../../../src/core/trees/blend.ts';
import { hasCovers } from '../../../src/core/trees/ensemble.ts';
import { prepareShap } from '../../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../../src/core/trees/shap/treeShap.ts';
import { predictRows, someForest, someRows } from './trees.ts';

const A = someForest({ trees: 6, depth: 4, featureCount: 5, seed: 1 });
const B = someForest({ trees: 3, depth: 2, featureCount: 5, seed: 2 });
const ROWS = someRows(100, 5);

test('a blend forecasts and explains the weighted sum of its parts', () => {
  const whole = blend([
    { ensemble: A, weight: 0.7 },
    { ensemble: B, weight: 0.3 },
  ]);
  expect(whole.roots).toHaveLength(9);
  expect(hasCovers(whole)).toBe(true);
  const [a, b] = [A, B].map((ensemble) => predictRows(ensemble, ROWS));
  predictRows(whole, ROWS).forEach((forecast, row) => {
    expect(forecast).toBeCloseTo(0.7 * a![row]! + 0.3 * b![row]!, 3);
  });
  const [shap, shapA, shapB] = [whole, A, B].map((ensemble) => explainRows(prepareShap(ensemble), ROWS).contributions);
  shap!.forEach((phi, i) => {
    expect(phi).toBeCloseTo(0.7 * shapA![i]! + 0.3 * shapB![i]!, 3);
  });
});

test('a correction adds one number where the feature has a value, whatever it is, and another where it is missing', () => {
  const correction = { feature: 2, present: 5, absent: -3 };
  const corrected = blend([{ ensemble: A, weight: 1 }], correction);
  const row = (x: number) => Float32Array.of(1, 2, x, 4, 5);
  const added = (x: number) => predictRows(corrected, row(x))[0]! - predictRows(A, row(x))[0]!;
  for (const x of [0, -1, 3.4028234663852886e38, -3.4028234663852886e38]) expect(added(x)).toBeCloseTo(5, 3);
  expect(added(Number.NaN)).toBeCloseTo(-3, 3);
});

test('a blend of nothing, or of models of different widths, is refused', () => {
  expect(() => blend([])).toThrow(/nothing/);
  const narrow = someForest({ trees: 1, depth: 2, featureCount: 4 });
  expect(() =>
    blend([
      { ensemble: A, weight: 1 },
      { ensemble: narrow, weight: 1 },
    ]),
  ).toThrow(/5 and of 4 features/);
});
