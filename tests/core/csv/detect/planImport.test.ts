import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { contractOf, placesOf, planOf, problemOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('age', 'incomeValue', {
  name: 'gender',
  kind: 'category',
  categories: ['Женский', 'Мужской'],
});

function featureColumnsOf(csv: string, features: Contract) {
  return placesOf(planOf(utf8(csv), features), features).featureColumns;
}

function schemaOf(csv: string) {
  return planOf(utf8(csv), contract).schema;
}

const NUMBER = { values: 'number', dashIsNo: false, decimal: 'auto', decidedBy: null, percent: null };

test('a plan says how the file is read and what its columns are', () => {
  const csv = 'id;dt;target;W;age;gender;age;colour;incomeValue;\n1;2024-08-31;5;1;42;Женский;43;red;7;\n';
  expect(planOf(utf8(csv), contract)).toEqual({
    schema: {
      encoding: 'utf-8',
      delimiter: ';',
      idColumn: 'id',
      nameColumn: null,
      dateColumn: 'dt',
      actualColumn: 'target',
      missingColumns: [],
      unknownColumns: ['colour'],
      leftOutColumns: ['W'],
      duplicateColumns: ['age'],
    },
    markBytes: 0,
    headerRecords: 1,
    rows: { haveSeparatorLine: false, surplusCells: 0, haveColumnNumbers: false, idsAreDigits: false },
    header: ['id', 'dt', 'target', 'W', 'age', 'gender', 'age', 'colour', 'incomeValue', ''],
    columns: [
      { kind: 'id' },
      { kind: 'date' },
      { kind: 'actual-income', ...NUMBER },
      { kind: 'unused' },
      { kind: 'feature', feature: 0, ...NUMBER },
      { kind: 'feature', feature: 2, values: 'category' },
      { kind: 'unused' },
      { kind: 'unused' },
      { kind: 'feature', feature: 1, ...NUMBER },
      { kind: 'unused' },
    ],
  });
});

test('the order of the columns does not matter, and missing ones are named', () => {
  expect(readClients('gender,colour,age,id\nЖенский,red,42,7\n', contract)).toMatchObject({
    ids: ['7'],
    values: { age: [42], incomeValue: [null], gender: ['Женский'] },
  });
  expect(schemaOf('gender,colour,age,id\n').missingColumns).toEqual(['incomeValue']);
});

describe('the delimiter', () => {
  test.each([
    [';', 'id;age;gender\n1;42,5;Женский\n'],
    [',', 'id,age,gender\n1,42.5,Женский\n'],
    ['\t', 'id\tage\tgender\n1\t42,5\tЖенский\n'],
    ['|', 'id|age|gender\n1|42,5|Женский\n'],
  ])('%j is found', (delimiter, csv) => {
    expect(schemaOf(csv).delimiter).toBe(delimiter);
    expect(readClients(csv, contract).values).toMatchObject({ age: [42.5], gender: ['Женский'] });
  });

  test('known columns outweigh other signs, however many there are', () => {
    expect(schemaOf('id,age,"a;b;c;d;e"\n1,2,"x;y;z;u;v"\n').delimiter).toBe(',');
    expect(schemaOf('id;age;Доход, руб, в месяц\n1;42,5;3,0\n').delimiter).toBe(';');
    expect(schemaOf('id|age|a;b;c;d\n1|2|x;y;z;w\n').delimiter).toBe('|');
  });

  test('signs inside quotes do not vote', () => {
    expect(schemaOf('"id","a;b","c;d",age\n"1","x;y","z;w",5\n').delimiter).toBe(',');
  });

  test('the line "sep=" of spreadsheets decides, and is no header', () => {
    const csv = 'sep=|\r\nid|age;x|gender\r\n1|2|Мужской\r\n';
    expect(planOf(utf8(`\ufeff${csv}`), contract)).toMatchObject({ headerRecords: 2, schema: { delimiter: '|' } });
    expect(readClients(csv, contract)).toMatchObject({ ids: ['1'], lines: [3], values: { gender: ['Мужской'] } });
    expect(schemaOf('"sep=;"\nid;age\n').delimiter).toBe(';');
  });

  test('a comma between cells leaves the decimal comma to quoted cells', () => {
    expect(readClients('id,age,incomeValue\n1,"42,5",7\n', contract).values).toMatchObject({
      age: [42.5],
      incomeValue: [7],
    });
  });
});

describe('the id column', () => {
  test.each(['id', 'ID', 'Id', 'client_id', 'ClientId', 'CLIENT ID', 'customer_id', 'ИД', 'id клиента', 'Id_Клиента'])(
    '%j is recognised',
    (name) => {
      expect(schemaOf(`age;${name};gender\n1;2;x\n`).idColumn).toBe(name);
    },
  );

  test('"id" itself is taken before anything like it', () => {
    expect(schemaOf('client_id;ID;id;age\n1;2;3;4\n')).toMatchObject({
      idColumn: 'id',
      unknownColumns: ['client_id', 'ID'],
    });
    expect(schemaOf('client_id;ID;age\n1;2;4\n').idColumn).toBe('ID');
  });
});

test.each(['name', 'FIO', 'ФИО', 'full_name', 'Client Name', 'имя'])('%j is the column of names', (name) => {
  expect(schemaOf(`id;${name};age\n1;2;3\n`).nameColumn).toBe(name);
});

test.each(['dt', 'DT', 'date', 'report_date'])('%j is the column of dates', (name) => {
  expect(schemaOf(`id;${name};age\n1;2;3\n`).dateColumn).toBe(name);
});

describe('feature columns', () => {
  test('are found regardless of case and blanks when only one can be meant', () => {
    expect(readClients('id; AGE ;"INCOMEVALUE";Gender\n1;2;3;x\n', contract).values).toEqual({
      age: [2],
      incomeValue: [3],
      gender: ['x'],
    });
    expect(schemaOf('id;AGE;Age;gender\n')).toMatchObject({
      missingColumns: ['age', 'incomeValue'],
      unknownColumns: ['AGE', 'Age'],
    });
    expect(schemaOf('id;AGE;age;gender\n')).toMatchObject({ missingColumns: ['incomeValue'], unknownColumns: ['AGE'] });
  });

  test('two features that differ in case alone need their exact names', () => {
    const both = contractOf('rate', 'RATE', 'age');
    expect(featureColumnsOf('id;Rate;age\n', both)).toEqual([-1, -1, 2]);
    expect(featureColumnsOf('id;RATE;rate;age\n', both)).toEqual([2, 1, 3]);
  });

  test('`target` and `w` are never features, even if a contract names them; `W` is one of the model that says so', () => {
    const leaking = contractOf('target', 'w', 'W', 'age');
    const plan = planOf(utf8('id;target;w;W;age\n1;2;3;4;5\n'), leaking);
    expect({ ...plan, ...placesOf(plan, leaking) }).toMatchObject({
      featureColumns: [-1, -1, 3, 4],
      actualColumn: 1,
      schema: { leftOutColumns: ['w'], missingColumns: ['target', 'w'] },
    });
    const other = planOf(utf8('id;target;w;W;age\n1;2;3;4;5\n'), contractOf('age'));
    expect(other.schema.leftOutColumns).toEqual(['w', 'W']);
  });

  test('names of JavaScript itself are columns like any other', () => {
    const odd = contractOf('__proto__', 'constructor', 'toString', 'hasOwnProperty');
    const csv = 'id;__proto__;constructor;prototype;toString;hasOwnProperty\n__proto__;1;2;3;4;5\n';
    const plan = planOf(utf8(csv), odd);
    expect(placesOf(plan, odd).featureColumns).toEqual([1, 2, 4, 5]);
    expect(plan.schema.unknownColumns).toEqual(['prototype']);
    expect(readClients(csv, odd).ids).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('a file that cannot be imported', () => {
  test.each([
    ['of no bytes', '', { kind: 'empty-file' }],
    ['of a byte order mark alone', '\ufeff', { kind: 'empty-file' }],
    ['of blank lines', '\n \r\n\n', { kind: 'no-header' }],
    ['of clients without a header', '17;2024-08-31;5,5;nan;Москва\n18;2024-08-31;1;2;Уфа\n', { kind: 'no-header' }],
    ['of one column', 'id\n1\n2\n', { kind: 'not-csv', why: 'one-column' }],
    ['of prose', 'Dear colleagues\nplease find the file\n', { kind: 'not-csv', why: 'one-column' }],
    ['that is a page', '\n<!DOCTYPE html><html lang="ru"><td>id;age', { kind: 'not-csv', why: 'html' }],
    ['that is a page of old', '<HTML><body>', { kind: 'not-csv', why: 'html' }],
    ['without ids', 'age;gender\n1;x\n', { kind: 'no-id-column', columns: ['age', 'gender'] }],
    [
      'without features',
      'id;colour;target\n1;red;5\n',
      { kind: 'no-feature-columns', columns: ['id', 'colour', 'target'] },
    ],
    ['with a header that has no end', `id;age;${'x'.repeat(70_000)}`, { kind: 'row-too-long', line: 1 }],
  ])('%s says so', (_, csv, problem) => {
    expect(problemOf(csv, contract)).toEqual(problem);
  });
});

test('ten thousand columns are fine', () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `feature_number_${at}`);
  const wide = contractOf(...names);
  const csv = `id;${names.join(';')}\n1;${names.map((_, at) => at).join(';')}\n`;
  const { values, counts } = readClients(csv, wide, { blockRows: 4 });
  expect(counts).toMatchObject({ read: 1, rejected: 0, unreadableCells: 0 });
  expect(Object.values(values).map(([value]) => value)).toEqual(names.map((_, at) => at));
});

test('a head cut anywhere after its header leads to the same plan', () => {
  const rows = Array.from({ length: 4000 }, (_, row) => `${row};"Иванов; Пётр";4${row},5;Мужской`).join('\n');
  const bytes = utf8(`id;name;age;gender\n${rows}\n`);
  const whole = planOf(bytes, contract);
  for (let size = 65536; size < 65600; size++) expect(planOf(bytes.subarray(0, size), contract)).toEqual(whole);
});
