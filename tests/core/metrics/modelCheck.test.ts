import { expect, test } from 'vitest';
import { compareForecasts } from '../../../src/core/metrics/modelCheck.ts';

test('differences are shares of what the other program says, of at least one rouble', () => {
  const { worstRelative, meanRelative, worstRows } = compareForecasts([100, 110, 0.5], [100, 100, 0]);
  expect(worstRelative).toBe(0.5);
  expect(meanRelative).toBeCloseTo(0.2, 12);
  expect(worstRows).toEqual([2, 1, 0]);
});

test('the worst rows are named, those of equal difference in their order', () => {
  expect(compareForecasts([1, 5, 2, 5], [1, 1, 1, 1], 3).worstRows).toEqual([1, 3, 2]);
});

test('no rows differ by nothing, and columns of different length are refused', () => {
  expect(compareForecasts([], [])).toEqual({ rows: 0, worstRelative: 0, meanRelative: 0, worstRows: [] });
  expect(() => compareForecasts([1], [1, 2])).toThrow(RangeError);
});
