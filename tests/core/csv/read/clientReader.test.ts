import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { type CsvError, PROBLEMS_KEPT } from '../../../../src/core/csv/report.ts';
import { CHUNK_SIZES, chunksOf, contractOf, planOf, readClients, utf8, withDecimal } from '../reading.ts';

const contract = contractOf(
  'age',
  { name: 'is_client', unit: 'flag' },
  { name: 'seen', kind: 'date' },
  { name: 'city', kind: 'category' },
);

const HEADER = 'id;fio;dt;age;is_client;seen;city';
const CSV = `${HEADER}
1;"Иванова ""Аня""
Петровна";2024-08-31;42,5;да;2024-01-01;Уфа
2;;;-5;FALSE;31.12.2023; Уфа
00000000001234567890;nan;2024-09-30;1 234,56;1;None;"Орёл; Орловская"
3;Ли;2024-09-30;many;maybe;31.02.2024;None
`;

test('clients are read with their lines, and what cannot be read is missing and told', () => {
  expect(readClients(CSV, contract)).toMatchObject({
    ids: ['1', '2', '00000000001234567890', '3'],
    names: ['Иванова "Аня"\nПетровна', null, null, 'Ли'],
    dates: ['2024-08-31', null, '2024-09-30', '2024-09-30'],
    lines: [2, 4, 5, 6],
    values: {
      age: [42.5, -5, 1234.56, null],
      is_client: [1, 0, 1, null],
      seen: [19723, 19722, null, null],
      city: ['Уфа', 'Уфа', 'Орёл; Орловская', null],
    },
    counts: { read: 4, rejected: 0, unreadableCells: 3 },
    problems: [
      { kind: 'unreadable', line: 6, column: 'age', value: 'many' },
      { kind: 'unreadable', line: 6, column: 'is_client', value: 'maybe' },
      { kind: 'unreadable', line: 6, column: 'seen', value: '31.02.2024' },
    ],
  });
});

test('the result does not depend on how the file is cut into chunks and blocks', () => {
  const whole = readClients(CSV, contract);
  for (const chunk of CHUNK_SIZES)
    expect(readClients(CSV, contract, { chunk, blockRows: (chunk % 5) + 1 })).toEqual(whole);
});

