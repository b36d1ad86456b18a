import { describe, expect, test } from 'vitest';
import { type ImportChoices, NO_CHOICES } from '../../../../src/core/csv/choices.ts';
import { inspectHead } from '../../../../src/core/csv/detect/inspectHead.ts';
import { planImport } from '../../../../src/core/csv/detect/planImport.ts';
import { previewTable } from '../../../../src/core/csv/preview/preview.ts';
import { contractOf, placesOf, utf8 } from '../reading.ts';

const contract = contractOf('age', 'income', { name: 'gender', kind: 'category', categories: ['f', 'm'] });

function preview(csv: string | Uint8Array, choices: Partial<ImportChoices> = {}) {
  const head = typeof csv === 'string' ? utf8(csv) : csv;
  return previewTable(inspectHead(head, contract, { choices: { ...NO_CHOICES, ...choices }, isAll: true }), contract);
}

function planned(csv: string | Uint8Array, choices: Partial<ImportChoices> = {}) {
  const head = typeof csv === 'string' ? utf8(csv) : csv;
  const answer = planImport(head, contract, { ...NO_CHOICES, ...choices });
  return 'plan' in answer ? { ...answer.plan, ...placesOf(answer.plan, contract) } : answer.problem;
}

test('a preview says of each column what it is used for, why not, and what its cells look like', () => {
  const csv = [
    'id;ФИО;dt;target;w;age;AGE;colour;gender;age',
    '1;Иванов;31.12.2025;50000,5;1;37;;red;m;1',
    '2;Петров;31.12.2025;x;1;forty;;;d;2',
    '3;Сидоров;31.12.2025;;1;nan;;;f;3',
    '3;Сидоров',
  ].join('\n');
  const { columns, ...rest } = preview(csv);
  expect(rest).toEqual({
    encoding: 'utf-8',
    delimiter: ';',
    preambleRecords: 0,
    missingFeatures: ['income'],
    rows: csv
      .split('\n')
      .slice(1)
      .map((line) => line.split(';')),
    sampleRows: 4,
    isWhole: true,
    rejectedRows: 1,
    problems: [
      { kind: 'unreadable', line: 3, column: 'target', value: 'x' },
      { kind: 'unreadable', line: 3, column: 'age', value: 'forty' },
      { kind: 'unseen-category', line: 3, column: 'gender', value: 'd' },
      { kind: 'ragged', line: 5, fields: 2, expected: 10 },
    ],
    problem: null,
    doubts: [],
    mended: [],
  });
  expect(columns.map(({ name, use, reason, type }) => [name, use.kind, reason, type])).toEqual([
    ['id', 'id', null, 'number'],
    ['ФИО', 'name', null, 'text'],
    ['dt', 'date', null, 'date'],
    ['target', 'actual-income', null, 'text'],
    ['w', 'unused', 'weight', 'number'],
    ['age', 'feature', null, 'text'],
    ['AGE', 'unused', 'unknown', 'empty'],
    ['colour', 'unused', 'unknown', 'text'],
    ['gender', 'feature', null, 'text'],
    ['age', 'unused', 'duplicate', 'number'],
  ]);
  expect(columns[3]).toMatchObject({ decimal: ',', missingShare: 0.5, unreadable: 1 });
  expect(columns[5]).toMatchObject({ decimal: null, missingShare: 0.5, unreadable: 1 });
});

