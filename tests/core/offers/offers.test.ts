import { describe, expect, test } from 'vitest';
import {
  type ClientFacts,
  type FeatureValue,
  holds,
  type Product,
  RULE_OPERATORS,
  recommend,
} from '../../../src/core/offers/offers.ts';
import { DEFAULT_PRODUCTS } from '../../../src/core/offers/products.ts';

const CARD: Product = {
  id: 'card',
  name: { ru: 'Карта', en: 'Card' },
  benefit: { ru: 'Платить', en: 'To pay' },
  active: true,
  minIncomeRub: null,
  maxIncomeRub: null,
  segments: [],
  rules: [],
};

function client(values: Record<string, FeatureValue> = {}, incomeRub = 100_000, segmentId = 'middle'): ClientFacts {
  return { incomeRub, segmentId, value: (feature) => values[feature] };
}

describe('a rule on a number', () => {
  test.for([
    ['eq', [false, true, false]],
    ['ne', [true, false, true]],
    ['lt', [true, false, false]],
    ['le', [true, true, false]],
    ['gt', [false, false, true]],
    ['ge', [false, true, true]],
  ] as const)('%s 30 holds for 29, 30, 31: %s', ([operator, expected]) => {
    expect([29, 30, 31].map((value) => holds({ feature: 'age', operator, value: 30 }, value))).toEqual(expected);
  });
});

describe('a rule on a text', () => {
  test('knows equal and not equal, and no order', () => {
    const results = RULE_OPERATORS.map((operator) =>
      holds({ feature: 'gender', operator, value: 'Женский' }, 'Мужской'),
    );
    expect(results).toEqual([false, true, false, false, false, false]);
  });

  test('does not take the text 30 for the number 30', () => {
    expect(holds({ feature: 'age', operator: 'eq', value: 30 }, '30')).toBe(false);
    expect(holds({ feature: 'age', operator: 'ge', value: '30' }, 30)).toBe(false);
  });
});

test('takes a missing value as meeting no rule at all', () => {
  for (const operator of RULE_OPERATORS) {
    for (const value of [0, '', 'x']) expect(holds({ feature: 'age', operator, value }, null)).toBe(false);
  }
});

test('offers a product without conditions to everyone', () => {
  expect(recommend([CARD], client())).toEqual([{ product: CARD, verdict: 'fits', conditions: [] }]);
});

test('never offers what is not active', () => {
  expect(recommend([{ ...CARD, active: false }], client())).toEqual([]);
});

test('includes both bounds of income', () => {
  const product = { ...CARD, minIncomeRub: 50_000, maxIncomeRub: 90_000 };
  const verdicts = [49_999, 50_000, 90_000, 90_001].map((rub) => recommend([product], client({}, rub))[0]?.verdict);
  expect(verdicts).toEqual(['nearly', 'fits', 'fits', 'nearly']);
});

test('says of each condition whether it is met, and by what', () => {
  const rule = { feature: 'age', operator: 'ge', value: 21 } as const;
  const product: Product = { ...CARD, minIncomeRub: 50_000, segments: ['middle'], rules: [rule] };
  expect(recommend([product], client({ age: 19 }))).toEqual([
    {
      product,
      verdict: 'nearly',
      conditions: [
        { kind: 'income', minRub: 50_000, maxRub: null, incomeRub: 100_000, met: true },
        { kind: 'segment', segmentIds: ['middle'], segmentId: 'middle', met: true },
        { kind: 'rule', rule, value: 19, met: false },
      ],
    },
  ]);
});

test('leaves out a product that misses two conditions', () => {
  const product: Product = { ...CARD, segments: ['premium'], rules: [{ feature: 'age', operator: 'ge', value: 21 }] };
  expect(recommend([product], client({ age: 19 }))).toEqual([]);
});

test('treats a feature that the model does not have as missing', () => {
  const product: Product = { ...CARD, rules: [{ feature: 'no-such', operator: 'ne', value: 1 }] };
  expect(recommend([product], client())).toMatchObject([
    { verdict: 'nearly', conditions: [{ value: null, met: false }] },
  ]);
});

test('names what fits before what nearly fits, each in the given order', () => {
  const rich: Product = { ...CARD, id: 'rich', minIncomeRub: 500_000 };
  const offers = recommend([rich, CARD, { ...rich, id: 'richer' }, { ...CARD, id: 'second' }], client());
  expect(offers.map(({ product, verdict }) => `${product.id} ${verdict}`)).toEqual([
    'card fits',
    'second fits',
    'rich nearly',
    'richer nearly',
  ]);
});

test('offers no credit to someone on the blacklist', () => {
  const values = { age: 35, hdb_ovrd_sum: 0, blacklist_flag: 1, turn_cur_cr_avg_v2: 90_000 };
  const fitting = recommend(DEFAULT_PRODUCTS, client(values)).filter(({ verdict }) => verdict === 'fits');
  expect(fitting.map(({ product }) => product.id)).toEqual(['savings-account', 'debit-card']);
});
