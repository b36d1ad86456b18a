import { describe, expect, test } from 'vitest';
import { NO_CHOICES } from '../../../../src/core/csv/choices.ts';
import { inspectHead } from '../../../../src/core/csv/detect/inspectHead.ts';
import { contractOf, utf8 } from '../reading.ts';

const contract = contractOf('age');

/** The column taken as the id, and what is doubtful about it. */
function idOf(csv: string, choices = NO_CHOICES) {
  const { table } = inspectHead(utf8(csv), contract, { choices, isAll: true });
  return { id: table?.columns.id, doubts: table?.doubts };
}

const numbered = (first: number) =>
  `id;client_id;age\n${[501, 907, 33].map((client, row) => `${first + row};${client};30`).join('\n')}\n`;

test.each([0, 1])('row numbers from %d on beside a real id give way to it, which is told', (first) => {
  expect(idOf(numbered(first))).toEqual({
    id: 1,
    doubts: [{ kind: 'id', column: 1, candidates: [0], why: 'row-numbers' }],
  });
});

test('row numbers alone are the id', () => {
  expect(idOf('id;age\n1;30\n2;40\n3;50\n')).toEqual({ id: 0, doubts: [] });
});

test('of two real ids the first is taken, and the other offered', () => {
  expect(idOf(numbered(7001))).toEqual({ id: 0, doubts: [{ kind: 'id', column: 0, candidates: [1], why: 'several' }] });
  expect(idOf('id;client_id;age\n7;7;30\n9;9;30\n').doubts).toEqual([]);
});

describe('repeated ids', () => {
  test('beside unique ones are doubtful', () => {
    expect(idOf('id;client_id;age\n7;1001;30\n7;1005;30\n8;1003;30\n')).toEqual({
      id: 0,
      doubts: [{ kind: 'id', column: 0, candidates: [1], why: 'repeated' }],
    });
  });

  test('that are all the same are doubtful in any case, with every column that may be the id', () => {
    const rows = ['5;A-17;Анна;30', '5;A-18;Анна;31', '5;A-19;Анна;32'].join('\n');
    expect(idOf(`id;contract;name;age\n${rows}\n`).doubts).toEqual([
      { kind: 'id', column: 0, candidates: [1], why: 'repeated' },
    ]);
    expect(idOf('id;age\n5;30\n5;31\n5;32\n').doubts).toEqual([
      { kind: 'id', column: 0, candidates: [], why: 'repeated' },
    ]);
  });

  test('of a few rows are no question', () => {
    expect(idOf('id;contract;age\n5;A1;30\n5;A2;31\n6;A3;32\n7;A4;32\n').doubts).toEqual([]);
  });
});

test('what the user has chosen is never doubted', () => {
  expect(idOf(numbered(0), { ...NO_CHOICES, uses: { 0: { kind: 'id' } } })).toEqual({ id: 0, doubts: [] });
});