describe('what is chosen', () => {
  test('gives columns their use, by position, and takes it from those that would have it by name', () => {
    const csv = 'client;age;alter;gender\n1;2;3;m\n';
    const choices = {
      uses: { 0: { kind: 'id' }, 2: { kind: 'feature', feature: 'age' }, 3: { kind: 'unused' } },
    } as const;
    expect(planned(csv, choices)).toMatchObject({ idColumn: 0, featureColumns: [2, -1, -1] });
    const { columns, problem } = preview(csv, choices);
    expect(problem).toBeNull();
    expect(columns.map(({ use, guess, reason }) => [use.kind, guess.kind, reason])).toEqual([
      ['id', 'unused', null],
      ['unused', 'feature', 'taken'],
      ['feature', 'unused', null],
      ['unused', 'feature', null],
    ]);
  });

  test('can make another column the actual income, and `target` an unused one', () => {
    const uses = { 1: { kind: 'unused' }, 2: { kind: 'actual-income' } } as const;
    const csv = 'id;target;salary;age\n1;2;3;4\n';
    expect(planned(csv, { uses })).toMatchObject({ actualColumn: 2, schema: { actualColumn: 'salary' } });
    expect(planned(csv, { uses: { 1: { kind: 'unused' } } })).toMatchObject({
      actualColumn: -1,
      schema: { actualColumn: null, unknownColumns: ['target', 'salary'] },
    });
  });

  test.each(['target', 'w', 'W', ' Target '])('can never make %j a feature', (name) => {
    const csv = `id;${name};gender\n1;2;m\n`;
    const uses = { 1: { kind: 'feature', feature: 'age' } } as const;
    expect(planned(csv, { uses })).toEqual({ kind: 'never-a-feature', column: name.trim() });
    expect(preview(csv, { uses }).problem).toEqual({ kind: 'never-a-feature', column: name.trim() });
  });

  test('can give one use to one column only', () => {
    const uses = { 1: { kind: 'feature', feature: 'income' }, 2: { kind: 'feature', feature: 'income' } } as const;
    expect(planned('id;a;b\n1;2;3\n', { uses })).toEqual({ kind: 'used-twice', columns: ['a', 'b'] });
  });

  test('for a feature that the model does not have leaves the column unused', () => {
    const uses = { 2: { kind: 'feature', feature: 'gone' } } as const;
    expect(planned('id;age;a\n1;2;3\n', { uses })).toMatchObject({ schema: { unknownColumns: ['a'] } });
  });

  test('decides the encoding, the delimiter and where the table begins', () => {
    const sex = [0xcf, 0xee, 0xeb];
    const cyrillic = Uint8Array.from([...utf8('id;age;'), ...sex, ...utf8('\n1;2;'), ...sex, 0x0a]);
    expect(preview(cyrillic).columns[2]?.name).toBe('Пол');
    const asUtf8 = preview(cyrillic, { encoding: 'utf-8' });
    expect(asUtf8.encoding).toBe('utf-8');
    expect(asUtf8.problem).toEqual({ kind: 'encoding', encoding: 'utf-8', line: 1 });

    const both = 'id;age,x;gender\n1;2,5;m\n';
    expect(preview(both, { delimiter: ',' })).toMatchObject({ delimiter: ',', rows: [['1;2', '5;m']] });
    expect(preview('id;age\nid;gender\n1;m\n', { preambleRecords: 1 })).toMatchObject({
      preambleRecords: 1,
      missingFeatures: ['age', 'income'],
      rows: [['1', 'm']],
    });
  });
});

describe('categories', () => {
  const cities = contractOf('age', { name: 'city', kind: 'category', categories: ['г. Москва', 'Нижний Новгород'] });
  const previewOf = (csv: string, categories: ImportChoices['categories'] = {}) => {
    const choices = { ...NO_CHOICES, categories };
    return previewTable(inspectHead(utf8(csv), cities, { choices, isAll: true }), cities);
  };
  const csv = 'id;age;city\n1;2;Москва\n2;3;Н. Новгород\n3;4;Н. Новгород\n4;5;Уфа\n';

  test('that are spelled otherwise are told, and those that are not certain asked about', () => {
    const { doubts, mended, problems } = previewOf(csv);
    expect(mended).toEqual([{ column: 'city', value: 'Москва', category: 'г. Москва', rows: 1 }]);
    expect(doubts).toEqual([
      { kind: 'category', column: 2, text: 'Н. Новгород', rows: 2, candidates: ['Нижний Новгород'] },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5]);
  });

  test('that the user has chosen are read, but only if the model has them', () => {
    const { doubts, problems } = previewOf(csv, { 2: { 'Н. Новгород': 'Нижний Новгород', Уфа: 'Казань' } });
    expect(doubts).toEqual([]);
    expect(problems).toEqual([{ kind: 'unseen-category', line: 5, column: 'city', value: 'Уфа' }]);
  });
});

