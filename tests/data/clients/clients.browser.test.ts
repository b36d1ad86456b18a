import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientsQuery } from '../../../workers/data/clients/clients.api.ts';
import { everyone, importText, openTab, startAfresh, type Tab } from '../dataWorker.ts';

const FILE = `id;name;age;salary_6to12m_avg
9;Иванова Анна;30;20000
10;Петров Иван;40;90000
100;Сидоров Пётр;50;250000
A-1;иванов Иван;35;900000
1000;;45;60000
`;

let tab: Tab;

beforeAll(async () => {
  await startAfresh();
  tab = await openTab();
  await importText(tab, FILE);
});
afterAll(() => tab.end());

async function idsOf(query: Partial<ClientsQuery>): Promise<string[]> {
  return (await tab.api.clients.list(everyone(query))).rows.map(({ id }) => id);
}

test('finds the beginning of an id', async () => {
  expect(await idsOf({ search: '10' })).toEqual(['10', '100', '1000']);
  expect(await idsOf({ search: '00' })).toEqual([]);
  expect(await idsOf({ search: 'a-' })).toEqual(['A-1']);
});

test('finds any part of a name, in capitals or not', async () => {
  expect(await idsOf({ search: 'ИВАН' })).toEqual(['9', '10', 'A-1']);
  expect(await idsOf({ search: '  сидоров пётр ' })).toEqual(['100']);
});

test('takes ё for е, since names are written either way', async () => {
  expect(await idsOf({ search: 'петр' })).toEqual(['10', '100']);
  expect(await idsOf({ search: 'ПЁТР' })).toEqual(['10', '100']);
});

test('knows where a client stands in the list that a filter leaves', async () => {
  const { offset, limit, ...filter } = everyone({ sort: 'id' });
  expect(await tab.api.clients.findPosition('1000', filter)).toBe(3);
  expect(await tab.api.clients.findPosition('1000', { ...filter, descending: true })).toBe(1);
  expect(await tab.api.clients.findPosition('1000', { ...filter, search: 'иван' })).toBe(-1);
  expect(await tab.api.clients.findPosition('nobody', filter)).toBe(-1);
});

test('sorts ids as numbers first and as text after them', async () => {
  expect(await idsOf({ sort: 'id' })).toEqual(['9', '10', '100', '1000', 'A-1']);
  expect(await idsOf({ sort: 'id', descending: true })).toEqual(['A-1', '1000', '100', '10', '9']);
});

test('sorts by name, whoever has none being last either way', async () => {
  expect(await idsOf({ sort: 'name' })).toEqual(['A-1', '9', '10', '100', '1000']);
  expect(await idsOf({ sort: 'name', descending: true })).toEqual(['100', '10', '9', 'A-1', '1000']);
});

test('sorts by income and by segment', async () => {
  const { rows } = await tab.api.clients.list(everyone({ sort: 'income', descending: true }));
  const incomes = rows.map(({ incomeRub }) => incomeRub);
  expect(incomes).toEqual(incomes.toSorted((a, b) => b - a));
  expect(await idsOf({ sort: 'segment', descending: true })).toEqual(rows.map(({ id }) => id));
});

test('filters by income, both bounds included', async () => {
  const { rows } = await tab.api.clients.list(everyone({ sort: 'income' }));
  const [, second, , fourth] = rows;
  const between = { sort: 'income', minIncomeRub: second!.incomeRub, maxIncomeRub: fourth!.incomeRub } as const;
  expect(await idsOf(between)).toEqual(rows.slice(1, 4).map(({ id }) => id));
});

test('filters by segment, and counts the others as if it did not', async () => {
  const all = await tab.api.clients.list(everyone());
  const { segmentId } = all.rows[0]!;
  const page = await tab.api.clients.list(everyone({ segmentIds: [segmentId] }));
  expect(page.rows.every((row) => row.segmentId === segmentId)).toBe(true);
  expect(page).toMatchObject({ matched: all.segmentCounts[segmentId], total: 5, segmentCounts: all.segmentCounts });
  expect(Object.values(all.segmentCounts).reduce((sum, count) => sum + count)).toBe(5);
});

test('turns pages', async () => {
  const pages = await Promise.all([0, 2, 4, 6].map((offset) => idsOf({ offset, limit: 2 })));
  expect(pages).toEqual([['9', '10'], ['100', '1000'], ['A-1'], []]);
});

test('gives every client of an income its place among the others', async () => {
  const ids = await idsOf({ sort: 'income' });
  const cards = await Promise.all(ids.map((id) => tab.api.card.get(id)));
  expect(cards.map((card) => card?.percentile)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
});

test('keeps the actual incomes of a file, filters by whether they are known, and sorts the unknown ones last', async () => {
  await importText(tab, 'id;age;salary_6to12m_avg;target\n9;30;20000;41000,5\n10;40;90000;\n2000;41;91000;70000\n');
  const known = await tab.api.clients.list(everyone({ hasActualIncome: true }));
  expect(known.rows.map(({ id, actualIncomeRub }) => [id, actualIncomeRub])).toEqual([
    ['9', 41_000.5],
    ['2000', 70_000],
  ]);
  expect(await idsOf({ hasActualIncome: false })).toEqual(['10', '100', '1000', 'A-1']);
  expect(await idsOf({ sort: 'actual' })).toEqual(['9', '2000', '10', '100', '1000', 'A-1']);
  expect(await idsOf({ sort: 'actual', descending: true })).toEqual(['2000', '9', '10', '100', '1000', 'A-1']);
});

test('filters and sorts by the import that a client was last in', async () => {
  const [second, first] = await tab.api.imports.list();
  expect(await idsOf({ importId: first!.id })).toEqual(['100', '1000', 'A-1']);
  expect(await idsOf({ importId: second!.id })).toEqual(['9', '10', '2000']);
  expect(await idsOf({ importId: 77 })).toEqual([]);
  expect(await idsOf({ sort: 'import' })).toEqual(['100', '1000', 'A-1', '9', '10', '2000']);
});

test('filters and sorts by the width of the interval as a share of the forecast', async () => {
  const { rows } = await tab.api.clients.list(everyone({ sort: 'interval' }));
  const shares = rows.map(({ incomeRub, interval }) => (interval!.highRub - interval!.lowRub) / incomeRub);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const middle = (shares[2]! + shares[3]!) / 2;
  const ids = rows.map(({ id }) => id);
  expect(await idsOf({ sort: 'interval', maxIntervalShare: middle })).toEqual(ids.slice(0, 3));
  expect(await idsOf({ sort: 'interval', minIntervalShare: middle })).toEqual(ids.slice(3));
});
