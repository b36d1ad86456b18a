import { expect, test } from 'vitest';
import { toSafeCell } from '../../../../src/core/csv/write/cells.ts';

test('a text that a spreadsheet would take for a formula is none; a number stays one', () => {
  expect(['=1+1', '@a', '-x', '+7 (495)', '\tx'].map((text) => toSafeCell(text))).toEqual([
    "'=1+1",
    "'@a",
    "'-x",
    "'+7 (495)",
    "'\tx",
  ]);
  expect(['-5', '+79161234567', '-5,5', 'Анна', '007'].map((text) => toSafeCell(text))).toEqual([
    ...['-5', '+79161234567', '-5,5', 'Анна', '007'],
  ]);
  expect(toSafeCell('=a;"b"')).toBe(`"'=a;""b"""`);
});
