import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientBlock } from '../../../src/core/clients/clientBlock.ts';
import { knownValues, rowsOfBlock } from '../../../src/core/clients/modelInput.ts';
import { type Contract, readContract } from '../../../src/core/contract/contract.ts';
import { eligibilityKey, eligibilityOf, eligibilityWords } from '../../../src/core/offers/eligibility.ts';
import { type Product, RULE_OPERATORS, type Rule, recommend } from '../../../src/core/offers/offers.ts';

const FEATURES = ['age', 'gender', 'since', 'extra'];
const TEXTS = ['жен', 'муж', '30', '7'];

const cell = fc.oneof(fc.constant(Number.NaN), fc.constantFrom(0, -0, 7, 30, 0.5, 17_000));
const block: fc.Arbitrary<ClientBlock> = fc
  .record({
    rows: fc.integer({ min: 1, max: 8 }),
    features: fc.shuffledSubarray(FEATURES, { minLength: 1 }),
    hasTexts: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  })
  .chain(({ rows, features, hasTexts }) => {
    const text = fc.constantFrom(Number.NaN, 0, 1, 2, 3);
    const row = fc.tuple(...features.map((_, column) => (hasTexts[column] ? text : cell)));
    return fc.array(row, { minLength: rows, maxLength: rows }).map((cells) => ({
      rows,
      features,
      ids: cells.map((_, at) => String(at)),
      names: null,
      dates: null,
      values: Float64Array.from(cells.flat()),
      dictionaries: features.map((_, column) => (hasTexts[column] ? TEXTS : null)),
    }));
  });
const rule: fc.Arbitrary<Rule> = fc.record({
  feature: fc.constantFrom(...FEATURES, 'nowhere'),
  operator: fc.constantFrom(...RULE_OPERATORS),
  value: fc.constantFrom<number | string>(0, 7, 30, 17_000, 'жен', '30'),
});
const products = fc
  .array(fc.array(rule, { maxLength: 3 }), { minLength: 1, maxLength: 40 })
  .map((all) => all.map(toProduct));

test('finds for each row the products that the card would offer by its values', () => {
  fc.assert(
    fc.property(block, products, fc.boolean(), (clients, all, hasModel) => {
      const contract = hasModel ? CONTRACT : null;
      const fits = eligibilityOf(clients, contract, all);
      const words = eligibilityWords(all);
      for (let row = 0; row < clients.rows; row++) {
        const values = new Map(Object.entries(knownValues(rowsOfBlock(clients, [row]), contract)));
        const offers = recommend(all, { incomeRub: 0, segmentId: '', value: (feature) => values.get(feature) });
        const offered = offers.filter(({ verdict }) => verdict === 'fits').map(({ product }) => product.id);
        const found = all.filter((_, at) => ((fits[row * words + (at >> 5)]! >>> (at % 32)) & 1) === 1);
        expect(found.map(({ id }) => id)).toEqual(offered);
      }
    }),
    { numRuns: 300 },
  );
});

test('is to be found anew when a rule or the meaning of its feature changes, and not otherwise', () => {
  const one = toProduct([{ feature: 'gender', operator: 'eq', value: 'жен' }], 0);
  const key = eligibilityKey([one], CONTRACT);
  expect(eligibilityKey([{ ...one, active: false, minIncomeRub: 5, segments: ['low'] }], CONTRACT)).toBe(key);
  expect(eligibilityKey([one], { ...CONTRACT, version: '2', features: CONTRACT.features.slice(0, 2) })).toBe(key);
  expect(eligibilityKey([one], { ...CONTRACT, features: [] })).not.toBe(key);
  expect(eligibilityKey([one], null)).not.toBe(key);
  expect(eligibilityKey([one, one], CONTRACT)).not.toBe(key);
  expect(eligibilityKey([{ ...one, rules: [{ feature: 'gender', operator: 'ne', value: 'жен' }] }], CONTRACT)).not.toBe(
    key,
  );
});

function toProduct(rules: Rule[], at: number): Product {
  const words = { ru: `${at}`, en: `${at}` };
  return {
    id: `${at}`,
    name: words,
    benefit: words,
    active: true,
    minIncomeRub: null,
    maxIncomeRub: null,
    segments: [],
    rules,
  };
}

const CONTRACT: Contract = readContract(
  JSON.stringify({
    contractVersion: 1,
    name: 'small',
    version: '1',
    trainedAt: null,
    synthetic: true,
    unit: 'RUB/month',
    transform: { kind: 'identity' },
    features: [
      { ...described('age'), kind: 'number', typical: null, deciles: null },
      { ...described('gender'), kind: 'category', typical: null, categories: ['жен', '30'] },
      { ...described('since'), kind: 'date', typical: null, deciles: null },
    ],
    metrics: null,
    incomePercentiles: null,
  }),
);

function described(name: string) {
  return { name, group: 'other', title: { ru: name, en: name }, unit: 'none', missingShare: null };
}
