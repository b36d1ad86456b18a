import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientsFilter } from '../../../src/core/clients/clientsFilter.ts';
import type { ClientsQuery } from '../../../workers/data/clients/clients.api.ts';
import type { ClientsCsvOptions } from '../../../workers/data/exports/exports.api.ts';
import { everyone, importText, openTab, productsKnown, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { holdEligibility } from '../holds.ts';
import { accepted } from '../outcomes.ts';

const FILE = `id;name;age;salary_6to12m_avg;target
9;Иванова; Анна;30;20000;25000,5
10;"Петров; ""Пётр""";40;90000;
-5;=HYPERLINK("http://x");50;250000;
+7-1;@sum;35;900000;1000000
`.replace('Иванова; Анна', 'Иванова Анна');

let tab: Tab;

beforeAll(async () => {
  await startAfresh();
  tab = await openTab();
  await importText(tab, FILE, 'four clients.csv');
});
afterAll(() => tab.end());

const filterOf = (changes: Partial<ClientsQuery> = {}): ClientsFilter => {
  const { offset, limit, ...filter } = everyone(changes);
  return filter;
};
const TABLE: ClientsCsvOptions = {
  columns: ['name', 'forecast', 'interval', 'segment', 'offers', 'actual', 'import'],
  isSubmission: false,
  header: ['id', 'name', 'forecast', 'from', 'to', 'segment', 'offers', 'actual', 'import'],
  delimiter: ';',
  decimal: ',',
  hasMark: true,
  language: 'ru',
};

async function exported(options: Partial<ClientsCsvOptions> = {}, filter: Partial<ClientsQuery> = {}) {
  const blob = await accepted(tab.api.exports.writeClients(filterOf(filter), { ...TABLE, ...options }, null));
  if (!(blob instanceof Blob)) throw new Error('there is no file');
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
}
function parsed(text: string, delimiter = ';'): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    delimiter,
    header: true,
    skipEmptyLines: true,
  }).data;
}

