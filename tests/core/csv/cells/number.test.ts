import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNREADABLE } from '../../../../src/core/csv/cells/missing.ts';
import { NumberScanner, plainNumber } from '../../../../src/core/csv/cells/numberScanner.ts';
import {
  parseFlagWord,
  parseNumberText,
  readNumberText,
  type Sign,
} from '../../../../src/core/csv/cells/numberText.ts';
import type { DecimalSign } from '../../../../src/core/csv/importPlan.ts';
import { utf8 } from '../reading.ts';

const decoder = new TextDecoder();

function parse(text: string, decimal: DecimalSign = 'auto'): number {
  // Digits around the cell: a reader that overruns the cell would include them.
  const bytes = utf8(`9${text}9`);
  const cell = { bytes, start: 1, stop: bytes.length - 1 };
  const plain = plainNumber(cell, decimal);
  return plain !== UNREADABLE ? plain : parseNumberText(decoder.decode(bytes.subarray(1, -1)), decimal);
}

const MISSING = Number.NaN;

test.each([
  ['0', 0],
  ['-0', -0],
  ['+5', 5],
  ['-5', -5],
  ['007', 7],
  ['42,5', 42.5],
  ['42.5', 42.5],
  [' 42,5 ', 42.5],
  ['5,', 5],
  ['.5', 0.5],
  [',5', 0.5],
  ['-,5', -0.5],
  ['1,234', 1.234],
  ['1.234', 1.234],
  ['1 234,56', 1234.56],
  ['1\u00a0234,56', 1234.56],
  ['1\u202f234\u202f567', 1234567],
  ['-1 234 567.8', -1234567.8],
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['1.234.567', 1234567],
  ['1,234,567', 1234567],
  ['1.234.567,89', 1234567.89],
  ['1,234,567.89', 1234567.89],
  ['1e3', 1000],
  ['1E-3', 0.001],
  ['1,5e+2', 150],
  ['845759,3299999998', 845759.3299999998],
  ['0,06060606060606061', 0.06060606060606061],
  ['0,00000000000000000123456789', 1.23456789e-18],
  ['9007199254740993', 9007199254740992],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  ['5e-324', 5e-324],
  ['1.7976931348623157e308', Number.MAX_VALUE],
])('%j is a number', (text, value) => {
  expect(parse(text)).toBe(value);
});

test.each(['', ' ', '\t ', '\u00a0', 'nan', 'NaN', 'NAN', 'None', 'none', 'NONE', 'NULL', 'null', 'NA', 'N/A', '#N/A'])(
  '%j is missing',
  (text) => {
    expect(parse(text)).toBe(MISSING);
  },
);

test.each(['-', '—', '–', ' nan ', ' - '])('%j is missing', (text) => {
  expect(parse(text)).toBe(MISSING);
});

test.each(['1e400', '-1e400', 'inf', '-inf', 'Infinity', '-Infinity', '0x10', '1_000', '1 2', '12 34', '1 23,4'])(
  '%j is unreadable',
  (text) => {
    expect(parse(text)).toBe(UNREADABLE);
  },
);

test.each(['31.12.2025', '12.34,5', '1,23.4', '1.2.3', '1,,2', '1.2,3.4', '1e', 'e5', '--5', '+', ',', '15%'])(
  '%j is unreadable',
  (text) => {
    expect(parse(text)).toBe(UNREADABLE);
  },
);

test.each(['nano', 'nonet', 'nah', 'true', 'да', '٣', '1\0', '9'.repeat(1001)])('%j is unreadable', (text) => {
  expect(parse(text)).toBe(UNREADABLE);
});

