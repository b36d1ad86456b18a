import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate, parseDateCell } from '../../../../src/core/csv/cells/date.ts';
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

test.each(['31.02.2024', '2023-02-29', '2024-13-01', '2024-00-10', '2024-08', '08.2024', '32/12/2024', '31.13.24'])(
  '%j is unreadable',
  (text) => {
    expect(parseDate(text)).toBe(UNREADABLE);
  },
);

test.each([
  ['2024-08-31 00:00:00+00', 19966],
  ['2024-08-31 23:59:59.123456+03', 19966],
  ['2024-08-31T10:00:00.000+0300', 19966],
  ['2024-08-31 10:00:00 UTC', 19966],
  ['31.08.2024 0:00', 19966],
  ['31.08.2024, 10:15', 19966],
  ['31.08.24', 19966],
  ['31-08-2024', 19966],
  ['31/08/2024', 19966],
  ['2024/08/31', 19966],
  ['2024.08.31', 19966],
  ['2024-8-31', 19966],
  ['20240831', 19966],
  ['31 августа 2024', 19966],
  ['31 августа 2024 г.', 19966],
  ['31 авг. 2024', 19966],
  ['31-АВГ-24', 19966],
  ['31-AUG-24', 19966],
  ['31-AUG-2024 12.00.00.000000 AM', 19966],
  ['31 August 2024', 19966],
  ['Aug 31, 2024', 19966],
  ['01-MAY-24', 19844],
  ['1 мая 2024', 19844],
  ['1 марта 2024', 19783],
  ['1 сентября 2024', 19967],
  ['01-SEP-24', 19967],
  ['01.03.75', 1885],
  ['\u200b31.08.2024', 19966],
])('%j is a day', (text, days) => {
  expect(parseDate(text)).toBe(days);
});

test('a date with slashes needs a proof of what comes first, and is never swapped', () => {
  expect(parseDate('03/04/2024')).toBe(UNREADABLE);
  expect(parseDate('03/04/2024', 'day')).toBe(parseDate('2024-04-03'));
  expect(parseDate('03/04/2024', 'month')).toBe(parseDate('2024-03-04'));
  expect(parseDate('3/4/24', 'month')).toBe(parseDate('2024-03-04'));
  expect(parseDate('08/31/2024')).toBe(19966);
  expect(parseDate('31/08/2024', 'month')).toBe(UNREADABLE);
  expect(parseDate('08/31/2024', 'day')).toBe(UNREADABLE);
  expect(parseDate('08-31-2024')).toBe(UNREADABLE);
  expect(parseDate('08-31-2024', 'month')).toBe(19966);
});

test('a number is a date only in a column of dates, and only as a day of our time', () => {
  expect(parseDate('45535')).toBe(UNREADABLE);
  expect(parseDateCell('45535')).toBe(19966);
  expect(parseDateCell('45535,75')).toBe(19966);
  for (const text of ['19966', '1', '99999', '-45535', '455350']) expect(parseDateCell(text)).toBe(UNREADABLE);
});

test.each(['19966', 'вчера', '2024-08-31x', '2024-08-31 tomorrow', '31 мартобря 2024'])('%j is unreadable', (text) => {
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
