import { beforeEach, expect, test } from 'vitest';
import type { Product } from '../../../src/core/offers/offers.ts';
import { DEFAULT_PRODUCTS } from '../../../src/core/offers/products.ts';
import { DEFAULT_SEGMENTS, type Segment } from '../../../src/core/offers/segments.ts';
import { everyone, importText, notified, openTab, smallCsv, startAfresh } from '../dataWorker.ts';
import { changeTable } from '../rawDatabase.ts';

beforeEach(startAfresh);

const GIFT: Product = {
  id: 'gift',
  name: { ru: 'Подарок', en: 'Gift' },
  benefit: { ru: 'Просто так', en: 'Just so' },
  active: true,
  minIncomeRub: null,
  maxIncomeRub: null,
  segments: ['all'],
  rules: [],
};
const ALL: Segment[] = [{ id: 'all', name: { ru: 'Все', en: 'All' }, fromRub: 0, toRub: null }];

test('begins with the shipped segments and products', async () => {
  const { api } = await openTab();
  expect(await api.offers.listSegments()).toEqual(DEFAULT_SEGMENTS);
  expect(await api.offers.listProducts()).toEqual(DEFAULT_PRODUCTS);
});

test('puts all clients into new segments at once, and keeps them for the next start', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(5));
  await tab.api.offers.saveSegments(ALL);
  expect((await tab.api.clients.list(everyone())).segmentCounts).toEqual({ all: 5 });
  expect((await tab.api.card.get('1'))?.segment).toEqual(ALL[0]);
  tab.end();
  expect(await (await openTab()).api.offers.listSegments()).toEqual(ALL);
});

test('refuses segments with a gap or an overlap, saying where, and keeps the old ones', async () => {
  const { api } = await openTab();
  const [low, ...others] = DEFAULT_SEGMENTS as [Segment, ...Segment[]];
  expect(await api.offers.saveSegments([{ ...low, toRub: 40_000 }, ...others])).toEqual({
    problem: { kind: 'gap', index: 0, fromRub: 40_000, toRub: 50_000 },
  });
  expect(await api.offers.saveSegments([{ ...low, toRub: 60_000 }, ...others])).toMatchObject({
    problem: { kind: 'overlap' },
  });
  expect(await api.offers.saveSegments([])).toEqual({ problem: { kind: 'none' } });
  expect(await api.offers.saveSegments([{ ...low, toRub: Number.NaN }, ...others])).toMatchObject({
    problem: { kind: 'not-a-number' },
  });
  expect(await api.offers.listSegments()).toEqual(DEFAULT_SEGMENTS);
});

test('adds, changes and removes a product, and offers it', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(1));
  await tab.api.offers.saveSegments(ALL);
  expect(await tab.api.offers.saveProduct(GIFT)).toEqual({ value: [...DEFAULT_PRODUCTS, GIFT] });
  expect((await tab.api.card.get('1'))?.offers).toContainEqual(
    expect.objectContaining({ product: GIFT, verdict: 'fits' }),
  );
  const changed = { ...GIFT, active: false };
  expect(await tab.api.offers.saveProduct(changed)).toEqual({ value: [...DEFAULT_PRODUCTS, changed] });
  expect((await tab.api.card.get('1'))?.offers.map(({ product }) => product.id)).not.toContain('gift');
  expect(await tab.api.offers.removeProduct('gift')).toEqual(DEFAULT_PRODUCTS);
});

test('loses no change: neither of two at once, nor one of a tab that has not heard of the other', async () => {
  const [one, other] = [await openTab(), await openTab()];
  const [first, second, third, ...rest] = DEFAULT_PRODUCTS.map(({ id }) => id);
  await Promise.all([first, second].map((id) => one.api.offers.removeProduct(id ?? '')));
  const left = await other.api.offers.removeProduct(third ?? '');
  expect(left.map(({ id }) => id)).toEqual(rest);
});

test('refuses a product that refers to what is not there', async () => {
  const { api } = await openTab();
  expect(await api.offers.saveProduct(GIFT)).toEqual({ problem: { kind: 'unknown-segment', segmentId: 'all' } });
  const rules = [{ feature: 'shoe_size', operator: 'gt', value: 40 } as const];
  expect(await api.offers.saveProduct({ ...GIFT, segments: [], rules })).toEqual({
    problem: { kind: 'unknown-feature', rule: 0, feature: 'shoe_size' },
  });
  expect(await api.offers.listProducts()).toEqual(DEFAULT_PRODUCTS);
});

test('does not store what is no product at all', async () => {
  const { api } = await openTab();
  await expect(api.offers.saveProduct({ id: 'x' } as unknown as Product)).rejects.toThrow();
  await expect(api.offers.saveSegments('all' as unknown as Segment[])).rejects.toThrow();
  expect(await api.offers.listProducts()).toEqual(DEFAULT_PRODUCTS);
});

test('brings the shipped segments and products back', async () => {
  const { api } = await openTab();
  await api.offers.saveSegments(ALL);
  await api.offers.saveProduct(GIFT);
  await api.offers.reset();
  expect(await api.offers.listSegments()).toEqual(DEFAULT_SEGMENTS);
  expect(await api.offers.listProducts()).toEqual(DEFAULT_PRODUCTS);
});

test('tells the other tabs, which follow', async () => {
  const [one, other] = [await openTab(), await openTab()];
  await one.api.offers.saveSegments(ALL);
  await notified(other, 'offers');
  expect(await other.api.offers.listSegments()).toEqual(ALL);
});

test('starts with the shipped settings when the stored ones cannot be read', async () => {
  const tab = await openTab();
  await tab.api.offers.saveSegments(ALL);
  tab.end();
  await changeTable('settings', (settings) => {
    settings.put({ key: 'segments', value: [{ id: 'all', fromRub: 'nothing' }] });
    settings.put({ key: 'products', value: { length: 1 } });
  });
  const { api } = await openTab();
  expect(await api.offers.listSegments()).toEqual(DEFAULT_SEGMENTS);
  expect(await api.offers.listProducts()).toEqual(DEFAULT_PRODUCTS);
});
