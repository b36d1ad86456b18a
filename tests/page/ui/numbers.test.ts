import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundTicks } from '../../../src/ui/charts/roundTicks.ts';
import { readNumber, toNumberText } from '../../../src/ui/fields/readNumber.ts';

describe('a number as people type it', () => {
  test.each([
    ['50 000', 50_000, 50_000],
    ['50 000,5', 50_000.5, 50_000.5],
    ['₽50,000', 50, 50_000],
    ['1.234.567', 1_234_567, 1_234_567],
    ['1,234,567.5', Number.NaN, 1_234_567.5],
    ['0.125', 0.125, 0.125],
    ['−7', -7, -7],
    ['1e3', 1_000, 1_000],
    ['', null, null],
    ['  ', null, null],
    ['so-so', Number.NaN, Number.NaN],
    ['1e39', Number.NaN, Number.NaN],
    ['0x10', Number.NaN, Number.NaN],
  ])('%j is read in Russian and in English', (text, ru, en) => {
    expect([readNumber(text, 'ru'), readNumber(text, 'en')]).toEqual([ru, en]);
  });

  test('is written so that it is read back to the same value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e15, max: 1e15 }), fc.constantFrom('ru', 'en'), (value, language) => {
        expect(readNumber(toNumberText(value, language), language)).toBe(value + 0);
      }),
    );
    expect([toNumberText(null, 'ru'), toNumberText(1_234_567.5, 'ru'), toNumberText(1_234.5, 'en')]).toEqual([
      '',
      '1\u202f234\u202f567,5',
      '1\u202f234.5',
    ]);
  });
});

describe('the ticks of an axis', () => {
  test('are round numbers between its ends', () => {
    expect(roundTicks(3, 98, 5)).toEqual([20, 40, 60, 80]);
    expect(roundTicks(-0.4, 1, 4)).toEqual([0, 0.5, 1]);
    expect(roundTicks(7, 7, 5)).toEqual([7]);
    expect(Object.is(roundTicks(-1, 1, 2)[1], 0)).toBe(true);
  });

  test('stay within the ends and are about as many as wanted', () => {
    const ends = fc.tuple(
      fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
      fc.double({ noNaN: true, min: 1e-3, max: 1e9 }),
    );
    fc.assert(
      fc.property(ends, fc.integer({ min: 2, max: 12 }), ([from, span], count) => {
        const to = from + span;
        const ticks = roundTicks(from, to, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        const slack = span * 1e-9 + Math.abs(from) * 1e-12;
        expect(ticks.every((tick) => tick >= from - slack && tick <= to + slack)).toBe(true);
      }),
    );
  });
});
