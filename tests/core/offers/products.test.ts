import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Feature } from '../../../src/core/contract/contract.ts';
import type { Product, Rule } from '../../../src/core/offers/offers.ts';
import { checkProduct, DEFAULT_PRODUCTS } from '../../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS } from '../../../src/core/offers/segments.ts';
import { readOnnx } from '../../../src/core/onnx/own/file.ts';

const MODEL_FILE = new URL('../../../public/models/income/income.onnx', import.meta.url);
const features: Feature[] = readOnnx(new Uint8Array(readFileSync(MODEL_FILE))).contract.features;
const vocabulary = { segments: DEFAULT_SEGMENTS, features };

const [MORTGAGE] = DEFAULT_PRODUCTS.filter(({ id }) => id === 'mortgage') as [Product];

function withRule(feature: string, operator: Rule['operator'], value: Rule['value']): Product {
  return {
    ...MORTGAGE,
    rules: [
      { feature: 'age', operator: 'ge', value: 21 },
      { feature, operator, value },
    ],
  };
}

test('ships only products that refer to real segments and to features of the shipped model', () => {
  expect(DEFAULT_PRODUCTS.map((product) => checkProduct(product, vocabulary))).toEqual(
    DEFAULT_PRODUCTS.map(() => null),
  );
  expect(new Set(DEFAULT_PRODUCTS.map(({ id }) => id)).size).toBe(DEFAULT_PRODUCTS.length);
});

test.for<[string, Product, object]>([
  ['no id', { ...MORTGAGE, id: ' ' }, { kind: 'id-missing' }],
  ['no English name', { ...MORTGAGE, name: { ru: 'Ипотека', en: '' } }, { kind: 'name-missing', language: 'en' }],
  [
    'no Russian benefit',
    { ...MORTGAGE, benefit: { ru: ' ', en: 'A home' } },
    { kind: 'benefit-missing', language: 'ru' },
  ],
  ['an endless bound', { ...MORTGAGE, maxIncomeRub: Infinity }, { kind: 'not-a-number', field: 'maxIncomeRub' }],
  [
    'reversed bounds',
    { ...MORTGAGE, minIncomeRub: 90_000, maxIncomeRub: 80_000 },
    { kind: 'bounds-reversed', minRub: 90_000, maxRub: 80_000 },
  ],
  ['an unknown segment', { ...MORTGAGE, segments: ['high', 'gold'] }, { kind: 'unknown-segment', segmentId: 'gold' }],
  ['an unknown feature', withRule('shoe_size', 'gt', 1), { kind: 'unknown-feature', rule: 1, feature: 'shoe_size' }],
  ['a text for a number', withRule('age', 'gt', 'old'), { kind: 'value-not-a-number', rule: 1, feature: 'age' }],
  ['a number for a text', withRule('gender', 'eq', 1), { kind: 'value-not-text', rule: 1, feature: 'gender' }],
  [
    'an order of texts',
    withRule('gender', 'lt', 'Женский'),
    { kind: 'operator-for-numbers', rule: 1, feature: 'gender' },
  ],
])('refuses a product with %s', ([, product, problem]) => {
  expect(checkProduct(product, vocabulary)).toEqual(problem);
});

test('accepts equal bounds, a text rule and a date rule', () => {
  const product: Product = {
    ...withRule('gender', 'ne', 'Женский'),
    minIncomeRub: 80_000,
    maxIncomeRub: 80_000,
  };
  expect(checkProduct(product, vocabulary)).toBeNull();
  expect(checkProduct(withRule('period_last_act_ad', 'ge', 19_000), vocabulary)).toBeNull();
});

test('takes features on trust while there is no model to ask', () => {
  expect(checkProduct(withRule('shoe_size', 'gt', 1), { ...vocabulary, features: null })).toBeNull();
});
