import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findUnexplained } from '../../../src/core/explain/explanation.ts';
import { createInsightSums, evenSample, ranksOf } from '../../../src/core/explain/insights.ts';
import { someContract } from '../trees/trees.ts';

const contract = someContract(3);
contract.features[2] = { ...contract.features[2]!, group: 'person' };

test('sums up effects of features and groups over rows that come in portions', () => {
  const sums = createInsightSums(contract);
  sums.add({
    baseRub: 100,
    income: Float32Array.of(106, 93),
    contributions: Float32Array.of(10, -4, 0, -10, 3, 0),
    matrix: Float32Array.of(1, Number.NaN, Number.NaN, 2, 5, Number.NaN),
    unexplained: [],
  });
  sums.add({
    baseRub: 100,
    income: Float32Array.of(104.00390625),
    contributions: Float32Array.of(1, 3, 0),
    matrix: Float32Array.of(Number.NaN, 1, 1),
    unexplained: [],
  });
  expect(sums.rows).toBe(3);
  expect(sums.worstGapRub).toBe(0.00390625);
  expect(sums.features()).toEqual([
    { feature: 0, meanAbsRub: 7, missingShare: 1 / 3 },
    { feature: 1, meanAbsRub: 10 / 3, missingShare: 1 / 3 },
  ]);
  expect(sums.groups()).toEqual([{ group: 'turnover', meanAbsRub: (6 + 7 + 4) / 3, features: 2 }]);
});

test('leaves out the rows without an explanation, and only those', () => {
  const sums = createInsightSums(contract);
  sums.add({
    baseRub: 0,
    income: Float32Array.of(6, 7),
    contributions: Float32Array.of(1, 2, 3, Number.NaN, 2, 3),
    matrix: new Float32Array(6),
    unexplained: [{ row: 1, sumRub: Number.NaN, forecastRub: 7 }],
  });
  expect([sums.rows, sums.worstGapRub]).toEqual([1, 0]);
  expect(sums.features().map(({ meanAbsRub }) => meanAbsRub)).toEqual([3, 2, 1]);
});

test('a gap is measured by the forecast and by all that was added', () => {
  const found = (sumRub: number, contributions: number[]) =>
    findUnexplained({
      baseRub: 0,
      contributions: Float32Array.from(contributions),
      forecasts: Float32Array.of(-32),
      sums: Float64Array.of(sumRub),
    });
  expect(found(-32.003, [-31, -1])).toEqual([]);
  expect(found(-32.004, [-31, -1])).toEqual([{ row: 0, sumRub: -32.004, forecastRub: -32 }]);
  expect(found(-32.1, [-1e5, 99_968])).toEqual([]);
  expect(found(-32.5, [-1e5, 99_968])).toEqual([{ row: 0, sumRub: -32.5, forecastRub: -32 }]);
  expect(found(Number.NaN, [Number.NaN, 1])).toHaveLength(1);
});

test('draws a sample evenly, each position once', () => {
  expect([...evenSample(10, 3)]).toEqual([0, 3, 6]);
  expect([...evenSample(3, 3)]).toEqual([0, 1, 2]);
  expect([...evenSample(3, 9)]).toEqual([0, 1, 2]);
  expect([...evenSample(0, 9)]).toEqual([]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (of, count) => {
      const drawn = [...evenSample(of, count)];
      expect(new Set(drawn).size).toBe(Math.min(of, count));
      expect(drawn.every((at) => at >= 0 && at < of)).toBe(true);
    }),
  );
});

test('ranks values from 0 to 1; equal ones share a rank, missing ones have none', () => {
  const missing = Number.NaN;
  expect([...ranksOf(Float64Array.of(5, 1, missing, 9, 3, 7))]).toEqual([0.5, 0, missing, 1, 0.25, 0.75]);
  expect([...ranksOf(Float64Array.of(2, 2, 1, 2, 3))]).toEqual([0.5, 0.5, 0, 0.5, 1]);
  expect([...ranksOf(Float64Array.of(4, 4, missing))]).toEqual([0.5, 0.5, missing]);
  expect([...ranksOf(Float64Array.of(missing))]).toEqual([missing]);
  expect([...ranksOf(Float64Array.of(8))]).toEqual([0.5]);
  const value = fc.oneof(fc.constant(missing), fc.integer({ min: -5, max: 5 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 3 }), (list) => {
      const ranks = ranksOf(Float64Array.from(list));
      const known = list.filter((one) => !Number.isNaN(one));
      list.forEach((one, at) => {
        const lower = known.filter((other) => other < one).length;
        const equal = known.filter((other) => other === one).length;
        const expected = known.length === 1 ? 0.5 : (lower + (equal - 1) / 2) / (known.length - 1);
        if (Number.isNaN(one)) expect(ranks[at]).toBeNaN();
        else expect(ranks[at]).toBeCloseTo(expected, 6);
      });
    }),
  );
});
