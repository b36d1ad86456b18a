import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectEncoding } from '../../../../src/core/csv/detect/encoding.ts';
import { createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { Utf8Checker } from '../../../../src/core/csv/records/utf8.ts';
import { chunksOf, contractOf, planOf, problemOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('age', { name: 'city', kind: 'category' });
const CSV = 'id;ФИО;age;city\n1;Ёлкин Пётр 😀;42,5;Йошкар-Ола\n2;Ли;1\u00a0234,5;г. Москва\n';
const CLIENTS = {
  ids: ['1', '2'],
  names: ['Ёлкин Пётр 😀', 'Ли'],
  values: { age: [42.5, 1234.5], city: ['Йошкар-Ола', 'г. Москва'] },
  problems: [],
};

function utf16(text: string, littleEndian: boolean, mark = true): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(units.length * 2);
  for (let at = 0; at < units.length; at++)
    new DataView(bytes.buffer).setUint16(at * 2, units.charCodeAt(at), littleEndian);
  return bytes;
}

/** Encodes Cyrillic and ASCII only, which is enough here. */
function windows1251(text: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f);
}

test.each([
  ['UTF-8', utf8(CSV), 'utf-8'],
  ['UTF-8 with its mark', utf8(`\ufeff${CSV}`), 'utf-8'],
  ['UTF-16 LE with its mark', utf16(CSV, true), 'utf-16le'],
  ['UTF-16 BE with its mark', utf16(CSV, false), 'utf-16be'],
  ['UTF-16 LE without a mark', utf16(CSV, true, false), 'utf-16le'],
  ['UTF-16 BE without a mark', utf16(CSV, false, false), 'utf-16be'],
])('%s is read, cut at every byte', (_, bytes, encoding) => {
  expect(planOf(bytes, contract).schema).toMatchObject({ encoding, idColumn: 'id', nameColumn: 'ФИО' });
  for (let size = 1; size <= bytes.length; size++)
    expect(readClients(bytes, contract, { chunk: size })).toMatchObject(CLIENTS);
});

test('windows-1251 is read when the head is not UTF-8, its hard space and its dash included', () => {
  const csv = 'id;ФИО;age;city\n1;Ёлкин Пётр;1\u00a0234,5;Йошкар-Ола\n2;Ли;—;—\n';
  const bytes = windows1251(csv);
  expect(planOf(bytes, contract).schema).toMatchObject({ encoding: 'windows-1251', nameColumn: 'ФИО' });
  for (const size of [1, 2, 3, 4096])
    expect(readClients(bytes, contract, { chunk: size })).toMatchObject({
      names: ['Ёлкин Пётр', 'Ли'],
      values: { age: [1234.5, null], city: ['Йошкар-Ола', null] },
      problems: [],
    });
});

test('one Cyrillic byte at the end of a short file is windows-1251, not UTF-8 cut short', () => {
  const bytes = windows1251('id;age;city\n1;2;Ж');
  expect(readClients(bytes, contract).values.city).toEqual(['Ж']);
});

describe('bytes that are not of the encoding', () => {
  const head = `id;age;city\n${Array.from({ length: 6000 }, (_, row) => `${row};1;"Йошкар\nОла"\n`).join('')}`;
  const clean = utf8(head);

  function failure(bytes: Uint8Array, size: number): unknown {
    const reader = createClientReader(planOf(bytes.subarray(0, 65536), contract), contract, 1000);
    try {
      for (const chunk of chunksOf(bytes, size)) reader.push(chunk);
      reader.finish();
    } catch (error) {
      return error;
    }
    return null;
  }

  test.each([
    ['a windows-1251 line after 12,001 lines of UTF-8', [...windows1251('7;1;Москва\n')], 'city', '������'],
    ['an overlong form', [...utf8('7;1;'), 0xc0, 0xaf], 'city', '��'],
    ['a surrogate', [...utf8('7;1;'), 0xed, 0xa0, 0x80], 'city', '���'],
    ['a character beyond U+10FFFF', [...utf8('7;'), 0xf4, 0x90, 0x80, 0x80, ...utf8(';x')], 'age', '����'],
    ['a character cut off by a line end', [...utf8('7;1;'), 0xd0, 0x0a], 'city', '�'],
    ['a character cut off by a delimiter', [...utf8('7;'), 0xd0, ...utf8(';x')], 'age', '�'],
    ['a character cut off by the end of the file', [...utf8('7;1;x'), 0xf0, 0x9f, 0x98], 'city', 'x�'],
    ['a wrong byte in a quoted cell of two lines', [...utf8('7;1;"x\n'), 0xff, 0x22], 'city', 'x\n�'],
  ])('%s is one bad cell', (_, tail, column, value) => {
    const bytes = Uint8Array.from([...clean, ...tail]);
    for (const size of [997, 65536, bytes.length]) {
      const { ids, values, counts, problems } = readClients(bytes, contract, { chunk: size });
      expect(counts).toMatchObject({ read: 6001, rejected: 0, badBytes: 1, unreadableCells: 0 });
      expect(ids.at(-1)).toBe('7');
      expect(values[column]?.at(-1)).toBeNull();
      expect(problems).toEqual([{ kind: 'bad-bytes', line: 12_002, column, value }]);
    }
  });

  test('a bad id rejects its row', () => {
    const bytes = Uint8Array.from([...clean, ...utf8('7'), 0xff, ...utf8(';1;x\n8;1;y')]);
    expect(readClients(bytes, contract)).toMatchObject({
      counts: { read: 6002, rejected: 1, badBytes: 0 },
      problems: [{ kind: 'bad-id', line: 12_002, why: 'bytes', value: '7�' }],
    });
  });

  test('a file that goes on in another encoding ends with the line where that begins', () => {
    const tail = Array.from({ length: 21 }, (_, row) => `${row};1;Москва\n`).join('');
    const bytes = Uint8Array.from([...clean, ...windows1251(tail), ...utf8('9;1;x')]);
    for (const size of [997, 65536, bytes.length])
      expect(failure(bytes, size)).toMatchObject({
        name: 'CsvError',
        problem: { kind: 'encoding', encoding: 'utf-8', line: 12_002 },
      });
  });

  test('UTF-16 of odd length or with half a pair is one bad cell', () => {
    const whole = utf16(`id;age;city\n1;2;x\n2;3;`, true);
    for (const tail of [[0x31], [0x3d, 0xd8, 0x31, 0x00], [0x00, 0xde]])
      expect(readClients(Uint8Array.from([...whole, ...tail]), contract, { chunk: 5 })).toMatchObject({
        ids: ['1', '2'],
        problems: [{ kind: 'bad-bytes', line: 3, column: 'city' }],
      });
  });
});

