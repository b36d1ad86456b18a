import { describe, expect, test } from 'vitest';
import { categoryMatcher } from '../../../src/core/contract/categoryMatcher.ts';

const REGIONS = [
  'г. Санкт-Петербург',
  'г. Москва',
  'Московская область',
  'Ленинградская область',
  'Кемеровская область',
  'Томская область',
  'Орловская область',
  'Алтайский край',
  'Республика Алтай',
  'Республика Татарстан',
  'Республика Саха (Якутия)',
  'Республика Северная Осетия - Алания',
  'Чувашская Республика',
  'Карачаево-Черкесская Республика',
  'Еврейская автономная область',
  'Ханты-Мансийский автономный округ',
  'Ямало-Ненецкий автономный округ',
];

function meant(levels: readonly string[], text: string): string | null {
  const { code } = categoryMatcher(levels).match(text);
  return Number.isNaN(code) ? null : (levels[code] ?? null);
}

test('a text spelled like a level is that level, any other spelling of it is mended', () => {
  const { match } = categoryMatcher(REGIONS);
  expect(match('г. Москва')).toEqual({ code: 1, isMended: false });
  expect(match('Москва')).toEqual({ code: 1, isMended: true });
  expect(match('Рим')).toEqual({ code: Number.NaN, isMended: false });
});

describe('regions as people write them', () => {
  test.each([
    ['г. Санкт - Петербург', 'г. Санкт-Петербург'],
    ['Г.САНКТ–ПЕТЕРБУРГ', 'г. Санкт-Петербург'],
    ['Санкт-Петербург г', 'г. Санкт-Петербург'],
    ['город Санкт-Петербург', 'г. Санкт-Петербург'],
    ['гор. С.-Петербург', 'г. Санкт-Петербург'],
    ['СПб', 'г. Санкт-Петербург'],
    ['«Москва»', 'г. Москва'],
    ['Москва (город)', 'г. Москва'],
    ['Московская обл.', 'Московская область'],
    ['обл Московская', 'Московская область'],
    ['Ленинградская', 'Ленинградская область'],
    ['Кемеровская область - Кузбасс', 'Кемеровская область'],
    ['Кемеровская область — Кузбасс обл', 'Кемеровская область'],
    ['Республика Татарстан (Татарстан)', 'Республика Татарстан'],
    ['Татарстан Респ', 'Республика Татарстан'],
    ['Татарстан Республика', 'Республика Татарстан'],
    ['Татарстан', 'Республика Татарстан'],
    ['Респ. Саха /Якутия/', 'Республика Саха (Якутия)'],
    ['Якутия', 'Республика Саха (Якутия)'],
    ['Республика Саха', 'Республика Саха (Якутия)'],
    ['Северная Осетия', 'Республика Северная Осетия - Алания'],
    ['Северная Осетия-Алания Респ', 'Республика Северная Осетия - Алания'],
    ['Чувашская Республика - Чувашия', 'Чувашская Республика'],
    ['Чувашия', 'Чувашская Республика'],
    ['Карачаево - Черкесская респ.', 'Карачаево-Черкесская Республика'],
    ['Еврейская АО', 'Еврейская автономная область'],
    ['Еврейская Аобл', 'Еврейская автономная область'],
    ['Ханты-Мансийский автономный округ - Югра', 'Ханты-Мансийский автономный округ'],
    ['Ханты-Мансийский АО — Югра', 'Ханты-Мансийский автономный округ'],
    ['ХМАО-Югра', 'Ханты-Мансийский автономный округ'],
    ['Ямало - Ненецкий авт. окр.', 'Ямало-Ненецкий автономный округ'],
    ['Ямало\u00a0-\u00a0Ненецкий\u200b А.О.', 'Ямало-Ненецкий автономный округ'],
    ['Республика  Алтай', 'Республика Алтай'],
    ['Алтайский кр.', 'Алтайский край'],
    ['Mосква', 'г. Москва'],
  ])('%j is %j', (text, level) => {
    expect(meant(REGIONS, text)).toBe(level);
  });

  test.each([
    ['Алтай', ['Республика Алтай', 'Алтайский край']],
    ['Московская область (север)', ['Московская область']],
    ['Моск. обл.', ['Московская область']],
    ['Кемеровсая область', ['Кемеровская область']],
    ['Омская область', ['Томская область']],
  ])('%j is not certain, and offered as %j', (text, candidates) => {
    expect(meant(REGIONS, text)).toBeNull();
    expect(categoryMatcher(REGIONS).near(text).sort()).toEqual([...candidates].sort());
  });

  test('a region unlike all others is offered as none', () => {
    expect(categoryMatcher(REGIONS).near('Донецкая Народная Республика')).toEqual([]);
  });

  test('a city is no region, though both are spelled alike', () => {
    expect(meant(['Томск', 'Москва', 'Орёл'], 'Томская область')).toBeNull();
    expect(meant(['Томск', 'Москва', 'Орёл'], 'г. Орел')).toBe('Орёл');
  });
});

