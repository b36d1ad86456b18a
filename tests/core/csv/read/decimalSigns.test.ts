import { describe, expect, test } from 'vitest';
import { NO_CHOICES } from '../../../../src/core/csv/choices.ts';
import { planImport } from '../../../../src/core/csv/detect/planImport.ts';
import { createClientReader } from '../../../../src/core/csv/read/clientReader.ts';
import { CsvError, type FileProblem } from '../../../../src/core/csv/report.ts';
import { contractOf, planOf, readClients, utf8 } from '../reading.ts';

const contract = contractOf('a', 'b', { name: 'flag', unit: 'flag' });

/** Rows of `a` and `b`, each with an id. */
function table(rows: readonly (readonly [a: string, b: string])[]): string {
  return `id;a;b\n${rows.map(([a, b], at) => `${at};${a};${b}\n`).join('')}`;
}

const repeated = (count: number, a: string, b: string) => new Array<[string, string]>(count).fill([a, b]);

/** @param planned rows that the plan is made from */
function read(rows: readonly (readonly [a: string, b: string])[], planned = 240) {
  const { values, problems, counts } = readClients(table(rows), contract, { head: table(rows.slice(0, planned)) });
  return { a: values.a, b: values.b, problems, doubts: counts.doubtfulNumbers };
}

/** Why a file cannot be read to its end. The plan sees the first rows alone. */
function stopOf(rows: readonly (readonly [a: string, b: string])[]): FileProblem | null {
  try {
    read(rows);
    return null;
  } catch (error) {
    if (error instanceof CsvError) return error.problem;
    throw error;
  }
}

describe('a proof among the first rows', () => {
  test('decides its column, where the other sign groups thousands', () => {
    expect(
      read([
        ['79.765', '1'],
        ['193,5', '1'],
        ['1.234,5', '1'],
      ]),
    ).toMatchObject({
      a: [79765, 193.5, 1234.5],
      problems: [],
    });
  });

  test('speaks for the columns without one', () => {
    expect(
      read([
        ['81,234.5', '79,765'],
        ['153,000', '-193,091'],
        ['', '28,500'],
      ]),
    ).toMatchObject({
      a: [81234.5, 153000, null],
      b: [79765, -193091, 28500],
      problems: [],
    });
    expect(
      read([
        ['81234,5', '79.765'],
        ['1', '12,345'],
      ]),
    ).toMatchObject({ b: [79765, 12.345], problems: [] });
  });

  test('does not speak for a column with its own', () => {
    expect(
      read([
        ['0,5', '0.5'],
        ['12.345', '12.345'],
      ]),
    ).toMatchObject({ a: [0.5, 12345], b: [0.5, 12.345], problems: [] });
  });

  test('of a column that the model does not use counts only when it has both signs', () => {
    const both = readClients('id;a;other\n1;"79,765";"1,234.50"\n', contract);
    expect(both).toMatchObject({ values: { a: [79765] }, problems: [] });
    const time = readClients('id;a;other\n1;"79,765";12.30\n', contract);
    expect(time).toMatchObject({ values: { a: [79.765] }, counts: { doubtfulNumbers: 1 } });
  });
});

test('where the first rows leave a doubt, the whole head is asked for a proof', () => {
  const rows = [...repeated(3_000, '79,765', '7'), ['1,234.5', '7'] as [string, string]];
  const plan = planOf(utf8(table(rows)), contract);
  expect(plan.columns[1]).toMatchObject({ decimal: '.', decidedBy: 'column' });
  const { a, problems } = read(rows, rows.length);
  expect([a?.at(0), a?.at(-1), problems]).toEqual([79765, 1234.5, []]);
});

describe('without a proof', () => {
  test('a sign before exactly three digits is told, with what was read', () => {
    expect(
      read([
        ['79,765', '5'],
        ['-12.345', '6'],
      ]),
    ).toEqual({
      a: [79.765, -12.345],
      b: [5, 6],
      doubts: 2,
      problems: [
        { kind: 'doubtful-number', line: 2, column: 'a', value: '79,765', read: 79.765 },
        { kind: 'doubtful-number', line: 3, column: 'a', value: '-12.345', read: -12.345 },
      ],
    });
  });

  test('columns that contradict each other leave a third one in doubt', () => {
    const { values, counts } = readClients('id;a;b;flag\n1;0,5;0.5;"1,000"\n', contract);
    expect(values).toMatchObject({ a: [0.5], b: [0.5], flag: [1] });
    expect(counts.doubtfulNumbers).toBe(1);
  });

  test('a choice decides the whole file', () => {
    const bytes = utf8(
      table([
        ['79,765', '12.5'],
        ['1,5', '79,765'],
      ]),
    );
    const planned = planImport(bytes, contract, { ...NO_CHOICES, decimal: '.', decimals: { 1: ',' } });
    if ('problem' in planned) throw new Error(planned.problem.kind);
    const reader = createClientReader(planned.plan, contract, 10);
    const [block] = [...reader.push(bytes), ...reader.finish()];
    expect(block?.values).toEqual(Float64Array.of(79.765, 12.5, 1.5, 79765));
    expect(reader.problems).toEqual([]);
  });
});

