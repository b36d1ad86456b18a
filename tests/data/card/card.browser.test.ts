import { beforeAll, describe, expect, test } from 'vitest';
import type { Explanation } from '../../../src/core/explain/explanation.ts';
import type { FeatureValue } from '../../../src/core/offers/offers.ts';
import type { ClientCard } from '../../../workers/data/card/card.api.ts';
import { ended, everyone, importText, nameOfError, openTab, siteAt, startAfresh, type Tab } from '../dataWorker.ts';

const FILE = 'id;name;dt;age;gender;salary_6to12m_avg\n1;Анна;2024-06-30;34;Женский;85000,5\n2;;;;Марсианин;\n';

/** A tab with only these clients. */
async function openWith(file: string): Promise<Tab> {
  await startAfresh();
  const tab = await openTab();
  await importText(tab, file);
  return tab;
}

async function featureValue({ api }: Tab, { values }: ClientCard, feature: string): Promise<FeatureValue | undefined> {
  const at = (await api.models.get()).contract.features.findIndex(({ name }) => name === feature);
  return values[at];
}

function explanationOf(card: { explanation: ClientCard['explanation'] }): Explanation {
  if ('failure' in card.explanation) throw new Error(JSON.stringify(card.explanation));
  return card.explanation;
}

test('explains the stored forecast in roubles that add up to it', async () => {
  await startAfresh();
  const tab = await openTab();
  await ended(tab, await tab.api.imports.startDemo());
  const { rows } = await tab.api.clients.list(everyone({ sort: 'income', descending: true, limit: 20 }));
  const { contract } = await tab.api.models.get();
  for (const { id, incomeRub } of rows) {
    const card = (await tab.api.card.get(id))!;
    const { baseRub, forecastRub, contributionsRub, gapRub } = explanationOf(card);
    expect(forecastRub).toBe(incomeRub);
    expect(card.forecast.incomeRub).toBe(incomeRub);
    expect(contributionsRub).toHaveLength(contract.features.length);
    const sum = contributionsRub.reduce((total, rub) => total + rub, baseRub);
    expect(gapRub).toBe(Math.abs(sum - incomeRub));
    expect(gapRub).toBeLessThan(1e-4 * incomeRub);
  }
});

describe('of two clients', () => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await openWith(FILE);
  });

  test('shows what the model saw: an unknown category and an empty cell are both missing', async () => {
    const [anna, other] = [(await tab.api.card.get('1'))!, (await tab.api.card.get('2'))!];
    expect(anna).toMatchObject({ id: '1', name: 'Анна', asOf: '2024-06-30' });
    expect(anna.versions).toMatchObject([{ import: { source: 'file', name: 'clients.csv' } }]);
    expect(await featureValue(tab, anna, 'age')).toBe(34);
    expect(await featureValue(tab, anna, 'gender')).toBe('Женский');
    expect(await featureValue(tab, anna, 'salary_6to12m_avg')).toBe(85_000.5);
    expect(other).toMatchObject({ name: null, asOf: null });
    expect(other.values.every((value) => value === null)).toBe(true);
  });

  test('does not know a client who is not there', async () => {
    expect(await tab.api.card.get('3')).toBeNull();
    expect(await tab.api.card.get('toString')).toBeNull();
  });

  test('gives the stored forecast again, bit for bit, when nothing or the same is said to change', async () => {
    const stored = (await tab.api.card.get('1'))!.forecast.incomeRub;
    const same = [
      { feature: 'age', value: 34 },
      { feature: 'gender', value: 'Женский' },
      { feature: 'salary_6to12m_avg', value: 85_000.5 },
    ];
    expect((await tab.api.card.predict('1')).incomeRub).toBe(stored);
    expect((await tab.api.card.simulate('1', [])).incomeRub).toBe(stored);
    expect((await tab.api.card.simulate('1', same)).incomeRub).toBe(stored);
  });

  test('takes a category that the model does not know for a missing one', async () => {
    const unknown = await tab.api.card.simulate('1', [{ feature: 'gender', value: 'Марсианин' }]);
    const missing = await tab.api.card.simulate('1', [{ feature: 'gender', value: null }]);
    expect(unknown.incomeRub).toBe(missing.incomeRub);
  });

  test.for([
    ['a feature that no model has', { feature: 'shoe_size', value: 1 }],
    ['the answer itself', { feature: 'target', value: 1 }],
    ['a text where a number stands', { feature: 'age', value: 'old' }],
    ['an endless number', { feature: 'age', value: Number.POSITIVE_INFINITY }],
    ['a number where a text stands', { feature: 'gender', value: 1 }],
  ] as const)('refuses to change %s', async ([, change]) => {
    expect(await nameOfError(tab.api.card.simulate('1', [change]))).toBe('Refused');
  });
});

test('forecasts with changed values and leaves the client as it was', async () => {
  const tab = await openWith(FILE);
  const before = (await tab.api.card.get('1'))!;
  const simulation = await tab.api.card.simulate('1', [
    { feature: 'salary_6to12m_avg', value: 400_000 },
    { feature: 'age', value: null },
  ]);
  expect(simulation.incomeRub).toBeGreaterThan(before.forecast.incomeRub);
  expect(explanationOf(simulation).forecastRub).toBe(simulation.incomeRub);
  expect(simulation.segment.fromRub).toBeLessThanOrEqual(simulation.incomeRub);
  const after = (await tab.api.card.get('1'))!;
  expect(after).toEqual({ ...before, history: after.history });
  expect(after.history.map(({ source, isSimulation }) => [source, isSimulation])).toEqual([
    ['what-if', true],
    ['import', false],
  ]);
});

test('opens the card without an explanation while there is no model', async () => {
  const tab = await openWith(FILE);
  const stored = (await tab.api.card.get('1'))!;
  tab.end();
  const without = await openTab(siteAt('nowhere'));
  const card = (await without.api.card.get('1'))!;
  expect(card.explanation).toMatchObject({ failure: { name: 'ModelMissing' } });
  expect(card).toMatchObject({ id: '1', forecast: stored.forecast, segment: stored.segment });
  expect(card.offers).toEqual(stored.offers);
});

test('does not explain the forecast of one model with another, and forecasts anew when asked', async () => {
  const tab = await openWith(FILE);
  const stored = (await tab.api.card.get('1'))!;
  tab.end();
  const other = await openTab(siteAt('other'));
  const card = (await other.api.card.get('1'))!;
  expect(card.forecast).toEqual({ ...stored.forecast, isByActiveModel: false });
  expect(card.explanation).toMatchObject({ failure: { name: 'ModelMissing' } });
  expect(card.valuesModel).toBe('other-1');
  expect(await other.api.card.predict('1')).toMatchObject({
    modelVersion: 'other-1',
    source: 'card',
    isSimulation: false,
  });
  expect((await other.api.card.get('1'))?.history.map(({ modelVersion }) => modelVersion)).toEqual([
    'other-1',
    stored.forecast.modelVersion,
  ]);
});
