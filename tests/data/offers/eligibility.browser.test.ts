import { beforeEach, expect, test } from 'vitest';
import type { Product } from '../../../src/core/offers/offers.ts';
import { waitFor } from '../../waitFor.ts';
import {
  ended,
  everyone,
  importText,
  notified,
  openTab,
  productsKnown,
  rescored,
  siteAt,
  smallCsv,
  startAfresh,
  type Tab,
} from '../dataWorker.ts';
import { holdEligibility } from '../holds.ts';
import { stored } from '../rawDatabase.ts';

beforeEach(startAfresh);

/** Ids of the clients who are offered a product, from the list once it knows all of them. */
async function listedFor({ api }: Tab, productId: string): Promise<string[]> {
  await productsKnown(api, productId);
  return (await api.clients.list(everyone({ productId, limit: 10_000 }))).rows.map(({ id }) => id);
}

/** The same from the clients' cards: ids by product. */
async function offeredBy({ api }: Tab, ids: readonly string[]): Promise<(productId: string) => string[]> {
  const offered = new Map<string, string[]>();
  for (const id of ids) {
    const offers = (await api.card.get(id))?.offers ?? [];
    offered.set(
      id,
      offers.flatMap(({ product, verdict }) => (verdict === 'fits' ? [product.id] : [])),
    );
  }
  return (productId) => ids.filter((id) => offered.get(id)?.includes(productId));
}

const offer = (id: string, changes: Partial<Product>): Product => ({
  id,
  name: { ru: id, en: id },
  benefit: { ru: id, en: id },
  active: true,
  minIncomeRub: null,
  maxIncomeRub: null,
  segments: [],
  rules: [],
  ...changes,
});

test('lists for each product exactly those clients whose cards offer it', async () => {
  const tab = await openTab();
  await ended(tab, await tab.api.imports.startDemo());
  const page = await tab.api.clients.list(everyone({ limit: 3_000 }));
  const ids = page.rows.filter((_, at) => at % 60 === 0).map(({ id }) => id);
  const offered = await offeredBy(tab, ids);
  for (const { id } of await tab.api.offers.listProducts()) {
    const listed = await listedFor(tab, id);
    expect(listed.filter((client) => ids.includes(client))).toEqual(offered(id));
    expect(listed.length).toBeGreaterThan(0);
  }
});

test('judges texts, missing values and unknown categories as the card does', async () => {
  const tab = await openTab();
  await importText(tab, 'id;gender;age;salary_6to12m_avg\n1;Мужской;30;1\n2;Женский;;2\n3;;50;3\n4;Неведомый;60;4\n');
  const products = [
    offer('men', { rules: [{ feature: 'gender', operator: 'eq', value: 'Мужской' }] }),
    offer('not-men', { rules: [{ feature: 'gender', operator: 'ne', value: 'Мужской' }] }),
    offer('grown', { rules: [{ feature: 'age', operator: 'ge', value: 18 }] }),
    offer('anyone', {}),
    offer('asleep', { active: false }),
  ];
  for (const product of products) await tab.api.offers.saveProduct(product);
  const offered = await offeredBy(tab, ['1', '2', '3', '4']);
  const lists: Record<string, string[]> = {};
  for (const { id } of products) {
    lists[id] = await listedFor(tab, id);
    expect(lists[id]).toEqual(offered(id));
  }
  expect(lists).toEqual({
    men: ['1'],
    'not-men': ['2'],
    grown: ['1', '3', '4'],
    anyone: ['1', '2', '3', '4'],
    asleep: [],
  });
});

test('finds anew who fits when the rules change, says how far it is, and until then lists those it knows', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(6_000));
  await listedFor(tab, 'young');
  const rules = [{ feature: 'age', operator: 'lt', value: 30 } as const];
  tab.events.length = 0;
  const release = await holdEligibility();
  await tab.api.offers.saveProduct(offer('young', { rules }));
  expect(await tab.api.clients.list(everyone({ productId: 'young' }))).toMatchObject({ matched: 0, productsKnown: 0 });
  release();
  const young = await listedFor(tab, 'young');
  expect(young.length).toBe(1_200);
  await notified(tab, 'eligibility', ({ known }) => known === 1);
  await tab.api.offers.saveProduct(offer('young', { rules: [{ feature: 'age', operator: 'lt', value: 25 }] }));
  expect(await listedFor(tab, 'young')).toHaveLength(600);
});

test('keeps what it has found out, for other tabs and for the next start, and lets it go with the import', async () => {
  const tab = await openTab();
  const { id } = await importText(tab, smallCsv(200));
  const listed = await listedFor(tab, 'mortgage');
  await waitFor('the stored eligibility of the only chunk', stored, ({ fits }) => fits === 1);
  const other = await openTab();
  expect(await listedFor(other, 'mortgage')).toEqual(listed);
  await other.api.imports.remove(id);
  expect(await stored()).toMatchObject({ fits: 0 });
});

test('keeps the list complete when another model has made the forecasts', async () => {
  const tab = await openTab(siteAt('many'));
  await importText(tab, smallCsv(50));
  const plain = (await tab.api.models.list()).find(({ name }) => name === 'plain')!;
  await tab.api.models.activate(plain.version);
  await rescored(tab);
  const ids = (await tab.api.clients.list(everyone())).rows.map(({ id }) => id);
  expect(await listedFor(tab, 'salary-card')).toEqual((await offeredBy(tab, ids))('salary-card'));
});
