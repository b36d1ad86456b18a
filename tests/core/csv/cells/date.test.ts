import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../../../src/core/csv/cells/date.ts';
import { UNREADABLE } from '../../../../src/core/csv/cells/missing.ts';

test.each([
  ['1970-01-01', 0],
  ['1969-12-31', -1],
  ['2024-08-31', 19966],
  ['31.08.2024', 19966],
  ['1.8.2024', 19936],
  [' 2024-08-31 ', 19966],
  ['2024-08-31 00:00:00', 19966],
  ['2024-08-31T23:59:59.999Z', 19966],
  ['2024-08-31T10:00', 19966],
  ['31.08.2024 10:15:00', 19966],
  ['1677-09-01', -106772],
  ['29.02.2024', 19782],
  ['0001-01-01', -719162],
])('%j is a day', (text, days) => {
  expect(parseDate(text)).toBe(days);
});

test.each(['', ' ', 'None', 'nan', 'NULL', '-', '—'])('%j is missing', (text) => {
  expect(parseDate(text)).toBeNaN();
});

test.each(['31.02.2024', '2023-02-29', '2024-13-01', '2024-00-10', '2024-08', '08.2024', '31/12/2024', '31.12.24'])(
  '%j is unreadable',
  (text) => {
    expect(parseDate(text)).toBe(UNREADABLE);
  },
);

test.each(['19966', 'вчера', '2024-08-31x', '2024-08-31 tomorrow', '20240831'])('%j is unreadable', (text) => {
  expect(parseDate(text)).toBe(UNREADABLE);
});

test('every day of two thousand years reads as itself in both notations', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 47_000 }), (days) => {
      const iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
      expect(parseDate(iso)).toBe(days);
      expect(parseDate(iso.split('-').reverse().join('.'))).toBe(days);
    }),
  );
});
