import fc from 'fast-check';
import { expect, test } from 'vitest';
import { targetWeight, wmae } from '../../../src/core/metrics/metrics.ts';

test('the weight is the distance from a middling income, up to a limit', () => {
  expect(targetWeight(84_017.08)).toBe(0);
  expect(targetWeight(0)).toBe(1);
  expect(targetWeight(84_017.08 * 2)).toBe(1);
  expect(targetWeight(1_500_000)).toBe(2.570703);
});

test('both definitions on incomes whose weights are 1, 1 and 0', () => {
  // errors 10,000 and 30,000 with weight 1; the third row has weight 0
  const actual = [0, 168_034.16, 84_017.08];
  const forecast = [10_000, 138_034.16, 0];
  const { normalised, official } = wmae(actual, forecast);
  expect(normalised).toBeCloseTo(20_000, 6);
  expect(official).toBeCloseTo(40_000 / 3, 6);
});

test('the definitions differ by the mean weight, whatever the rows', () => {
  const income = fc.double({ min: 20_000, max: 1_500_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(income, income), { minLength: 1 }), (rows) => {
      const actual = rows.map(([y]) => y);
      const meanWeight = actual.reduce((sum, y) => sum + targetWeight(y), 0) / actual.length;
      fc.pre(meanWeight > 1e-9);
      const { normalised, official } = wmae(
        actual,
        rows.map(([, forecast]) => forecast),
      );
      expect(official).toBeCloseTo(normalised * meanWeight, 3);
    }),
  );
});

test('lists of different length are refused, and no rows give no figure', () => {
  expect(() => wmae([1], [])).toThrow(RangeError);
  expect(wmae([], [])).toEqual({ normalised: Number.NaN, official: Number.NaN });
});
