import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { DEFAULT_SEGMENTS } from '../../../../src/core/offers/segments.ts';
import { waterfall } from '../../../../src/screens/card/explanation/waterfallBars.ts';
import { dayOf } from '../../../../src/screens/card/history/dayOf.ts';
import { conditionText } from '../../../../src/screens/card/offers/conditionText.ts';
import { EN, numberFeature, plain, RU } from '../../words.ts';

const AGE = numberFeature({ name: 'age', unit: 'years', title: { ru: 'Возраст', en: 'Age' } });
const TURN = numberFeature({ name: 'turn', unit: 'rub', title: { ru: 'Оборот', en: 'Turnover' } });
const BKI = numberFeature({ name: 'bki', title: { ru: 'Бюро', en: 'Bureau' } });
const contract = { features: [AGE, TURN, BKI] } as Contract;

describe('the bars of a waterfall', () => {
  const words = { base: 'base', forecast: 'forecast', others: (count: number) => `${count} others` };
  const explanation = {
    baseRub: 50_000,
    forecastRub: 61_000,
    contributionsRub: Float32Array.of(-2_000, 12_000, 1_000),
    gapRub: 0,
  };

  test('lead from the base value to the forecast, strongest first, all others together', () => {
    const steps = waterfall({ explanation, contract, values: [41, null, 3], language: 'en', most: 2, words });
    expect(steps.map(({ kind, title, rub, fromRub, toRub }) => [kind, title, rub, fromRub, toRub])).toEqual([
      ['base', 'base', 50_000, 0, 50_000],
      ['feature', 'Turnover', 12_000, 50_000, 62_000],
      ['feature', 'Age', -2_000, 62_000, 60_000],
      ['others', '1 others', 1_000, 60_000, 61_000],
      ['forecast', 'forecast', 61_000, 0, 61_000],
    ]);
    expect(steps[1]).toMatchObject({ feature: 1, value: 'no data', missing: true });
    expect(steps[2]).toMatchObject({ feature: 0, missing: false });
  });

  test('have no others where every feature has a bar of its own', () => {
    const steps = waterfall({ explanation, contract, values: [41, 7, 3], language: 'ru', most: 3, words });
    expect(steps.map(({ kind }) => kind)).toEqual(['base', 'feature', 'feature', 'feature', 'forecast']);
  });
});

test('a date of a file is a day since 1970, or no date at all', () => {
  expect(['1970-01-02', '2026-03-01T10:00', '01.03.2026', '2026-13-01', ''].map(dayOf)).toEqual([
    1,
    20_513,
    null,
    null,
    null,
  ]);
});

describe('a condition of an offer', () => {
  const text = (condition: Parameters<typeof conditionText>[0], words = EN, known: Contract | null = contract) =>
    plain(conditionText(condition, { contract: known, segments: [...DEFAULT_SEGMENTS], ...words }));

  test('that is met says what the client has', () => {
    expect(text({ kind: 'income', minRub: 1, maxRub: null, incomeRub: 97_400, met: true })).toContain('₽97,400');
    expect(text({ kind: 'segment', segmentIds: ['high'], segmentId: 'high', met: true }, RU)).toContain('Высокий');
  });

  test('that is not met says what is wanted and what is there instead', () => {
    const income = text({ kind: 'income', minRub: 100_000, maxRub: 200_000, incomeRub: 97_400, met: false });
    expect([income.includes('₽100,000'), income.includes('₽200,000'), income.includes('₽97,400')]).toEqual([
      true,
      true,
      true,
    ]);
    const segment = text({ kind: 'segment', segmentIds: ['high', 'premium'], segmentId: 'low', met: false });
    expect(segment).toContain('High or Premium');
    expect(segment).toContain('Low');
    const rule = { feature: 'age', operator: 'ge', value: 21 } as const;
    expect(text({ kind: 'rule', rule, value: 19, met: false })).toMatch(/^Age .*21.*19/);
  });

  test('about a feature that is gone, or without any model, gives no raw name', () => {
    const rule = { feature: 'secret_column', operator: 'ge', value: 21 } as const;
    const condition = { kind: 'rule', rule, value: null, met: false } as const;
    expect(text(condition)).toBe(plain(EN.t('card.offers.removedFeature')));
    expect(text(condition, RU, null)).toBe(plain(RU.t('card.offers.unnamedFeature')));
  });
});
