import { describe, expect, test } from 'vitest';
import { readModelIndex } from '../../../src/core/contract/modelIndex.ts';

const INCOME = { name: 'income', version: '1', file: 'income/income.onnx', sha256: 'ab'.repeat(32), sizeBytes: 1000 };
const corrupt = expect.objectContaining({ name: 'ModelCorrupt' });
const read = (entry: object, active = 'income') =>
  readModelIndex(JSON.stringify({ active, models: [{ ...INCOME, ...entry }] }));

test('an index is read as it stands', () => {
  const index = { active: 'income', models: [INCOME, { ...INCOME, name: 'income-2', file: 'income-2/v1.0.onnx' }] };
  expect(readModelIndex(JSON.stringify(index))).toEqual(index);
});

describe('a file must lie in a folder beside the index', () => {
  test.each([
    '../income.onnx',
    'income/../../x.onnx',
    '/income/income.onnx',
    'income.onnx',
    'income/.onnx',
    'https://example.com/income.onnx',
    '//example.com/income.onnx',
    'income\\income.onnx',
    'income/income.onnx?x',
    'income/income.onnx\n',
    'a/b/c.onnx',
    '../x.onnx',
    'income/income.js',
  ])('%j is refused', (file) => {
    expect(() => read({ file })).toThrow(corrupt);
  });
});

test.each([
  ['a short hash', { sha256: 'ab' }],
  ['a hash in capitals', { sha256: 'AB'.repeat(32) }],
  ['an empty file', { sizeBytes: 0 }],
  ['no version', { version: '' }],
  ['a name that is a path', { name: '../income' }],
])('%s is refused', (_, entry) => {
  expect(() => read(entry)).toThrow(corrupt);
});

test('an active model that is not listed is refused', () => {
  expect(() => read({}, 'outcome')).toThrow(corrupt);
});

test('a model named twice is refused', () => {
  expect(() => readModelIndex(JSON.stringify({ active: 'income', models: [INCOME, INCOME] }))).toThrow(corrupt);
});

test.each(['', '<!doctype html>', 'null', '[]', '{}'])('a page in the place of the index is refused: %j', (text) => {
  expect(() => readModelIndex(text)).toThrow(corrupt);
});
