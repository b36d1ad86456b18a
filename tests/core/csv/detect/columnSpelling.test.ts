import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import { matchColumns, refusalOf } from '../../../../src/core/csv/detect/matchColumns.ts';
import { contractOf } from '../reading.ts';

const titles: Record<string, { ru: string; en: string }> = {
  age: { ru: 'Возраст', en: 'Age' },
  incomeValue: { ru: 'Оценка дохода по данным оператора связи', en: 'Income estimate from the mobile operator' },
  salary_6to12m_avg: {
    ru: 'Средняя зарплата за последние 6–12 месяцев',
    en: 'Average salary over the last 6–12 months',
  },
};
const plain = contractOf(
  { name: 'age', unit: 'years' },
  { name: 'incomeValue', unit: 'rub' },
  { name: 'salary_6to12m_avg', unit: 'rub' },
  { name: 'gender', kind: 'category', categories: ['f', 'm'] },
);
const contract: Contract = {
  ...plain,
  features: plain.features.map((feature) => ({ ...feature, title: titles[feature.name] ?? feature.title })),
};

/** The use of each column: a feature's name, or the kind. */
function usesOf(header: string[], features = contract): string[] {
  return matchColumns(header, features).uses.map((use) => (use.kind === 'feature' ? use.feature : use.kind));
}

describe('a feature is found under', () => {
  test.each([
    'Income Value',
    'income-value',
    'INCOME.VALUE',
    '[incomeValue]',
    '`incomeValue`',
    '"incomeValue"',
    '«incomeValue»',
    '<INCOMEVALUE>',
    'incomeValue\u200b',
    '\ufeffincomeValue',
    'income\u00a0value',
    'incоmeValue',
    'c.incomeValue',
    't1.income_value',
    '[dbo].[clients].[incomeValue]',
    '"public"."clients"."incomeValue"',
    'clients:incomeValue',
    'incomeValue, руб.',
    'incomeValue (₽)',
    'incomeValue [RUB]',
    'c.incomeValue, рублей',
    'Оценка дохода по данным оператора связи',
    'оценка дохода по данным оператора связи, руб.',
    'income estimate from the mobile operator',
  ])('%j', (name) => {
    expect(usesOf(['id', name])).toEqual(['id', 'incomeValue']);
  });

  test('its title with another dash, case and ё', () => {
    const names = ['Средняя зарплата за последние 6-12 месяцев', 'СРЕДНЯЯ ЗАРПЛАТА ЗА ПОСЛЕДНИЕ 6 — 12 МЕСЯЦЕВ (РУБ.)'];
    for (const name of names) expect(usesOf(['id', name])).toEqual(['id', 'salary_6to12m_avg']);
  });
});

describe('a feature is not found under', () => {
  test.each([
    'incomeValue, тыс. руб.',
    'incomeValue, $',
    'incomeValue, лет',
    'incomeValue_x',
    'max(incomeValue)',
    'incomeValue2',
    'not.a.income',
  ])('%j', (name) => {
    expect(usesOf(['id', name])).toEqual(['id', 'unused']);
  });
});

test('a name with its exact spelling is preferred to any other', () => {
  expect(usesOf(['id', 'c.age', 'Возраст', 'age', 'AGE'])).toEqual(['id', 'unused', 'unused', 'age', 'unused']);
  expect(usesOf(['id', 'c.age', 'Возраст', 'AGE'])).toEqual(['id', 'unused', 'unused', 'age']);
});

test('of two columns that may be a feature neither is, and both are told', () => {
  const { features, reasons } = matchColumns(['id', 'a.age', 'b.age', 'colour'], contract);
  expect(features).toEqual([-1, -1, -1, -1]);
  expect(reasons).toEqual([null, 'several', 'several', 'unknown']);
});

test('of two features that a column may be it is neither', () => {
  expect(usesOf(['id', 'F 1'], contractOf('f_1', 'f-1'))).toEqual(['id', 'unused']);
  expect(usesOf(['id', 'f_1', 'f-1'], contractOf('f_1', 'f-1'))).toEqual(['id', 'f_1', 'f-1']);
});

test('signs between digits keep names apart', () => {
  expect(usesOf(['id', 'x1_0'], contractOf('x10'))).toEqual(['id', 'unused']);
  expect(usesOf(['id', 'x1-0'], contractOf('x1_0'))).toEqual(['id', 'x1_0']);
});

describe('the id is found under', () => {
  test.each([
    'user_id',
    'client id',
    'Код клиента',
    '№ клиента',
    'ИД',
    'customer_no',
    'c.id',
    '[id]',
    'id\u200b',
    'dbo.clients.client_id',
    'ID клиента',
    'Идентификатор клиента',
  ])('%j', (name) => {
    expect(usesOf([name, 'age'])).toEqual(['id', 'age']);
  });

  test.each(['№ договора', 'contract_no', 'договор', '№', '№ п/п', 'phone', 'valid', 'account id'])(
    'not %j',
    (name) => {
      expect(usesOf([name, 'age'])).toEqual(['unused', 'age']);
    },
  );
});

describe('the answer is never a feature', () => {
  const leaking = contractOf('age', 'stat.w');

  test.each(['target', 'TARGET', 'c.target', '[target]', 'target\u200b', 'target, руб.'])('%j', (name) => {
    expect(usesOf(['id', name, 'age'], contractOf('target', 'age'))).toEqual(['id', 'actual-income', 'age']);
  });

  test.each(['w', 'W', 't.w', '`w`', 'w '])('nor its weight %j', (name) => {
    expect(usesOf(['id', name, 'age'], contractOf('w', 'age'))).toEqual(['id', 'unused', 'age']);
    expect(refusalOf(['id', name], { 1: { kind: 'feature', feature: 'age' } })?.kind).toBe('never-a-feature');
  });

  test('but a feature whose own name ends so is that feature', () => {
    expect(usesOf(['id', 'stat.w', 'age'], leaking)).toEqual(['id', 'stat.w', 'age']);
    expect(refusalOf(['id', 'stat.w'], { 1: { kind: 'feature', feature: 'stat.w' } })).toBeNull();
    expect(refusalOf(['id', 'stat.w'], { 1: { kind: 'feature', feature: 'age' } })?.kind).toBe('never-a-feature');
  });
});

describe('reserved names give way to the model', () => {
  const reserved = contractOf('id', 'dt', 'name', 'age');

  test('beside another id', () => {
    const uses = ['id', 'id', 'dt', 'name', 'age'];
    expect(usesOf(['client_id', 'id', 'dt', 'name', 'age'], reserved)).toEqual(uses);
  });

  test('but the only id of a file stays the id', () => {
    expect(usesOf(['id', 'age'], reserved)).toEqual(['id', 'age']);
    expect(matchColumns(['id', 'age'], reserved).features[0]).toBe(-1);
  });
});
