import { describe, expect, test } from 'vitest';
import { contractOf, planOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('age', 'height');
const CLIENTS = { ids: ['501', '502', '503'], values: { age: [31, 45, 57], height: [170, 180, 165] }, problems: [] };

test.each([
  ['empty cells behind every row', 'id;age;height\n501;31;170;;\n502;45;180;;\n503;57;165;;\n'],
  ['a delimiter behind the header alone', 'id;age;height;\n501;31;170\n502;45;180\n503;57;165\n'],
  [
    'a delimiter behind every row, in quotes',
    '"id","age","height"\n"501","31","170",\n"502","45","180",\n503,57,165,\n',
  ],
  ['row names of R', '"id";"age";"height"\n"1";501;31;170\n"2";502;45;180\n"3";503;57;165\n'],
  ['row names of R between commas', '"id","age","height"\n"1",501,31,"170"\n"2",502,45,"180.0"\n"3",503,57,"165"\n'],
  ['row names of R as the only ids', 'age\theight\n501\t31\t170\n502\t45\t180\n503\t57\t165\n'],
])('%s are no cells of a client', (_, csv) => {
  expect(readClients(csv, contract)).toMatchObject(CLIENTS);
});

test('one row with a surplus delimiter is ragged, and one without it where all others have it', () => {
  expect(readClients('id;age;height\n501;31;170\n502;45;180;\n503;57;165\n', contract)).toMatchObject({
    ids: ['501', '503'],
    problems: [{ kind: 'ragged', line: 3, fields: 4, expected: 3 }],
  });
  expect(readClients('id;age;height\n501;31;170;\n502;45;\n503;57;165;\n504;1;2;3\n', contract)).toMatchObject({
    ids: ['501', '503'],
    problems: [
      { kind: 'ragged', line: 3 },
      { kind: 'ragged', line: 5 },
    ],
  });
});

test('decimal commas between commas, and a name cut in two, do not make row names', () => {
  expect(planOf(utf8('id,age,height\n501,31,170,5\n502,45,180,5\n503,57,165,5\n'), contract).header[0]).toBe('id');
  expect(planOf(utf8('id;name;age\n1;Ли;Анна;31\n2;Ким;Пётр;45\n'), contract).header[0]).toBe('id');
  expect(planOf(utf8('id;age;height\n501;31;170;ok\n502;45;180;ok\n'), contract).header[0]).toBe('id');
});

describe('lines that are no clients', () => {
  test('are passed over and counted, so that all records of the file add up', () => {
    const csv = [
      'sep=;',
      'Отчёт за 2024 год;;',
      'id;age;height',
      'int;numeric(10,2);float',
      '---;---;------',
      '501;31;170',
      'ID;AGE;HEIGHT',
      '------------',
      '502;45;180',
      'Итого:;76;350',
      ';1;2',
      'Всего клиентов: 2',
    ].join('\n');
    expect(readClients(csv, contract)).toMatchObject({
      ids: ['501', '502'],
      counts: { records: 12, passedOver: 7, rejected: 3, read: 5 },
      problems: [
        { kind: 'total-row', line: 10, value: 'Итого:' },
        { kind: 'no-id', line: 11 },
        { kind: 'total-row', line: 12 },
      ],
    });
  });

  test('but a client is a client: with the id 1 and small numbers, or with a name like a total', () => {
    expect(readClients('id;age;height\n1;2;3\n', contract).ids).toEqual(['1']);
    expect(readClients('id;age;height\n1;2;3\n2;3;4\n3;4;5\n', contract).ids).toEqual(['1', '2', '3']);
    expect(readClients('id;fio;age\n1;Тоталов;3\n2;Total War Ltd;3\n3;Итого;9\n', contract)).toMatchObject({
      ids: ['1', '2'],
      problems: [{ kind: 'total-row', line: 4, value: 'Итого' }],
    });
  });

  test('rows above the header are rejected, titles are not', () => {
    const csv = '501;31;170\nОтчёт;;\nid;age;height\n502;45;180\n';
    expect(readClients(csv, contract)).toMatchObject({
      ids: ['502'],
      counts: { records: 4, passedOver: 2, rejected: 1 },
      problems: [{ kind: 'above-header', line: 1 }],
    });
  });
});

describe('an id', () => {
  test.each([
    ['in a formula', '="00501"', '00501'],
    ['in a quoted formula', '"=""00501"""', '00501'],
    ['behind an apostrophe', "'00501", '00501'],
    ['with zero-width letters', '\u200b5\u200b01\u2060', '501'],
    ['among hard spaces', '\u00a0501\u00a0', '501'],
    ['of words', 'Клиент 5-А', 'Клиент 5-А'],
    ['like a number with an exponent', '1e5', '1e5'],
  ])('%s is read', (_, cell, id) => {
    expect(readClients(`id;age\n${cell};31\n`, contract)).toMatchObject({ ids: [id], problems: [] });
  });

  test('in scientific notation is rejected; if most are so, the file is', () => {
    expect(readClients('id;age\n5,01E+11;1\n502;2\n503;3\n', contract)).toMatchObject({
      ids: ['502', '503'],
      problems: [{ kind: 'bad-id', line: 2, why: 'scientific', value: '5,01E+11' }],
    });
    expect(() => readClients('id;age\n5,01E+11;1\n5.02e+11;2\n503;3\n', contract)).toThrow(
      expect.objectContaining({ problem: { kind: 'ids-lost', column: 'id', value: '5,01E+11' } }),
    );
  });

  test('without a digit is rejected where all others are digits', () => {
    const rows = Array.from({ length: 6 }, (_, row) => `50${row};1\n`).join('');
    expect(readClients(`id;age\n${rows}примечание;1\n`, contract)).toMatchObject({
      counts: { rejected: 1 },
      problems: [{ kind: 'bad-id', why: 'not-like-the-others', value: 'примечание' }],
    });
    expect(readClients('id;age\nanna;1\nboris;2\n7;3\n', contract).ids).toEqual(['anna', 'boris', '7']);
  });
});

describe('quotes without proof', () => {
  test('between two rows swallow no row, even where the second one closes the first', () => {
    const csv = 'id;fio;age;height\n501;"Лютик;31;170\n502;Ли;45;180\n503;Ромашка";57;165\n';
    expect(readClients(csv, contract)).toMatchObject({
      ids: ['501', '502', '503'],
      values: CLIENTS.values,
      problems: [{ kind: 'stray-quote', line: 2 }],
    });
  });

  test('in one row leave its other cells as they are', () => {
    const csv = 'id;fio;age;height\n501;"ООО "Лютик"";"31";"170"\n502;"Ли; Ро";45;180\n503;"Ким\nЧжу" ;57;165\n';
    expect(readClients(csv, contract)).toMatchObject({
      ids: ['501', '502', '503'],
      names: ['ООО "Лютик"', 'Ли; Ро', 'Ким\nЧжу'],
      values: CLIENTS.values,
      problems: [{ kind: 'stray-quote', line: 2 }],
    });
  });

  test('twenty thousand rows with two of them lose nobody', () => {
    const ids = Array.from({ length: 20_000 }, (_, row) => String(row + 1));
    const rows = ids.map((id) => `${id};${id === '500' || id === '19400' ? '"' : ''}Ли;31;170\n`);
    expect(readClients(`id;fio;age;height\n${rows.join('')}`, contract)).toMatchObject({
      ids,
      counts: { records: 20_001, rejected: 0, strayQuotes: 2 },
    });
  });
});