describe('lines before the header', () => {
  test.each([
    ['titles of one cell', 'Выгрузка клиентов\nна 31.12.2025\nid;age;gender\n1;2;m\n', 2],
    ['titles filled up with delimiters', 'Выгрузка;;\n31.12.2025;;\n\nid;age;gender\n1;2;m\n', 2],
    ['a title behind "sep="', 'sep=;\nВыгрузка;;\nid;age;gender\n1;2;m\n', 1],
    ['names and values of parameters', 'Дата;31.12.2025\nАвтор;Петров\nid;age;gender\n1;2;m\n', 2],
    ['none', 'id;age;gender\n1;2;m\n', 0],
    ['none, though the header stands twice', 'id;age;gender\n1;2;m\nid;age;gender\n2;3;f\n', 0],
  ])('are passed over: %s', (_, csv, records) => {
    expect(preview(csv)).toMatchObject({ preambleRecords: records, delimiter: ';', problem: null });
    expect(preview(csv).rows[0]).toEqual(['1', '2', 'm']);
    expect(planned(csv)).toMatchObject({ headerRecords: records + (csv.startsWith('sep') ? 2 : 1) });
  });

  test('keep their place in the line numbers of problems', () => {
    expect(preview('Title\n\nid;age;gender\n1;x;m\n').problems).toMatchObject([{ line: 4, column: 'age' }]);
  });
});

describe('the decimal sign of a column', () => {
  const signOf = (...cells: string[]) => {
    const plan = planned(`id;age;income\n${cells.map((cell, row) => `${row};1;${cell}`).join('\n')}\n`);
    return 'decimals' in plan ? plan.decimals[2] : plan;
  };

  test.each([
    ['.', ['1,234', '12,345.6']],
    ['.', ['1,234,567', '1,234']],
    [',', ['1.234', '12.345,6']],
    [',', ['1.234.567']],
    ['auto', ['1,234', '2,345']],
    ['auto', ['1,5', '2.5']],
    [',', ['0,5', '1.234']],
    [',', ['1,5', '2,345']],
    ['auto', ['12,345', '12.345']],
    ['auto', ['12,345.6', '0,5']],
    ['auto', ['1.234,5', '1,234.5']],
    ['auto', []],
  ])('is %j for %j', (sign, cells) => {
    expect(signOf(...cells, 'end')).toBe(sign);
  });

  test('changes what an ambiguous cell says, and can be chosen', () => {
    const csv = 'id;age;income\n1;1;1,234\n2;1;12,345.6\n3;1;1,5\n';
    expect(preview(csv)).toMatchObject({ problem: { kind: 'number-signs', line: 3, value: '12,345.6', readAs: ',' } });
    const chosen = preview(csv, { decimals: { 2: '.' } });
    expect(chosen.problem).toBeNull();
    expect(chosen.columns[2]).toMatchObject({ decimal: '.', unreadable: 1 });
  });
});

describe('a number that can be read in two ways', () => {
  const readings = (comma: number, point: number) => [
    { choice: ',', value: comma },
    { choice: '.', value: point },
  ];

  test('is asked about, in its column or once for the whole file', () => {
    const one = preview('id;age;income\n1;30;"79,765"\n2;31;"193,091"\n');
    expect(one.doubts).toEqual([{ kind: 'decimal', column: 2, example: '79,765', readings: readings(79.765, 79765) }]);
    const both = preview('id;age;income\n1;"1,000";"79,765"\n');
    expect(both.doubts).toEqual([{ kind: 'decimal', column: null, example: '1,000', readings: readings(1, 1000) }]);
    expect(both.problems.map(({ kind }) => kind)).toEqual(['doubtful-number', 'doubtful-number']);
  });

  test('is no question once it is answered, or another column proves the sign', () => {
    expect(preview('id;age;income\n1;30;79,765\n', { decimal: '.' }).doubts).toEqual([]);
    expect(preview('id;age;income\n1;30;79,765\n', { decimals: { 2: ',' } }).doubts).toEqual([]);
    const proved = preview('id;age;income\n1;30.5;"79,765"\n');
    expect(proved).toMatchObject({ doubts: [], problems: [], problem: null });
    expect(proved.columns.map(({ decimal }) => decimal)).toEqual([null, '.', '.']);
  });
});