describe('of Russian text', () => {
  const encodings = ['windows-1251', 'ibm866', 'koi8-r'] as const;
  const rows = ['Женский;Москва', 'Мужской;Екатеринбург', 'Женский;Нижний Новгород', 'Мужской;Тверская область'];
  const capitals = rows.map((row) => row.toUpperCase());

  function encoded(text: string, encoding: (typeof encodings)[number]): Uint8Array {
    const bytes = Array.from({ length: 256 }, (_, byte) => byte);
    const table = new Map(bytes.map((byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte]));
    return Uint8Array.from(text, (letter) => table.get(letter) ?? 0x3f);
  }

  test.each(encodings)('%s is known by its letters, in capitals too', (encoding) => {
    for (const cities of [rows, capitals]) {
      const csv = `id;ФИО;age;city\n${cities.map((city, row) => `${row};${city.replace(';', `;${row};`)}`).join('\n')}`;
      expect(detectEncoding(encoded(csv, encoding), true)).toEqual({ encoding, markBytes: 0, candidates: [] });
      expect(readClients(encoded(csv, encoding), contract).values.city).toEqual(
        cities.map((city) => city.split(';')[1]),
      );
    }
  });

  test('too little of it is a question', () => {
    expect(detectEncoding(encoded('id;city\n1;Пётр', 'windows-1251'), true)).toMatchObject({
      encoding: 'windows-1251',
      candidates: expect.arrayContaining(['windows-1251', 'koi8-r']),
    });
  });
});

test('UTF-8 is told from other bytes as the platform tells it, wherever it is cut and aligned', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => [...utf8(text)]),
    fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0x9f, 0xed, 0xf0, 0x90, 0xf4, 0x8f, 0xff), {
      maxLength: 4,
    }),
    fc.constant([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69]),
  );
  fc.assert(
    fc.property(
      fc.array(pieces, { maxLength: 6 }),
      fc.nat(3),
      fc.integer({ min: 1, max: 20 }),
      (parts, shift, size) => {
        const bytes = Uint8Array.from([...Array(shift).fill(0xff), ...parts.flat()]).subarray(shift);
        const checker = new Utf8Checker();
        const whole = [...chunksOf(bytes, size)].every((chunk) => checker.check(chunk) < 0) && checker.complete;
        let valid = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        } catch {
          valid = false;
        }
        expect(whole).toBe(valid);
      },
    ),
    { numRuns: 3000 },
  );
});

test.each([
  ['a zip or xlsx', 'zip', [0x50, 0x4b, 0x03, 0x04, 0x14]],
  ['an old Excel file', 'spreadsheet', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  ['gzip', 'gzip', [0x1f, 0x8b, 0x08]],
  ['anything with zero bytes', 'binary', [0x69, 0x64, 0x3b, 0x00, 0x00, 0x00, 0x61]],
  ['UTF-16 with zero characters', 'binary', [0xff, 0xfe, 0x69, 0x00, 0x00, 0x00]],
])('%s is no CSV', (_, why, bytes) => {
  expect(problemOf(Uint8Array.from(bytes), contract)).toEqual({ kind: 'not-csv', why });
});
