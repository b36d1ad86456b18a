import { describe, expect, test } from 'vitest';
import { DEFAULT_SEGMENTS } from '../../../../src/core/offers/segments.ts';
import { codedValueText } from '../../../../src/screens/insights/codedValueText.ts';
import { dependenceBands } from '../../../../src/screens/insights/dependence/dependenceBands.ts';
import { colourDots } from '../../../../src/screens/insights/dependence/dependenceColours.ts';
import { dependenceNote } from '../../../../src/screens/insights/dependence/dependenceNote.ts';
import {
  leftOf,
  rubToY,
  scalesOf,
  valueToX,
  xToValue,
} from '../../../../src/screens/insights/dependence/dependenceScales.ts';
import { scopeText } from '../../../../src/screens/insights/scopeText.ts';
import { MISSING, NO_COLOUR, PLAIN, paintAt } from '../../../../src/ui/scatter/paints.ts';
import type { Dependence } from '../../../../workers/data/insights/insights.api.ts';
import { categoryFeature, EN, numberFeature, plain, RU } from '../../words.ts';

const AGE = numberFeature({ name: 'age' });
const CITY = categoryFeature({ name: 'city', categories: ['Moscow', 'Perm', 'Omsk'] });

function dependence(values: number[], contributionsRub: number[]): Dependence {
  return {
    feature: 0,
    values: Float64Array.from(values),
    distinctValues: new Set(values.filter((value) => !Number.isNaN(value))).size,
    contributionsRub: Float32Array.from(contributionsRub),
    colourFeature: null,
    colourValues: null,
    ids: values.map((_, index) => String(index)),
  };
}

test('a value as the model has it: a category by its code, NaN for missing', () => {
  expect([codedValueText(CITY, 1, 'en'), codedValueText(CITY, Number.NaN, 'ru'), codedValueText(AGE, 7, 'en')]).toEqual(
    ['Perm', 'нет данных', '7'],
  );
});

describe('the table behind the dots', () => {
  test('has the levels of a category and few numbers one by one, the missing ones last, effects in order', () => {
    const bands = dependenceBands(dependence([1, 0, 1, Number.NaN], [30, -5, 10, 2]), CITY, 'en');
    expect(bands).toEqual([
      { text: 'Moscow', effects: [-5] },
      { text: 'Perm', effects: [10, 30] },
      { text: 'no data', effects: [2] },
    ]);
  });

  test('has ten bands of about as many clients each for many numbers', () => {
    const values = Array.from({ length: 95 }, (_, index) => 94 - index);
    const bands = dependenceBands(dependence(values, values), AGE, 'en');
    expect(bands.map(({ text }) => text)[0]).toBe('0 – 8');
    expect(bands.map(({ effects }) => effects.length)).toEqual([9, 10, 9, 10, 9, 10, 9, 10, 9, 10]);
    expect(bands.flatMap(({ effects }) => effects)).toEqual(values.toReversed());
  });
});

describe('the colour of a dot', () => {
  test('says where its value stands among all values; equal values have one colour', () => {
    const { paints, levels } = colourDots(Float64Array.of(5, 1, 3, 3, Number.NaN), AGE, 5);
    expect([[...paints], levels]).toEqual([[paintAt(1), paintAt(0), paintAt(0.5), paintAt(0.5), NO_COLOUR], null]);
  });

  test('is that of a level for a category: the commonest five have one of their own', () => {
    const values = Float64Array.of(0, 0, 0, 1, 1, 2, 3, 4, 5, Number.NaN);
    const { paints, levels } = colourDots(values, CITY, values.length);
    expect(levels?.map(({ code }) => code)).toEqual([0, 1, 2, 3, 4]);
    expect(paints[0]).toBe(levels?.[0]?.paint);
    expect([paints[8], paints[9]]).toEqual([NO_COLOUR, NO_COLOUR]);
  });

  test('is plain without a feature, and no dot is painted as missing by its colour', () => {
    expect([...colourDots(null, null, 2).paints]).toEqual([PLAIN, PLAIN]);
    expect(MISSING).toBeGreaterThan(NO_COLOUR);
  });
});

describe('the scales', () => {
  test('lead from a value to its place and back, beside the lane of the missing ones', () => {
    const scales = scalesOf(dependence([10, 20, Number.NaN], [-100, 300, 0]), AGE);
    expect(scales).toEqual({
      hasMissing: true,
      levels: null,
      leftOut: 0,
      from: 10,
      to: 20,
      lowRub: -100,
      highRub: 300,
    });
    const [toX, toValue] = [valueToX(scales, 600), xToValue(scales, 600)];
    expect(toX(10)).toBeGreaterThan(leftOf(scales, 600));
    expect(toX(20)).toBeLessThan(600);
    expect(toValue(toX(13.5))).toBeCloseTo(13.5, 9);
    expect(rubToY(scales)(300)).toBeLessThan(rubToY(scales)(-100));
  });

  test('have a column for each level, the commonest first, and say how many dots are left out', () => {
    const codes = [2, 2, 1, ...Array.from({ length: 30 }, (_, level) => 100 + level)];
    const scales = scalesOf(dependence(codes, codes), CITY);
    expect(scales.levels?.slice(0, 3)).toEqual([2, 1, 100]);
    expect([scales.levels?.length, scales.leftOut]).toEqual([20, 12]);
  });

  test('stand where nothing has a value or an effect', () => {
    const scales = scalesOf(dependence([Number.NaN, Number.NaN], [0, 0]), AGE);
    expect(scales).toMatchObject({ hasMissing: true, levels: [], lowRub: 0, highRub: 1 });
    expect(leftOf(scales, 600)).toBe(600);
  });
});

test('a picture that is no cloud says what it is', () => {
  const note = (values: number[], rubs: number[]) => dependenceNote(dependence(values, rubs), AGE, EN);
  expect(note([1, 2], [5, -5])).toBeNull();
  expect(note([Number.NaN], [5])).toBe(EN.t('insights.dependence.allMissing'));
  expect(note([3, 3], [5, 6])).toBe(EN.t('insights.dependence.oneValue', { value: '3' }));
  expect(note([Number.NaN], [0])).toBe(
    `${EN.t('insights.dependence.allMissing')} ${EN.t('insights.dependence.noEffect')}`,
  );
});

test('whose forecasts are explained, in words', () => {
  const segments = DEFAULT_SEGMENTS;
  expect(scopeText({ segmentId: null, sample: null }, { ...EN, segments })).toBe(EN.t('insights.scope.everyone'));
  expect(plain(scopeText({ segmentId: 'high', sample: 5_000 }, { ...RU, segments }))).toMatch(/Высокий.*, .*5 000/);
  expect(scopeText({ segmentId: 'gone', sample: null }, { ...EN, segments })).toContain('gone');
});
