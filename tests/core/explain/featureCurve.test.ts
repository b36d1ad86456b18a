import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveAt, mergeSteps, stretchesOf, thresholdsOf, varyFeature } from '../../../src/core/explain/featureCurve.ts';
import { anyEnsemble, anyRow, predictRows } from '../trees/trees.ts';

const FEATURES = 4;

test('a curve gives the forecast of every value, and steps only where the forecast does', () => {
  const ensemble = anyEnsemble({ featureCount: FEATURES });
  const value = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -6, max: 6, noNaN: true }));
  fc.assert(
    fc.property(ensemble, anyRow(FEATURES), fc.nat(FEATURES - 1), value, (trees, row, feature, tried) => {
      const from = stretchesOf(thresholdsOf(trees, feature));
      const along = Float32Array.from(predictRows(trees, varyFeature(row, feature, from)));
      const x = Math.fround(tried);
      const [wanted] = Float32Array.from(predictRows(trees, varyFeature(row, feature, Float32Array.of(x))));
      expect(curveAt(from, along, x)).toBe(wanted);
      const steps = mergeSteps(from, along);
      expect(steps[0]!.from).toBe(Number.NEGATIVE_INFINITY);
      expect(steps.findLast((step) => step.from <= x)!.incomeRub).toBe(wanted);
      for (const [at, step] of steps.entries()) expect(step.incomeRub).not.toBe(steps[at + 1]?.incomeRub);
    }),
  );
});

test('a feature that no tree looks at has one stretch', () => {
  fc.assert(
    fc.property(anyEnsemble({ featureCount: FEATURES }), (trees) => {
      expect([...stretchesOf(thresholdsOf(trees, FEATURES))]).toEqual([Number.NEGATIVE_INFINITY]);
    }),
    { numRuns: 3 },
  );
});