describe('a proof beyond the first rows', () => {
  const whole = repeated(300, '100', '7');

  test('is adopted by a column of whole numbers', () => {
    const { a, b, problems } = read([...whole, ['0,5', '7'], ['12,345', '12,345'], ['1.234', '1.234']]);
    expect([a?.slice(300), b?.slice(300)]).toEqual([
      [0.5, 12.345, 1234],
      [7, 12.345, 1234],
    ]);
    expect(problems).toEqual([]);
  });

  test('stops the import where it contradicts what was read, in its column or in another one', () => {
    const stop = { kind: 'number-signs', line: 302, readAs: ',' };
    expect(stopOf([...repeated(300, '79,765', '7'), ['1,234.5', '7']])).toEqual({
      ...stop,
      column: 'a',
      value: '1,234.5',
    });
    expect(stopOf([...repeated(300, '79,765', '7'), ['1,234,567', '7']])).toMatchObject(stop);
    expect(stopOf([...repeated(300, '79,765', '7'), ['12.5', '7']])).toMatchObject(stop);
    expect(stopOf([...repeated(300, '79,765', '7'), ['1', '12.5']])).toEqual({ ...stop, column: 'b', value: '12.5' });
    expect(stopOf([...repeated(300, '0,75', '7'), ['1,234,567', '7']])).toMatchObject(stop);
  });

  test('stops the import where numbers were grouped by what divides now', () => {
    const rows = [...repeated(250, '0.5', '7'), ...repeated(100, '79,765', '7')];
    expect(stopOf([...rows, ['0,75', '7']])).toMatchObject({
      kind: 'number-signs',
      line: 352,
      value: '0,75',
      readAs: '.',
    });
    const borrowed = [...repeated(250, '0.5', '7'), ...repeated(100, '0.5', '79,765')];
    expect(stopOf([...borrowed, ['1', '0,75']])).toMatchObject({ kind: 'number-signs', line: 352, column: 'b' });
  });

  test('confirms what was read', () => {
    const { a, doubts } = read([...repeated(300, '79,765', '7'), ['0,75', '7'], ['12,345', '7']]);
    expect([a?.at(0), a?.at(-2), a?.at(-1), doubts]).toEqual([79.765, 0.75, 12.345, 300]);
  });

  test('of one strange cell harms no other: what is certain is read, the rest is told', () => {
    const { a, problems } = read([...repeated(300, '0,75', '7'), ['12.5', '7'], ['0,5', '7'], ['12.345', '7']]);
    expect(a?.slice(300)).toEqual([12.5, 0.5, 12.345]);
    expect(problems).toMatchObject([{ kind: 'doubtful-number', line: 304, value: '12.345' }]);
  });
});

describe('flags', () => {
  const flags = (...cells: string[]) => {
    const csv = `id;a;flag\n${cells.map((cell, at) => `${at};1;${cell}\n`).join('')}`;
    const { values, problems } = readClients(csv, contract);
    return { flag: values.flag, problems: problems.length };
  };

  test('a dash is no where a plus is yes, else it is missing', () => {
    expect(flags('-', '+', '−', '')).toEqual({ flag: [0, 1, 0, null], problems: 0 });
    expect(flags('-', '1', '0')).toEqual({ flag: [null, 1, 0], problems: 0 });
    const late = flags(...new Array<string>(300).fill('1'), '-', '+', '-');
    expect([late.flag?.slice(300), late.problems]).toEqual([[null, null, null], 1]);
  });

  test('an X is told', () => {
    expect(flags('X', '', 'Y', 'n', '1.0', '0,0')).toEqual({ flag: [null, null, 1, 0, 1, 0], problems: 1 });
  });
});

test('amounts of one column in several currencies are told', () => {
  expect(
    read([
      ['5 ₽', '$1'],
      ['6 руб.', '€2'],
      ['$7', '3'],
    ]),
  ).toMatchObject({
    a: [5, 6, null],
    b: [1, null, 3],
    problems: [{ value: '€2' }, { value: '$7' }],
  });
});

test('month-first dates are read where a day proves it, and told where nothing does', () => {
  const dates = contractOf({ name: 'seen', kind: 'date' });
  const seen = (...cells: string[]) =>
    readClients(`id;seen\n${cells.map((cell, at) => `${at};${cell}\n`).join('')}`, dates);
  expect(seen('03/04/2024', '03/31/2024').values.seen).toEqual([19786, 19813]);
  expect(seen('03/04/2024', '31/03/2024').values.seen).toEqual([19816, 19813]);
  const doubtful = seen('03/04/2024', '2024-04-03');
  expect(doubtful.values.seen).toEqual([null, 19816]);
  expect(doubtful.problems).toEqual([{ kind: 'unreadable', line: 2, column: 'seen', value: '03/04/2024' }]);
});

test('a category of the model is none of the words for no value', () => {
  const cities = contractOf({ name: 'city', kind: 'category', categories: ['NA', 'нет данных'] });
  expect(readClients('id;city\n1;NA\n2;нет данных\n3;NULL\n4;\\N\n', cities).values.city).toEqual([
    'NA',
    'нет данных',
    null,
    null,
  ]);
});

test('the plan says who knows the decimal sign', () => {
  const { columns } = planOf(utf8('id;a;b;flag\n1;0.5;"79,765";1\n'), contract);
  expect(columns).toMatchObject([{}, { decidedBy: 'column' }, { decidedBy: 'file', decimal: '.' }, { values: 'flag' }]);
});
