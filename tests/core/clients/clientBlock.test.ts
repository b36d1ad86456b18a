import { expect, test } from 'vitest';
import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import { PROBLEMS_KEPT } from '../../../src/core/csv/report.ts';
import { contractOf } from '../csv/reading.ts';

const NONE = Number.NaN;

const contract = contractOf('age', { name: 'city', kind: 'category', categories: ['Уфа', 'Орёл', 'Пермь '] }, 'height');

function blockOf(features: string[], rows: number[][], dictionaries: (string[] | null)[]): ClientBlock {
  return {
    rows: rows.length,
    ids: rows.map((_, row) => String(row)),
    names: null,
    dates: null,
    lines: Uint32Array.from(rows, (_, row) => row * 10 + 2),
    features,
    values: Float64Array.from(rows.flat()),
    dictionaries,
  };
}

test('a block becomes the matrix of its contract: positions of texts become codes, missing stays missing', () => {
  const rows = [
    [42.5, 0, 1.75],
    [NONE, 1, NONE],
    [7, NONE, 2],
    [8, 2, 2],
  ];
  const block = blockOf(['age', 'city', 'height'], rows, [null, ['Орёл', 'Уфа', 'Пермь'], null]);
  expect(encodeBlock(block, contract)).toEqual({
    matrix: Float32Array.of(42.5, 1, 1.75, NONE, 0, NONE, 7, NONE, 2, 8, 2, 2),
    unseenCategories: 0,
    unseen: [],
    mended: [],
  });
});

test('features in another order are put in place, absent ones are missing, external ones left out', () => {
  const block = blockOf(['city', 'colour', 'age'], [[0, 5, 42]], [['Уфа'], ['red'], null]);
  expect(encodeBlock(block, contract).matrix).toEqual(Float32Array.of(42, 0, NONE));
});

test('categories that the contract does not list are missing, counted, and told with line, column and value', () => {
  const rows = [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 3],
  ];
  const block = blockOf(['age', 'city', 'height'], rows, [null, ['Тверь', 'Уфа'], null]);
  expect(encodeBlock(block, contract)).toEqual({
    matrix: Float32Array.of(1, NONE, 1, 2, 0, 2, 3, NONE, 3),
    unseenCategories: 2,
    unseen: [
      { kind: 'unseen-category', line: 2, column: 'city', value: 'Тверь' },
      { kind: 'unseen-category', line: 22, column: 'city', value: 'Тверь' },
    ],
    mended: [],
  });
  const many = blockOf(
    ['age', 'city', 'height'],
    Array.from({ length: PROBLEMS_KEPT + 5 }, () => [1, 0, 1]),
    [null, ['Тверь'], null],
  );
  const { unseenCategories, unseen } = encodeBlock(many, contract);
  expect([unseenCategories, unseen.length]).toEqual([PROBLEMS_KEPT + 5, PROBLEMS_KEPT]);
});

test('categories spelled otherwise are those of the model, and told with the number of their rows', () => {
  const rows = [
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 3],
    [4, 2, 4],
  ];
  const block = blockOf(['age', 'city', 'height'], rows, [null, ['г. Орел', 'Уфа', 'УФА'], null]);
  const { matrix, unseenCategories, mended } = encodeBlock(block, contract);
  expect(matrix).toEqual(Float32Array.of(1, 1, 1, 2, 0, 2, 3, 1, 3, 4, 0, 4));
  expect(unseenCategories).toBe(0);
  expect(mended).toEqual([
    { column: 'city', value: 'г. Орел', category: 'Орёл', rows: 2 },
    { column: 'city', value: 'УФА', category: 'Уфа', rows: 1 },
  ]);
});

test('text that was read for another model is never taken for a number', () => {
  const block = blockOf(['age', 'city', 'height'], [[0, 0, 1]], [['взрослый'], ['Уфа'], null]);
  expect(encodeBlock(block, contract).matrix).toEqual(Float32Array.of(NONE, 0, 1));
});
