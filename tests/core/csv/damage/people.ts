import { contractOf } from '../reading.ts';

/** A small model of all kinds of features. */
export const CONTRACT = contractOf(
  { name: 'age', unit: 'years' },
  { name: 'gender', kind: 'category', categories: ['Мужской', 'Женский'] },
  'salary_6to12m_avg',
  'incomeValue',
  { name: 'client_active_flag', unit: 'flag' },
  { name: 'period_last_act_ad', kind: 'date' },
  { name: 'adminarea', kind: 'category', categories: ['г. Москва', 'Республика Татарстан', 'Самарская область'] },
);

/** A client as a database has it. */
export type Person = {
  id: string;
  name: string;
  age: number;
  gender: string;
  salary: number | null;
  income: number;
  isActive: boolean;
  /** ISO date. */
  seen: string;
  area: string | null;
};

export type Random = { below(limit: number): number; of<T>(items: readonly T[]): T };

/** Numbers that look random, the same for a seed everywhere (mulberry32). */
export function randomOf(seed: number): Random {
  let state = (seed * 0x9e3779b9) | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, of: (items) => items[below(items.length)] as (typeof items)[number] };
}

const NAMES = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дина', 'Егор', 'Жанна', 'Захар'];
const SURNAMES = ['Смирнова', 'Кузнецов', 'Попова', 'Соколов', 'Новикова', 'Фёдоров'];
const AREAS = ['г. Москва', 'Республика Татарстан', 'Самарская область', null];

/** The same clients each time: ids of six digits, amounts with and without kopecks, some missing. */
export function people(count: number): Person[] {
  const random = randomOf(2024);
  return Array.from({ length: count }, (_, at) => ({
    id: String(500_101 + 7 * at),
    name: `${random.of(SURNAMES)} ${random.of(NAMES)}`,
    age: 18 + random.below(60),
    gender: random.of(['Мужской', 'Женский']),
    salary: random.below(4) === 0 ? null : 12_345 + random.below(300_000) + random.of([0, 0.5, 0.25]),
    income: 15_001 + random.below(400_000),
    isActive: random.below(2) === 1,
    seen: `2024-0${1 + random.below(9)}-${10 + random.below(18)}`,
    area: random.of(AREAS),
  }));
}
