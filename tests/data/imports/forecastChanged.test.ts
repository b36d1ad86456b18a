import { expect, test } from 'vitest';
import type { KnownClient } from '../../../workers/data/clients/clients.ts';
import { forecastChanged } from '../../../workers/data/imports/forecastChanged.ts';

const VERSION = 'income-1';
const INTERVAL = { lowRub: 900, highRub: 1_100 };

/** Rows of two features; the hashes of row 0 are 0 and 1, those of row 1 are 2 and 3, and so on. */
const rowsOf = (ids: readonly string[]) => ({
  ids,
  hashes: Uint32Array.from({ length: ids.length * 2 }, (_, word) => word),
  matrix: Float32Array.from({ length: ids.length * 2 }, (_, cell) => cell),
  modelVersion: VERSION,
});

/** The newest row of a client with the values of a row of `rowsOf`. */
const sameAs = (row: number, changes: Partial<KnownClient> = {}): KnownClient => ({
  hash0: row * 2,
  hash1: row * 2 + 1,
  modelVersion: VERSION,
  incomeRub: 1_000,
  interval: INTERVAL,
  actualIncomeRub: Number.NaN,
  ...changes,
});

/** A pool that forecasts the first number of each row, and records its requests. */
function openPool(hasInterval = true) {
  const asked: number[][] = [];
  return {
    asked,
    async predict(matrix: Float32Array) {
      asked.push([...matrix]);
      const income = matrix.filter((_, cell) => cell % 2 === 0);
      const interval = hasInterval ? { p10: income.map((rub) => rub - 1), p90: income.map((rub) => rub + 1) } : null;
      return { income, interval, tookMs: 7, summedBy: 'kernel' as const };
    },
  };
}

test('asks the model for the changed rows alone and puts its forecasts where they belong', async () => {
  const pool = openPool();
  const newest: Record<string, KnownClient> = {
    same: sameAs(1),
    changed: sameAs(2, { hash1: 99 }),
    other: sameAs(3, { modelVersion: 'income-0' }),
  };
  const newestOf = (id: string) => newest[id] ?? null;
  const rows = rowsOf(['new', 'same', 'changed', 'other']);
  const { income, interval, tookMs, isUnchanged } = await forecastChanged(rows, { newestOf, pool });
  expect(pool.asked).toEqual([[0, 1, 4, 5, 6, 7]]);
  expect([...income]).toEqual([0, 1_000, 4, 6]);
  expect([...interval!.p10]).toEqual([-1, 900, 3, 5]);
  expect([...interval!.p90]).toEqual([1, 1_100, 5, 7]);
  expect([tookMs, ...isUnchanged!]).toEqual([7, 0, 1, 0, 0]);
});

test('does not ask the model when nothing changed', async () => {
  const pool = openPool();
  const newestOf = (id: string) => sameAs(Number(id), { interval: null });
  const forecasts = await forecastChanged(rowsOf(['0', '1']), { newestOf, pool });
  expect(pool.asked).toEqual([]);
  expect(forecasts).toEqual({
    income: Float32Array.of(1_000, 1_000),
    interval: null,
    tookMs: 0,
    isUnchanged: Uint8Array.of(1, 1),
  });
});

test('takes the forecasts of the model as they are when everything changed', async () => {
  const pool = openPool(false);
  const forecasts = await forecastChanged(rowsOf(['a', 'b']), { newestOf: () => null, pool });
  expect(forecasts).toMatchObject({ income: Float32Array.of(0, 2), interval: null, tookMs: 7, isUnchanged: null });
});

test('never takes a row without hashes for unchanged: an earlier version of the app stored none', async () => {
  const pool = openPool();
  const newestOf = () => sameAs(0, { hash0: null, hash1: null });
  const { isUnchanged } = await forecastChanged(rowsOf(['a']), { newestOf, pool });
  expect(isUnchanged).toBeNull();
});
