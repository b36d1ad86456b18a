import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCoverCounter } from '../../../../src/core/trees/shap/countCovers.ts';
import { prepareShap } from '../../../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../../../src/core/trees/shap/treeShap.ts';
import { anyEnsemble, anyRow, bruteForceShap, predictRows, someRows } from '../trees.ts';

const FEATURES = 4;

/** The nodes of all trees that a row reaches. */
function reaches(ensemble: Parameters<typeof predictRows>[0], row: Float32Array): number[] {
  const found: number[] = [];
  for (const root of ensemble.roots) {
    for (let node = root; node >= 0; ) {
      found.push(node);
      const x = row[ensemble.feature[node]!]!;
      const left = Number.isNaN(x) ? ensemble.missingLeft[node] === 1 : x < ensemble.threshold[node]!;
      node = (left ? ensemble.left : ensemble.right)[node]!;
    }
  }
  return found;
}

test('counts the rows that reach each node, in whatever portions they come', () => {
  const rows = fc.array(anyRow(FEATURES), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(anyEnsemble({ featureCount: FEATURES }), rows, fc.nat(30), (ensemble, list, cut) => {
      const counter = createCoverCounter(ensemble);
      for (const part of [list.slice(0, cut), list.slice(cut)])
        counter.add(Float32Array.from(part.flatMap((row) => [...row])));
      const expected = new Float32Array(ensemble.feature.length);
      for (const row of list) for (const node of reaches(ensemble, row)) expected[node]!++;
      expect(counter.covers()).toEqual(expected);
      expect(counter.rows).toBe(list.length);
    }),
  );
});

test('SHAP with counted covers is exact, also where no row came by, and starts at the mean forecast of the rows', () => {
  const background = someRows(12, FEATURES);
  fc.assert(
    fc.property(anyEnsemble({ featureCount: FEATURES }), anyRow(FEATURES), (ensemble, row) => {
      const counter = createCoverCounter(ensemble);
      counter.add(background);
      const counted = { ...ensemble, cover: counter.covers() };
      const model = prepareShap(counted);
      const forecasts = predictRows(ensemble, background);
      expect(model.base).toBeCloseTo(forecasts.reduce((sum, one) => sum + one, 0) / forecasts.length, 6);
      const brute = bruteForceShap(counted, row);
      explainRows(model, row).contributions.forEach((phi, feature) => {
        expect(Math.abs(phi - brute[feature]!)).toBeLessThan(1e-3);
      });
    }),
  );
});

test('refuses a matrix that is no whole number of rows', () => {
  const [ensemble] = fc.sample(anyEnsemble({ featureCount: FEATURES }), 1);
  expect(() => createCoverCounter(ensemble!).add(new Float32Array(5))).toThrow(RangeError);
});
