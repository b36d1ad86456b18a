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
  const harmless = ['-5', '+79161234567', '-5,5', 'Анна', '007'];
  expect(harmless.map((text) => toSafeCell(text))).toEqual(harmless);
  expect(toSafeCell('=a;"b"')).toBe(`"'=a;""b"""`);
});