describe('where the decimal sign is known', () => {
  test.each<[string, DecimalSign, number]>([
    ['1,5', ',', 1.5],
    ['-1234567,25', ',', -1234567.25],
    ['1.234', ',', 1234],
    ['-12.345', ',', -12345],
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1.234.567', ',', 1234567],
    ['1,5e3', ',', 1500],
    ['1.5', '.', 1.5],
    ['0.06060606060606061', '.', 0.06060606060606061],
    ['1,234', '.', 1234],
    ['+999,000', '.', 999000],
    ['1,234.5', '.', 1234.5],
    ['1 234.5', '.', 1234.5],
    ['1,234,567', '.', 1234567],
    ['12', ',', 12],
    ['nan', '.', MISSING],
    ['', ',', MISSING],
  ])('%j by %j is a number', (text, decimal, value) => {
    expect(parse(text, decimal)).toBe(value);
  });

  test.each<[string, DecimalSign]>([
    ['1.5', ','],
    ['12.34', ','],
    ['1234.567', ','],
    ['0.123', ','],
    ['1.', ','],
    ['.5', ','],
    ['1 234.5', ','],
    ['1.5e3', ','],
    ['1,5', '.'],
    ['0,06578947368421053', '.'],
    ['1,2345', '.'],
    ['0,123', '.'],
    [',5', '.'],
  ])('%j by %j is unreadable', (text, decimal) => {
    expect(parse(text, decimal)).toBe(UNREADABLE);
  });

  test('a fraction is read as without knowing it, in either way of writing', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const printed = Object.is(value, -0) ? '-0' : String(value);
        expect(parse(printed, '.')).toBe(value);
        expect(parse(printed.replace('.', ','), ',')).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('exactness', () => {
  test('what JavaScript prints is read back bit for bit, for every double', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true }), (value) => {
        const printed = Object.is(value, -0) ? '-0' : String(value);
        expect(parse(printed, '.')).toBe(value);
        expect(parse(printed.replace('.', ','), ',')).toBe(value);
      }),
      { numRuns: 20_000 },
    );
  });

  test('any decimal is the double nearest to it, as Number() says', () => {
    const digits = (most: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
    fc.assert(
      fc.property(digits(22), digits(24), fc.constantFrom('', '-', '+'), (integer, fraction, sign) => {
        const text = `${sign}${integer}.${fraction}`;
        expect(parse(text, '.')).toBe(Number(text));
      }),
      { numRuns: 50_000 },
    );
  });

  test('decimals that lie between two doubles, or next to the middle, are rounded as Number() rounds them', () => {
    // 2^53 + 1 is a tie; one more digit decides.
    const middle = fc.bigInt({ min: 2n ** 53n, max: 2n ** 59n }).map((mantissa) => mantissa | 1n);
    fc.assert(
      fc.property(middle, fc.nat(18), fc.integer({ min: -1, max: 1 }), (mantissa, scale, step) => {
        const written = String(mantissa + BigInt(step)).padStart(scale + 1, '0');
        const text = scale === 0 ? written : `${written.slice(0, -scale)}.${written.slice(-scale)}`;
        expect(parse(text, '.')).toBe(Number(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test('the decimals that come nearest to the middle without meeting it are rounded to the right side', () => {
    const cases = hardDecimals();
    expect(cases.length).toBeGreaterThan(200);
    for (const text of cases) expect([text, parse(text, '.')]).toEqual([text, Number(text)]);
  });
});

/**
 * Decimals digits ÷ 10^scale as close as possible to middle ÷ 2^(shift + scale), where an odd middle of 54 bits is
 * between two doubles: digits × 2^shift − middle × 5^scale is 1 or −1.
 */
function hardDecimals(): string[] {
  const found: string[] = [];
  for (let scale = 12; scale <= 22; scale++) {
    const fives = 5n ** BigInt(scale);
    for (let shift = 2 * scale; shift <= 60; shift++) {
      const power = 2n ** BigInt(shift);
      for (const difference of [1n, -1n]) {
        const least = (((-difference * inverse(fives, power)) % power) + power) % power;
        const start = least + ((2n ** 53n - least + power - 1n) / power) * power;
        for (let middle = start, tries = 0; middle < 2n ** 54n && tries < 40; middle += power, tries++) {
          const digits = (middle * fives + difference) / power;
          if (digits < 10n ** 15n || digits >= 10n ** 18n) continue;
          const padded = String(digits).padStart(scale + 1, '0');
          found.push(`${padded.slice(0, -scale)}.${padded.slice(-scale)}`);
        }
      }
    }
  }
  return found;
}

/** The inverse of an odd number modulo a power of two (Newton). */
function inverse(odd: bigint, power: bigint): bigint {
  let inverse = 1n;
  for (let bits = 1; bits < 64; bits *= 2) inverse = (((inverse * (2n - odd * inverse)) % power) + power) % power;
  return inverse;
}

/** The scanner's end of the first cell, and the cell's value. */
function scan(text: string, delimiter: string): [number, number | undefined] {
  const scanner = new NumberScanner(delimiter.charCodeAt(0), ',');
  return [scanner.scan(utf8(text), 0, text.length, 0), scanner.values[0]];
}

test('17 and 18 digits, the length of printed averages, need no string', () => {
  for (const text of ['3538,356164383562', '845759,3299999998', '0,06578947368421053', '-123456789,123456789'])
    expect(scan(text, ';')).toEqual([text.length, Number(text.replace(',', '.'))]);
});

test('a comma that separates the cells ends a number', () => {
  expect(scan('12,5', ',')).toEqual([2, 12]);
  expect(scan('12,5', ';')).toEqual([4, 12.5]);
  expect(scan('1234567890,5', ',')).toEqual([10, 1234567890]);
});

describe('numbers as people write them', () => {
  test.each([
    ['79765 руб.', 79765],
    ['79 765 руб', 79765],
    ['81234,5 ₽', 81234.5],
    ['81\u202f234,5\u00a0₽', 81234.5],
    ['1 234 рублей', 1234],
    ['5 р.', 5],
    ['5Р', 5],
    ['RUB 79 765', 79765],
    ['79765 rub', 79765],
    ['$1,234.50', 1234.5],
    ['-$5', -5],
    ['$-5', -5],
    ['€ 1.234,50', 1234.5],
    ['12,5 EUR', 12.5],
    ['100 USD', 100],
    ['−79765', -79765],
    ['–5', -5],
    ['—5', -5],
    ['- 5', -5],
    ['123-', -123],
    ['1 234,50-', -1234.5],
    ['(1 234,50)', -1234.5],
    ['(1 234,50 ₽)', -1234.5],
    ['(5) руб.', -5],
    ["81'234.5", 81234.5],
    ['1’234’567', 1234567],
    ['1\u2009234', 1234],
    ['1\u2007234\u2007567,8', 1234567.8],
    ["'79765", 79765],
    ['="79765"', 79765],
    ['"79765"', 79765],
    ['«12,5»', 12.5],
    ['\u200b79765\ufeff', 79765],
    ['79\u2060765', 79765],
  ])('%j is %d', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  test.each([
    ...['5 тыс.', '5 тыс. руб.', '1,5 млн', '10k', '₽', 'руб.', '5 ₽ 10', '$5$', '5 $ €'],
    ...['-5-', '-(5)', '(-5)', '((5))', '(5', '5)', '+-5', '10–20', '1 - 2', '1_000', "1'23", "1'234'5"],
    ...['1  234', '1 234.567.8', '1\n234', '1,23,456', '12:30', '5 шт', '№5', '5*', "''", '="5"+1'],
  ])('%j is unreadable', (text) => {
    expect(parse(text)).toBe(UNREADABLE);
  });

  test('a percent sign counts only where it is known what it means', () => {
    expect(parseNumberText('15,5%', 'auto', 'whole')).toBe(15.5);
    expect(parseNumberText('15,5 %', 'auto', 'share')).toBe(0.155);
    expect(parseNumberText('-7%', 'auto', 'share')).toBe(-0.07);
    expect(parseNumberText('7%')).toBe(UNREADABLE);
    expect(parseNumberText('7% ₽', 'auto', 'whole')).toBe(UNREADABLE);
  });
});

describe('what a number proves of its signs', () => {
  test.each<[string, Sign | null, Sign | null]>([
    ['12.5', '.', null],
    ['0,75', ',', null],
    ['0,125', ',', null],
    ['-0.125', '.', null],
    ['1234,567', ',', null],
    [',5', ',', null],
    ['1,234e3', ',', null],
    ['1 234,567', ',', null],
    ["1'234.567", '.', null],
    ['1.234,5', ',', null],
    ['1,234,567', '.', null],
    ['12,5 ₽', ',', null],
    ['(12.5)', '.', null],
    ['12,125', null, ','],
    ['-12.125', null, '.'],
    ['79,765 руб.', null, ','],
    ['012,125', null, ','],
    ['1234', null, null],
    ['1 234', null, null],
    ['01.02.2024', null, null],
    ['текст', null, null],
  ])('%j proves %j and leaves %j in doubt', (text, proves, doubt) => {
    expect(readNumberText(text)).toMatchObject({ proves, doubt });
  });
});

test.each([
  ...[
    '\\N',
    '(null)',
    '[NULL]',
    '<NA>',
    '<null>',
    '#Н/Д',
    '#N/A',
    'NaT',
    'nil',
    'н/д',
    'нет данных',
    'пусто',
    '?',
    '.',
  ],
  ...['..', '#ЗНАЧ!', '#VALUE!', '#DIV/0!', '#ДЕЛ/0!', '#REF!', '#ССЫЛКА!', '#NAME?', '#ИМЯ?', '#NULL!', '−', '--'],
])('%j is missing', (text) => {
  expect(parse(text)).toBe(MISSING);
});

test.each([
  ['true', 1],
  ['FALSE', 0],
  [' Да ', 1],
  ['нет', 0],
  ...['ИСТИНА', 'Yes', 'y', 'T', 'д', '+'].map((word): [string, number] => [word, 1]),
  ...['ложь', 'NO', 'n', 'f', 'Н'].map((word): [string, number] => [word, 0]),
  ['X', UNREADABLE],
  ['yes?', UNREADABLE],
])('%j as a flag is %d', (text, value) => {
  expect(parseFlagWord(text)).toBe(value);
});
