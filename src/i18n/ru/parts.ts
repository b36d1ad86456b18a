import type { pager as englishPager, period as englishPeriod } from '../en/parts.ts';

export const pager = {
  shown: '{{from}}–{{to}} из {{total}}',
  previous: 'Назад',
  next: 'Дальше',
} satisfies typeof englishPager;

export const period = {
  label: 'Период',
  hour: 'Последний час',
  day: 'Последние 24 часа',
  week: 'Последние 7 дней',
  month: 'Последние 30 дней',
  all: 'Всё время',
  custom: 'Свой период…',
  from: 'С',
  to: 'По',
} satisfies typeof englishPeriod;