describe('codes by their value', () => {
  const codes = ['22', '77', '03', '24,77', '77,24'];

  test.each([
    ['22.0', '22'],
    ['22,00', '22'],
    ['3', '03'],
    ['3.0', '03'],
    ['022', '22'],
    [' 77', '77'],
    ['7.7E+01', '77'],
    ['24, 77', '24,77'],
    ['77;24', null],
    ['2.2', null],
    ['-22', null],
    ['2477', null],
    ['24.77', null],
  ])('%j is %j', (text, level) => {
    expect(meant(codes, text)).toBe(level);
  });

  test('are different where the levels are: the exact one wins, and nothing else is certain', () => {
    const both = ['3', '03', '-1', '1', '1.5'];
    expect(['3', '03', '3.0', '-1', '1', '01', '1,5'].map((text) => meant(both, text))).toEqual([
      '3',
      '03',
      null,
      '-1',
      '1',
      '1',
      null,
    ]);
    expect(categoryMatcher(both).near('3.0')).toEqual(['3', '03']);
  });

  test('a number is never taken for its neighbour', () => {
    expect(categoryMatcher(codes).near('23')).toEqual([]);
  });
});

test('signs that make another category are never dropped', () => {
  const levels = ['C', 'C++', 'C#', '<30', '>30', '18-25', 'до -5'];
  expect(['c', 'C ++', 'c#', '< 30', '> 30', '18 – 25', '1825', 'до 5'].map((text) => meant(levels, text))).toEqual([
    'C',
    'C++',
    'C#',
    '<30',
    '>30',
    '18-25',
    null,
    null,
  ]);
});

test('women and men are known by their usual words where the levels are nothing else', () => {
  const levels = ['Женский', 'Мужской'];
  expect(['Ж', 'муж.', 'female', 'M', 'МУЖСКОЙ', 'X'].map((text) => meant(levels, text))).toEqual([
    'Женский',
    'Мужской',
    'Женский',
    'Мужской',
    'Мужской',
    null,
  ]);
  expect(meant(['S', 'M', 'L'], 'male')).toBeNull();
});

test('levels that say the same are told apart by their exact spelling alone', () => {
  const levels = ['Орел', 'Орёл', 'Пермь '];
  expect(['Орел', 'Орёл', 'ОРЕЛ', 'Пермь', 'constructor'].map((text) => meant(levels, text))).toEqual([
    'Орел',
    'Орёл',
    null,
    'Пермь ',
    null,
  ]);
});

test('abbreviated words are offered', () => {
  const cities = ['Нижний Новгород', 'Великий Новгород', 'Ростов-на-Дону'];
  expect(meant(cities, 'Н. Новгород')).toBeNull();
  expect(categoryMatcher(cities).near('Н. Новгород')[0]).toBe('Нижний Новгород');
});