test('any soup of cells gives the same clients and problems however it is cut', () => {
  const pieces = [
    '1',
    '2,5',
    '1e3',
    '"',
    '""',
    ';',
    ';',
    ';',
    '\n',
    '\n',
    '\r',
    'nan',
    'None',
    'Ж',
    ' ',
    '2024-01-01',
    '-',
  ];
  const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
  const plan = planOf(utf8(`${HEADER}\n`), contract);
  const outcome = (bytes: Uint8Array, size: number) => {
    const reader = createClientReader(plan, contract, 1000);
    const { counts, problems, rejections } = reader;
    try {
      for (const chunk of chunksOf(bytes, size)) reader.push(chunk);
      return { blocks: reader.finish(), counts, problems, rejections };
    } catch (error) {
      return { problem: (error as CsvError).problem, counts, problems, rejections };
    }
  };
  fc.assert(
    fc.property(soup, (text) => {
      const bytes = utf8(`${HEADER}\n${text}`);
      const whole = outcome(bytes, bytes.length);
      for (const size of [1, 2, 3, 5, 16]) expect(outcome(bytes, size)).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

test('a block is full at its size, has the features of the file, stands alone, and can be sent to another thread', () => {
  const rows = Array.from({ length: 5 }, (_, row) => `${row};${row}0;город ${row % 2}\n`).join('');
  const small = contractOf('age', 'absent', { name: 'city', kind: 'category' });
  const bytes = utf8(`id;age;city\n${rows}`);
  const reader = createClientReader(planOf(bytes, small), small, 2);
  const blocks = structuredClone([...reader.push(bytes), ...reader.finish()]);
  const features = ['age', 'city'];
  const block = (ids: string[], values: number[], cities: string[]) => ({
    rows: ids.length,
    ids,
    names: null,
    dates: null,
    actualIncomes: null,
    lines: Uint32Array.from(ids, (id) => Number(id) + 2),
    features,
    values: Float64Array.from(values),
    dictionaries: [null, cities],
  });
  expect(blocks).toEqual([
    block(['0', '1'], [0, 0, 10, 1], ['город 0', 'город 1']),
    block(['2', '3'], [20, 0, 30, 1], ['город 0', 'город 1']),
    block(['4'], [40, 0], ['город 0']),
  ]);
});

describe('a row is rejected', () => {
  const two = contractOf('age', 'height');

  test.each([
    ['with too few cells', '1;2', { kind: 'ragged', line: 2, fields: 2, expected: 3 }],
    ['with too many cells', '1;2;3;4;5', { kind: 'ragged', line: 2, fields: 5, expected: 3 }],
    [
      'with a delimiter at its end that the header lacks',
      '1;2;3;',
      { kind: 'ragged', line: 2, fields: 4, expected: 3 },
    ],
    ['without an id', ';2;3', { kind: 'no-id', line: 2 }],
    ['with a blank id', ' "";2;3'.slice(1), { kind: 'no-id', line: 2 }],
    ['with "nan" for an id', 'nan;2;3', { kind: 'no-id', line: 2 }],
    ['with an id of 201 characters', `${'Ж'.repeat(201)};2;3`, { kind: 'id-too-long', line: 2 }],
    ['with an id of a megabyte', `${'7'.repeat(1_000_000)};2;3`, { kind: 'id-too-long', line: 2 }],
  ])('%s', (_, row, problem) => {
    const { ids, values, counts, problems } = readClients(`id;age;height\n${row}\n9;1;2\n`, two);
    expect({ ids, values, counts, problems }).toMatchObject({
      ids: ['9'],
      values: { age: [1], height: [2] },
      counts: { read: 2, rejected: 1, unreadableCells: 0 },
      problems: [problem],
    });
  });

  test('and its unreadable cells are not told besides', () => {
    expect(readClients('id;age;height\n1;x\n;y;z\n2;3;q\n', two)).toMatchObject({
      counts: { read: 3, rejected: 2, unreadableCells: 1 },
      problems: [{ kind: 'ragged' }, { kind: 'no-id' }, { kind: 'unreadable', line: 4 }],
    });
  });

  test('but not for a delimiter at the end of every line', () => {
    expect(readClients('id;age;height;\n1;2;3;\n4;5;6;', two)).toMatchObject({ ids: ['1', '4'], problems: [] });
  });

  test('and not for an id of 200 characters, kept as it is', () => {
    const id = `${'😀'.repeat(99)} x`;
    expect(readClients(`id;age;height\n  ${id}  ;2;3\n`, two).ids).toEqual([id]);
  });
});

test('a header without rows is read as no rows', () => {
  for (const csv of ['id;age', 'id;age\n', 'id;age\r\n\r\n'])
    expect(readClients(csv, contractOf('age')).counts).toMatchObject({ read: 0, rejected: 0, unreadableCells: 0 });
});

test('rejected rows are kept however many cells before them could not be read', () => {
  const unreadable = Array.from({ length: PROBLEMS_KEPT + 1 }, (_, row) => `${row};x`).join('\n');
  const { problems } = readClients(`id;age\n${unreadable}\n;5\n`, contractOf('age'));
  expect(problems[0]).toEqual({ kind: 'no-id', line: PROBLEMS_KEPT + 3 });
});

test('problems are kept up to a number and counted beyond', () => {
  const rows = Array.from({ length: PROBLEMS_KEPT + 500 }, (_, row) => `${row};x`).join('\n');
  const { counts, problems } = readClients(`id;age\n${rows}`, contractOf('age'));
  expect(counts.unreadableCells).toBe(PROBLEMS_KEPT + 500);
  expect(problems.length).toBe(PROBLEMS_KEPT);
  expect(problems.at(-1)).toEqual({ kind: 'unreadable', line: PROBLEMS_KEPT + 1, column: 'age', value: 'x' });
});

test('the value of a problem is cut to 100 characters, never through one', () => {
  const values = ['ж'.repeat(500), `${'x'.repeat(99)}😀😀`];
  const { problems } = readClients(`id;age\n1;${values[0]}\n2;${values[1]}`, contractOf('age'));
  expect(problems).toMatchObject([{ value: 'ж'.repeat(100) }, { value: 'x'.repeat(99) }]);
});

test('words are flags only where a flag is expected', () => {
  const flags = contractOf('age', { name: 'flag', unit: 'flag' });
  expect(readClients('id;age;flag\n1;да;да\n2;1;Нет\n3;1;TRUE\n4;1;0', flags)).toMatchObject({
    values: { age: [null, 1, 1, 1], flag: [1, 0, 1, 0] },
    problems: [{ line: 2, column: 'age', value: 'да' }],
  });
});

test('decimal signs may differ from cell to cell', () => {
  const csv = 'id;a;b\n1;61137.47;0,06060606060606061\n2;61137,47;.5\n';
  expect(readClients(csv, contractOf('a', 'b')).values).toEqual({
    a: [61137.47, 61137.47],
    b: [0.06060606060606061, 0.5],
  });
});

test('a decimal sign that is known lets the other one group thousands, in its column alone', () => {
  const bytes = utf8('id;a;b\n1;1.234;1.234\n2;1,5;"1.5"\n3;"12.345";7\n4;0.5;0.5\n');
  const both = contractOf('a', 'b');
  const plan = withDecimal(planOf(bytes, both), ',', 1);
  const reader = createClientReader(plan, both, 10);
  const [block] = [...reader.push(bytes), ...reader.finish()];
  expect(block?.values).toEqual(Float64Array.of(1234, 1.234, 1.5, 1.5, 12345, 7, Number.NaN, 0.5));
  expect(reader.problems).toEqual([{ kind: 'unreadable', line: 5, column: 'a', value: '0.5' }]);
});

test('actual incomes are read beside the features, never among them', () => {
  const bytes = utf8('id;Target;age\n1;50000,5;30\n2;;31\n3;"1 234,5";32\n4;secret;33\n;5;34\n5;nan;35\n6;7;36\n');
  const age = contractOf('age');
  const reader = createClientReader(planOf(bytes, age), age, 4);
  const blocks = [...reader.push(bytes), ...reader.finish()];
  const missing = Number.NaN;
  expect(blocks.map(({ actualIncomes }) => actualIncomes)).toEqual([
    Float64Array.of(50000.5, missing, 1234.5, missing),
    Float64Array.of(missing, 7),
  ]);
  expect(blocks.map(({ values }) => values)).toEqual([Float64Array.of(30, 31, 32, 33), Float64Array.of(35, 36)]);
  expect(reader.counts).toMatchObject({ read: 7, rejected: 1, unreadableCells: 1 });
  expect(reader.problems).toEqual([{ kind: 'unreadable', line: 5, column: 'Target', value: 'secret' }]);
});

test('quoted numbers and dates are numbers and dates', () => {
  const quoted = contractOf('age', { name: 'seen', kind: 'date' });
  expect(readClients('"id","age","seen"\n"1","42,5","2024-01-01"\n"2","","None"\n', quoted)).toMatchObject({
    ids: ['1', '2'],
    values: { age: [42.5, null], seen: [19723, null] },
    problems: [],
  });
});

test('thousands of different texts keep their own codes', () => {
  const cities = Array.from({ length: 5000 }, (_, at) => `город ${at % 3000}`);
  const csv = `id;age;is_client;seen;city\n${cities.map((city, row) => `${row};1;1;;${city}`).join('\n')}`;
  expect(readClients(csv, contract, { blockRows: 5000 }).values.city).toEqual(cities);
});

describe('hostile', () => {
  test('a column called __proto__ is a column like any other', () => {
    const odd = contractOf('__proto__', 'constructor', 'age');
    const { values } = readClients('id;constructor;age;__proto__;toString\n1;2;3;4;5\n', odd);
    expect(Object.entries(values)).toEqual(
      expect.arrayContaining([
        ['constructor', [2]],
        ['age', [3]],
      ]),
    );
    const plan = planOf(utf8('id;constructor;age;__proto__;toString\n'), odd);
    const reader = createClientReader(plan, odd, 10);
    reader.push(utf8('id;constructor;age;__proto__;toString\n1;2;3;4;5\n'));
    expect(reader.finish()[0]?.values).toEqual(Float64Array.of(4, 2, 3));
  });

  test('ten thousand columns are read, the wanted ones wherever they stand', () => {
    const names = Array.from({ length: 10_000 }, (_, column) => `c${column}`);
    const some = contractOf('c9999', 'c5000', 'c0', { name: 'c7777', kind: 'category' });
    const row = (id: number) => [id, ...names.map((_, column) => column + id / 8)].join(';');
    const csv = `id;${names.join(';')}\n${[1, 2, 3].map(row).join('\n')}\n4;5\n`;
    for (const chunk of [1000, 65_536]) {
      expect(readClients(csv, some, { chunk })).toMatchObject({
        values: {
          c9999: [9999.125, 9999.25, 9999.375],
          c5000: [5000.125, 5000.25, 5000.375],
          c0: [0.125, 0.25, 0.375],
          c7777: ['7777.125', '7777.25', '7777.375'],
        },
        problems: [{ kind: 'ragged', line: 5, fields: 2, expected: 10_001 }],
      });
    }
  });

  test('bytes of zero in a row are text, and no number', () => {
    const small = contractOf('age', { name: 'city', kind: 'category' });
    expect(readClients('id;age;city\n1;2;x\n3\0;4\0;\0\n', small, { head: 'id;age;city\n' })).toMatchObject({
      ids: ['1', '3\0'],
      values: { age: [2, null], city: ['x', '\0'] },
      problems: [{ kind: 'unreadable', line: 3, column: 'age', value: '4\0' }],
    });
  });
});

describe('size', () => {
  const wide = contractOf('age', { name: 'city', kind: 'category' });

  test('a cell of ten megabytes is one unreadable cell', () => {
    const huge = `"${'x""\n'.repeat(2_500_000)}"`;
    expect(readClients(`id;age;city\n1;${huge};${'y'.repeat(2_000_000)}\n2;3;Уфа\n`, wide)).toMatchObject({
      ids: ['1', '2'],
      lines: [2, 2_500_003],
      values: { age: [null, 3], city: [null, 'Уфа'] },
      counts: { read: 2, rejected: 0, unreadableCells: 2 },
      problems: [
        { column: 'age', value: 'x"\n'.repeat(34).slice(0, 100) },
        { column: 'city', value: 'y'.repeat(100) },
      ],
    });
  });

  function failure(...tail: Uint8Array[]): unknown {
    const head = utf8('id;age;city\n1;2;Уфа\n');
    const reader = createClientReader(planOf(head, wide), wide, 100);
    try {
      reader.push(head);
      for (const part of tail) reader.push(part);
      reader.finish();
    } catch (error) {
      return error;
    }
    return null;
  }

  test('a row of more than 16 MiB ends the file; a quote that is open for so long is a letter', () => {
    const tooLong = { name: 'CsvError', problem: { kind: 'row-too-long', line: 3 } };
    const mebibytes = (text: string) =>
      Array<Uint8Array>(17).fill(new Uint8Array(1024 * 1024).fill(text.charCodeAt(0)));
    expect(failure(...mebibytes('x'))).toMatchObject(tooLong);
    expect(failure(utf8('"'), ...mebibytes('x'))).toMatchObject(tooLong);
    expect(failure(utf8('"'), ...mebibytes('\n'))).toBeNull();
  });

  test('a quote that never closes costs its row at most, and is told', () => {
    const csv = 'id;age;city\n2;3;"a\nb"\n3;4;"\n4;5;y\n';
    expect(readClients(csv, wide)).toMatchObject({
      ids: ['2', '3', '4'],
      values: { age: [3, 4, 5], city: ['a\nb', '"', 'y'] },
      problems: [{ kind: 'stray-quote', line: 4 }],
    });
  });

  test('stray quotes in every row, or around all rows, cost no more than a second reading', () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => row + 1);
    const everyRow = rows.map((row) => `${row};1;"OOO "R""\n`).join('');
    const opened = rows.map((row) => `${row};1;${row % 2 === 0 ? 'x"' : '"x'}\n`).join('');
    const chained = rows.map((row) => `${row};"1";${row === 1 ? '"x' : 'x";"x'}\n`).join('');
    for (const csv of [everyRow, opened]) {
      const { ids } = readClients(`id;age;city\n${csv}`, wide);
      expect(ids).toEqual(rows.map(String));
    }
    expect(readClients(`id;age;city\n${chained}`, wide).counts.records).toBe(60_001);
  });
});