test('dates that are numbers of days of a spreadsheet are told', () => {
  const dates = contractOf({ name: 'seen', kind: 'date' }, 'age');
  const table = previewTable(inspectHead(utf8('id;seen;age\n1;45352;45352\n2;31.12.2024;1\n'), dates), dates);
  expect(table.columns.map(({ serialDates }) => serialDates)).toEqual([0, 1, 0]);
  expect(table.columns[1]).toMatchObject({ type: 'date', unreadable: 0 });
});

describe('a file that cannot be imported still shows what is known', () => {
  test('without an id column its columns are there to choose from', () => {
    const { problem, columns, rows } = preview('number;age\n1;2\n');
    expect(problem).toEqual({ kind: 'no-id-column', columns: ['number', 'age'] });
    expect(columns.map(({ name }) => name)).toEqual(['number', 'age']);
    expect(rows).toEqual([['1', '2']]);
    expect(preview('number;age\n1;2\n', { uses: { 0: { kind: 'id' } } }).problem).toBeNull();
  });

  test.each([
    ['without bytes', '', { kind: 'empty-file' }, []],
    ['of prose', 'Dear colleagues\nsee below\n', { kind: 'not-csv', why: 'one-column' }, [['see below']]],
    ['that is a page', '<html><body>\n<p>x', { kind: 'not-csv', why: 'html' }, [['<html><body>'], ['<p>x']]],
    ['without rows', 'id;age\n', { kind: 'no-rows' }, []],
  ])('one %s', (_, csv, problem, rows) => {
    expect(preview(csv)).toMatchObject({ problem, rows });
  });

  test.each([
    ['a workbook', [0x50, 0x4b, 3, 4, ...utf8('[Content_Types].xml')], 'spreadsheet'],
    ['an archive', [0x50, 0x4b, 3, 4, ...utf8('clients.csv')], 'zip'],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'spreadsheet'],
  ])('%s by its name', (_, bytes, why) => {
    expect(preview(Uint8Array.from(bytes))).toMatchObject({ encoding: null, problem: { kind: 'not-csv', why } });
  });
});

test('names of JavaScript itself can be chosen and given like any other', () => {
  const odd = contractOf('__proto__', 'constructor');
  const choices: ImportChoices = { ...NO_CHOICES, uses: { 1: { kind: 'feature', feature: '__proto__' } } };
  const inspection = inspectHead(utf8('id;toString;constructor\n1;2;3\n'), odd, { choices, isAll: true });
  const { columns } = previewTable(inspection, odd);
  expect(columns.map(({ use }) => use)).toEqual([
    { kind: 'id' },
    { kind: 'feature', feature: '__proto__' },
    { kind: 'feature', feature: 'constructor' },
  ]);
});

test('ten thousand columns are looked at in reasonable time, whichever head is cut where', () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `column${at}`);
  const row = names.map((_, at) => `${at},5`).join(';');
  const wide = utf8(`id;${names.join(';')}\n${`1;${row}\n`.repeat(12)}`).subarray(0, 1024 * 1024);
  const features = contractOf(...names.slice(0, 300));
  const { columns, sampleRows, problems } = previewTable(inspectHead(wide, features, { isAll: false }), features);
  expect(columns).toHaveLength(10_001);
  expect(columns.filter(({ use }) => use.kind === 'feature')).toHaveLength(300);
  expect(sampleRows).toBeGreaterThan(8);
  expect(problems.every(({ kind }) => kind === 'duplicate-id')).toBe(true);
});