describe('an export of clients', () => {
  test('has the clients of the list in its order, as the card shows them', async () => {
    const rows = parsed(await exported({}, { sort: 'income', descending: true }));
    const page = await tab.api.clients.list(everyone({ sort: 'income', descending: true }));
    expect(rows.map(({ id }) => id!.replace(/^'/, ''))).toEqual(page.rows.map(({ id }) => id));
    for (const [at, row] of rows.entries()) {
      const card = (await tab.api.card.get(page.rows[at]!.id))!;
      const number = (text: string) => Math.fround(Number(text.replace(',', '.')));
      expect(number(row.forecast!)).toBe(card.forecast.incomeRub);
      expect([number(row.from!), number(row.to!)]).toEqual([
        card.forecast.interval!.lowRub,
        card.forecast.interval!.highRub,
      ]);
      expect(row.segment).toBe(card.segment.name.ru);
      const fitting = card.offers.filter(({ verdict }) => verdict === 'fits');
      expect(row.offers).toBe(fitting.map(({ product }) => product.name.ru).join(', '));
      expect(row.import).toBe('four clients.csv');
    }
    expect(rows.find(({ id }) => id === '9')!.actual).toBe('25000,5');
    expect(rows.find(({ id }) => id === '10')!.actual).toBe('');
  });

  test('makes texts harmless that a spreadsheet takes for formulas, and leaves numbers as they are', async () => {
    const rows = parsed(await exported());
    expect(rows.map(({ id }) => id).sort()).toEqual(["'+7-1", '-5', '10', '9'].sort());
    expect(rows.map(({ name }) => name).sort()).toEqual(
      ['Иванова Анна', 'Петров; "Пётр"', `'=HYPERLINK("http://x")`, "'@sum"].sort(),
    );
  });

  test.each([
    [';', ','],
    [',', '.'],
    ['\t', ','],
  ] as const)('reads back the same with %j between cells and %j in numbers', async (delimiter, decimal) => {
    const text = await exported({ delimiter, decimal });
    const numbers = (rows: Record<string, string>[]) => rows.map(({ forecast }) => Number(forecast!.replace(',', '.')));
    const rows = parsed(text, delimiter);
    expect(rows.map(({ name }) => name)).toEqual(parsed(await exported()).map(({ name }) => name));
    expect(numbers(rows)).toEqual(numbers(parsed(await exported())));
  });

  test('begins with a byte order mark only where it is wanted', async () => {
    expect((await exported()).startsWith('\uFEFFid;')).toBe(true);
    expect((await exported({ hasMark: false })).startsWith('id;')).toBe(true);
  });

  test('for a submission has id and target alone', async () => {
    const text = await exported({ isSubmission: true, header: ['id', 'target'], decimal: '.', hasMark: false });
    expect(text.split('\r\n')[0]).toBe('id;target');
    expect(parsed(text).every((row) => Number(row.target) > 0 && Object.keys(row).length === 2)).toBe(true);
  });

  test('names the three features that moved the forecast most', async () => {
    const columns: ClientsCsvOptions['columns'] = ['forecast', 'reasons'];
    const rows = parsed(
      await exported({ columns, header: ['id', 'forecast', 'reasons'], language: 'en' }, { search: '9' }),
    );
    const card = (await tab.api.card.get('9'))!;
    if ('failure' in card.explanation) throw new Error(card.explanation.failure.name);
    const { features } = (await tab.api.models.get()).contract;
    const largest = [...card.explanation.contributionsRub.entries()].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    const titles = largest.slice(0, 3).map(([at]) => features[at]!.title.en);
    expect(rows[0]!.reasons!.split('; ').map((reason) => reason.replace(/: [^:]*$/, ''))).toEqual(titles);
  });

  test('has what the filter leaves and no one else', async () => {
    expect(parsed(await exported({}, { search: '10' })).map(({ id }) => id)).toEqual(['10']);
  });

  test('is written to a file handle', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('export.csv', { create: true });
    expect(await tab.api.exports.writeClients(filterOf(), TABLE, handle)).toEqual({ value: 'written' });
    expect(await (await handle.getFile()).text()).toBe((await exported()).replace(/^\uFEFF/, ''));
    await folder.removeEntry('export.csv');
  });

  test('refuses a header of another width and an ambiguous comma', async () => {
    await expect(exported({ header: ['id'] })).rejects.toThrow();
    await expect(exported({ delimiter: ',', decimal: ',' })).rejects.toThrow();
  });
});

test('refuses offers and a filter by product while it is worked out whom the products fit, and has them right after it', async () => {
  await startAfresh();
  const fresh = await openTab();
  await importText(fresh, smallCsv(1_000));
  await productsKnown(fresh.api, 'mortgage');
  const [product] = await fresh.api.offers.listProducts();
  const rules = [{ feature: 'age', operator: 'lt', value: 30 } as const];
  const release = await holdEligibility();
  await fresh.api.offers.saveProduct({ ...product!, segments: [], minIncomeRub: null, maxIncomeRub: null, rules });
  const options = { ...TABLE, columns: ['offers' as const], header: ['id', 'offers'] };
  const inTurn = [
    fresh.api.exports.writeClients(filterOf(), options, null),
    fresh.api.exports.writeClients(
      filterOf({ productId: product!.id }),
      { ...options, isSubmission: true, header: ['id', 'target'] },
      null,
    ),
  ];
  for (const refused of inTurn) {
    expect(await refused).toEqual({ problem: { kind: 'products-unknown' } });
  }
  release();
  await productsKnown(fresh.api, product!.id);
  const blob = await accepted(fresh.api.exports.writeClients(filterOf(), options, null));
  if (!(blob instanceof Blob)) throw new Error('there is no file');
  const offered = parsed(await blob.text()).filter(({ offers }) => offers!.includes(product!.name.ru));
  expect(offered).toHaveLength((await fresh.api.clients.list(everyone({ productId: product!.id }))).matched);
  expect(offered).toHaveLength(200);
});
