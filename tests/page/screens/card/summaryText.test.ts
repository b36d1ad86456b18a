import { expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { DEFAULT_PRODUCTS } from '../../../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS } from '../../../../src/core/offers/segments.ts';
import { summaryText } from '../../../../src/screens/card/summaryText.ts';
import type { ClientCard } from '../../../../workers/data/card/card.api.ts';
import { EN, numberFeature, plain, RU } from '../../words.ts';

const AGE = numberFeature({ name: 'age', unit: 'years', title: { ru: 'Возраст', en: 'Age' } });
const CONTRACT = { features: [AGE], synthetic: true } as unknown as Contract;
const [FIRST, SECOND] = DEFAULT_PRODUCTS;
const [SEGMENT] = DEFAULT_SEGMENTS;

function card(change: Partial<ClientCard> = {}): ClientCard {
  return {
    id: '17',
    name: 'Ann Lee',
    forecast: {
      incomeRub: 60_000,
      interval: { lowRub: 40_000, highRub: 90_000 },
      modelName: 'income',
      modelVersion: '1.0',
      madeAt: 0,
      isByActiveModel: true,
    },
    segment: SEGMENT,
    offers: [
      { product: FIRST, verdict: 'fits', conditions: [] },
      { product: SECOND, verdict: 'nearly', conditions: [] },
    ],
    explanation: { baseRub: 50_000, forecastRub: 60_000, contributionsRub: Float32Array.of(10_000), gapRub: 0 },
    values: [41],
    ...change,
  } as ClientCard;
}

const linesOf = (of: ClientCard, contract: Contract | null, words = EN) =>
  plain(summaryText({ card: of, contract, ...words })).split('\n');

test('a summary has the client, the forecast, the products that fit, the reasons and the model, line by line', () => {
  const lines = linesOf(card(), CONTRACT);
  expect(lines.slice(0, 5)).toEqual([
    'Client 17 · Ann Lee',
    'Forecast: ₽60,000 a month',
    'Eight in ten such clients earn between ₽40,000 and ₽90,000 a month.',
    `Segment: ${SEGMENT!.name.en}`,
    `Recommended products: ${FIRST!.name.en}`,
  ]);
  expect(lines[5]).toMatch(/^Raising the forecast.*Age/);
  expect(lines.at(-1)).toMatch(/^Model income 1\.0 · .* \(trained on synthetic data\)$/);
});

test('what is not known is left out: a name, an interval, products that fit, reasons', () => {
  const { forecast } = card();
  const bare = card({
    name: null,
    offers: [],
    forecast: { ...forecast, interval: null },
    explanation: { failure: { name: 'NoCovers', message: '' } },
  });
  const lines = linesOf(bare, { ...CONTRACT, synthetic: false });
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe('Client 17');
  expect(lines[3]).toBe('Recommended products: No product fits at present.');
  expect(lines[4]).not.toContain('synthetic');
});

test('without a model there are no reasons, in Russian as well', () => {
  const lines = linesOf(card(), null, RU);
  expect(lines).toHaveLength(6);
  expect(lines[4]).toContain(FIRST!.name.ru);
});
