import { describe, expect, test } from 'vitest';
import type { Feature } from '../../../src/core/contract/contract.ts';
import { explanationText, valueText } from '../../../src/core/explain/explanationText.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';

const common = { group: 'person', missingShare: 0, typical: null } as const;
const FEATURES: Feature[] = [
  {
    ...common,
    kind: 'number',
    name: 'turn_cur_cr_avg',
    unit: 'rub',
    deciles: null,
    title: { ru: 'Средний оборот', en: 'Average turnover' },
  },
  { ...common, kind: 'number', name: 'age', unit: 'years', deciles: null, title: { ru: 'Возраст', en: 'Age' } },
  {
    ...common,
    kind: 'category',
    name: 'gender',
    unit: 'none',
    categories: ['Male'],
    title: { ru: 'Пол', en: 'Gender' },
  },
  {
    ...common,
    kind: 'date',
    name: 'period_last',
    unit: 'none',
    deciles: null,
    title: { ru: 'Последняя выплата', en: 'Last payout' },
  },
];

const VALUES: FeatureValue[] = [120_000, 37, null, 19_900];

function text(contributions: number[], language: 'ru' | 'en', values: FeatureValue[] = VALUES): string[] {
  const forecastRub = contributions.reduce((sum, rub) => sum + rub, 80_000);
  const explanation = { baseRub: 80_000, forecastRub, contributionsRub: Float32Array.from(contributions) };
  return explanationText({ explanation, features: FEATURES, values }, language).map((sentence) =>
    sentence.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2212', '-'),
  );
}

describe('explanation in words', () => {
  test('names the interval when the model gives one', () => {
    const explanation = { baseRub: 80_000, forecastRub: 80_000, contributionsRub: new Float32Array(4) };
    const interval = { lowRub: 50_000, highRub: 120_000 };
    const say = (language: 'ru' | 'en') =>
      explanationText({ explanation, interval, features: FEATURES, values: VALUES }, language)[1]?.replaceAll(
        /\s/g,
        ' ',
      );
    expect(say('ru')).toBe('У восьми из десяти таких клиентов доход — от 50 000 ₽ до 120 000 ₽ в месяц.');
    expect(say('en')).toBe('Eight in ten such clients earn between ₽50,000 and ₽120,000 a month.');
  });

  test('names the forecast, what raised it and what lowered it, in Russian', () => {
    expect(text([12_300, 2_000, -3_000, 0], 'ru')).toEqual([
      'Прогноз дохода: 91 300 ₽ в месяц; отсчёт от базового значения модели: 80 000 ₽.',
      'Повышают прогноз: Средний оборот — 120 000 ₽ (+12 300 ₽); Возраст — 37 лет (+2 000 ₽).',
      'Снижают прогноз: Пол — нет данных (-3 000 ₽).',
    ]);
  });

  test('says the same in English', () => {
    expect(text([12_300, 2_000, -3_000, 0], 'en')).toEqual([
      'Income forecast: ₽91,300 a month, counted from the model’s base value: ₽80,000.',
      'Raising the forecast: Average turnover — ₽120,000 (+₽12,300); Age — 37 years (+₽2,000).',
      'Lowering the forecast: Gender — no data (-₽3,000).',
    ]);
  });

  test('names at most three causes a side, the strongest first', () => {
    const [, raises] = text([1_000, 2_000, 3_000, 4_000], 'en');
    expect(raises).toMatch(/^Raising the forecast: Last payout .* Gender .* Age [^;]*\.$/);
  });

  test('names the typical value where it is known and another', () => {
    const contributionsRub = Float32Array.from([1_000, 500, -300, 0]);
    const explanation = { baseRub: 80_000, forecastRub: 81_200, contributionsRub };
    const [turnover, age, gender, date] = FEATURES as [Feature, Feature, Feature, Feature];
    const features = [{ ...turnover, typical: 45_000 }, { ...age, typical: 37 }, { ...gender, typical: 0 }, date];
    const say = (language: 'ru' | 'en') =>
      explanationText({ explanation, features, values: VALUES }, language)
        .slice(1)
        .map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2212', '-'));
    expect(say('ru')).toEqual([
      'Повышают прогноз: Средний оборот — 120 000 ₽, обычно 45 000 ₽ (+1 000 ₽); Возраст — 37 лет (+500 ₽).',
      'Снижают прогноз: Пол — нет данных, обычно Male (-300 ₽).',
    ]);
    expect(say('en')).toEqual([
      'Raising the forecast: Average turnover — ₽120,000, typically ₽45,000 (+₽1,000); Age — 37 years (+₽500).',
      'Lowering the forecast: Gender — no data, typically Male (-₽300).',
    ]);
  });

  test('says so when nothing lowers the forecast', () => {
    expect(text([500, 0, 0, 0], 'en').at(-1)).toBe('Nothing lowers it noticeably.');
    expect(text([500, 0, 0, 0], 'ru').at(-1)).toBe('Заметно снижающих признаков нет.');
  });

  test('says so when nothing raises the forecast', () => {
    expect(text([-500, 0, 0, 0], 'en').at(-1)).toBe('Nothing raises it noticeably.');
    expect(text([-500, 0, 0, 0], 'ru').at(-1)).toBe('Заметно повышающих признаков нет.');
  });

  test('says so when nothing moved it by a visible amount', () => {
    expect(text([0.2, -0.3, 0, 0], 'ru')).toEqual([
      'Прогноз дохода: 80 000 ₽ в месяц; отсчёт от базового значения модели: 80 000 ₽.',
      'Ни один признак заметно не сдвинул прогноз от базового значения.',
    ]);
    expect(text([0, 0, 0, 0], 'en')).toHaveLength(2);
  });

  test('says that nothing is known when every value is missing', () => {
    const nothing = [null, null, null, null];
    expect(text([-900, 0, 0, 0], 'ru', nothing)).toEqual([
      'Прогноз дохода: 79 100 ₽ в месяц; отсчёт от базового значения модели: 80 000 ₽.',
      'О клиенте нет данных ни по одному признаку: прогноз опирается только на само их отсутствие.',
      'Снижают прогноз: Средний оборот — нет данных (-900 ₽).',
      'Заметно повышающих признаков нет.',
    ]);
    expect(text([0, 0, 0, 0], 'en', nothing)[1]).toMatch(/^Nothing is known about this client/);
  });

  test('never shows a column name', () => {
    const all = [...text([1, 2, -3, -4], 'ru'), ...text([1, 2, -3, -4], 'en')].join(' ');
    for (const { name } of FEATURES) if (name !== 'age') expect(all).not.toContain(name);
  });
});

test('a value reads with its unit, a date as a date, a category as it stands', () => {
  const [rub, age, gender, date] = FEATURES as [Feature, Feature, Feature, Feature];
  expect(valueText(rub, 1_500, 'en')).toBe('₽1,500');
  expect(valueText(age, 21, 'ru')).toMatch(/^21\sгод$/u);
  expect(valueText(gender, '<b>x</b>', 'en')).toBe('<b>x</b>');
  expect(valueText(date, 19_900, 'en')).toBe('26 Jun 2024');
  expect(valueText(date, null, 'ru')).toBe('нет данных');
});
