import { beforeEach, expect, test } from 'vitest';
import { waitFor } from '../../waitFor.ts';
import {
  ended,
  everyone,
  importText,
  nameOfError,
  notified,
  openTab,
  siteAt,
  smallCsv,
  startAfresh,
  startAndStop,
  type Tab,
} from '../dataWorker.ts';
import { refusal } from '../outcomes.ts';
import { answerTo, changeTable, stored } from '../rawDatabase.ts';
import { importModel, ownFile } from './modelFiles.ts';

beforeEach(startAfresh);

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function openMany(): Promise<Tab> {
  return openTab(siteAt('many'));
}

async function listed({ api }: Tab): Promise<string[]> {
  return (await api.models.list()).map(({ version, isActive, clients }) => `${version} ${isActive} ${clients}`);
}

test('lists the models that ship, with what each can do', async () => {
  const tab = await openMany();
  const models = await tab.api.models.list();
  const can = models.map(({ name, origin, isActive, hasInterval, isExplainable, features, trees }) => [
    name,
    origin,
    isActive,
    hasInterval,
    isExplainable,
    features,
    trees,
  ]);
  expect(can).toEqual([
    ['income', 'shipped', true, true, true, 8, 3],
    ['plain', 'shipped', false, false, true, 3, 2],
    ['uncovered', 'shipped', false, false, false, 2, 2],
  ]);
  const { contract, ...listing } = await tab.api.models.get();
  expect(listing).toEqual(models[0]);
  expect(contract.version).toBe('many-1');
  expect((await tab.api.models.get('plain-1')).contract.name).toBe('plain');
  expect(await nameOfError(tab.api.models.get('nobody'))).toBe('ModelMissing');
});

test('stores and shows the interval of each forecast, and none for a model without', async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(30));
  const { rows } = await tab.api.clients.list(everyone());
  for (const { incomeRub, interval } of rows) {
    expect(interval!.lowRub).toBeLessThan(incomeRub);
    expect(interval!.highRub).toBeGreaterThan(incomeRub);
  }
  const [row] = rows;
  const card = (await tab.api.card.get(row!.id))!;
  const past = await tab.api.card.predict(row!.id);
  const simulation = await tab.api.card.simulate(row!.id, []);
  for (const found of [card.forecast, card.history[0], past, simulation]) {
    expect(found).toMatchObject({ incomeRub: row!.incomeRub, interval: row!.interval });
  }
  const { entries } = await tab.api.log.list({
    range: EVER,
    clientId: row!.id,
    source: null,
    status: null,
    offset: 0,
    limit: 9,
  });
  expect(entries.map(({ interval }) => interval)).toEqual([row!.interval, row!.interval]);
  expect((await tab.api.log.get(entries[0]!.id))?.interval).toEqual(row!.interval);
  tab.end();

  const again = await openMany();
  expect((await again.api.clients.list(everyone())).rows).toEqual(rows);
  await again.api.models.activate('plain-1');
  await importText(again, smallCsv(1));
  expect((await again.api.clients.list(everyone())).rows[0]).toMatchObject({ id: '1', interval: null });
  expect((await again.api.card.get('1'))?.forecast.interval).toBeNull();
});

test('explains in roubles what a model of a transformed target forecasts', async () => {
  const tab = await openMany();
  await importText(tab, 'id;age;salary_6to12m_avg;gender\n1;30;90000;Мужской\n');
  const card = (await tab.api.card.get('1'))!;
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
});

test('switches to another model for all tabs; forecasts keep the version that made them', async () => {
  const [tab, other] = [await openMany(), await openMany()];
  await importText(tab, smallCsv(3));
  const before = (await tab.api.card.get('2'))!;
  expect(before.forecast).toMatchObject({ modelName: 'income', modelVersion: 'many-1', isByActiveModel: true });
  await tab.api.models.activate('plain-1');
  await notified(other, 'models');
  for (const { api } of [tab, other]) {
    expect((await api.models.get()).version).toBe('plain-1');
    const card = (await api.card.get('2'))!;
    expect(card).toEqual({ ...before, forecast: { ...before.forecast, isByActiveModel: false } });
    expect(card.valuesModel).toBe('many-1');
  }
  expect(await listed(tab)).toEqual(['many-1 false 3', 'plain-1 true 0', 'uncovered-1 false 0']);
  expect(await tab.api.card.predict('2')).toMatchObject({ modelVersion: 'plain-1', interval: null });
  expect((await tab.api.card.simulate('2', [{ feature: 'extra', value: 5 }])).modelVersion).toBe('plain-1');
  await importText(other, smallCsv(1));
  await waitFor(
    'the forecast of another tab to be counted',
    async () => (await tab.api.models.list())[1]?.clients,
    (clients) => clients === 1,
  );
  expect(await listed(tab)).toEqual(['many-1 false 2', 'plain-1 true 1', 'uncovered-1 false 0']);
  expect((await tab.api.card.get('1'))?.history.map(({ modelVersion }) => modelVersion)).toEqual(['plain-1', 'many-1']);
  tab.end();
  expect((await (await openMany()).api.models.get()).version).toBe('plain-1');
});

test('is not switched under a running import', async () => {
  const [tab, other] = [await openMany(), await openMany()];
  const id = await startAndStop(tab, new File([smallCsv(6_000)], 'clients.csv'));
  const calls = [tab.api.models.activate('plain-1'), other.api.models.activate('plain-1'), other.api.rescoring.start()];
  expect(await Promise.all(calls.map(nameOfError))).toEqual(['Busy', 'Busy', 'Busy']);
  tab.gate.open();
  expect(await ended(tab, id)).toMatchObject({ state: 'ready', modelVersion: 'many-1' });
  await other.api.models.activate('plain-1');
});

test('remembers a shipped model by name: an update of the site brings its new version', async () => {
  const tab = await openMany();
  await tab.api.models.activate('plain-1');
  await tab.api.models.activate('many-1');
  await importText(tab, smallCsv(2));
  tab.end();
  const updated = await openTab(siteAt('many-updated'));
  expect((await updated.api.models.get()).version).toBe('many-2');
  const card = (await updated.api.card.get('1'))!;
  expect(card.forecast).toMatchObject({ modelVersion: 'many-1', isByActiveModel: false });
  expect(card.explanation).toMatchObject({
    failure: { name: 'ModelMissing', message: expect.stringContaining('many-1') },
  });
  expect(card.valuesModel).toBe('many-2');
});

test('says that the chosen model is gone, uses no other in its place, and lets another be activated', async () => {
  const tab = await openMany();
  await tab.api.models.activate('plain-1');
  await importText(tab, smallCsv(2));
  tab.end();
  const { api } = await openTab(siteAt('many-updated'));
  expect(await api.open(siteAt('many-updated'))).toMatchObject({ clients: 2, modelFailure: { name: 'ModelMissing' } });
  expect(await nameOfError(api.card.predict('1'))).toBe('ModelMissing');
  expect(await nameOfError(api.imports.start(new File([smallCsv(1)], 'a.csv'), null, null))).toBe('ModelMissing');
  expect((await api.clients.list(everyone())).total).toBe(2);
  expect((await api.models.list()).map(({ version, isActive }) => [version, isActive])).toEqual([['many-2', false]]);
  await api.models.activate('many-2');
  expect(await api.open(siteAt('many-updated'))).toMatchObject({ modelFailure: null });
  expect((await api.card.predict('1')).modelVersion).toBe('many-2');
});

test('forecasts with a model without covers, and says why that cannot be explained', async () => {
  const tab = await openMany();
  await tab.api.models.activate('uncovered-1');
  await importText(tab, smallCsv(2));
  const card = (await tab.api.card.get('1'))!;
  expect(card.forecast).toMatchObject({ modelVersion: 'uncovered-1', isByActiveModel: true });
  expect(card.explanation).toMatchObject({ failure: { name: 'NoCovers' } });
  const simulation = await tab.api.card.simulate('1', [{ feature: 'salary_6to12m_avg', value: 90_000 }]);
  expect(simulation.incomeRub).toBeGreaterThan(card.forecast.incomeRub);
  expect(simulation.explanation).toMatchObject({ failure: { name: 'NoCovers' } });
});

test('keeps an imported model over a restart, explains with it, and forecasts as before', async () => {
  const tab = await openMany();
  const version = await importModel(tab, ownFile('mine'), 'mine');
  await importText(tab, smallCsv(5));
  const card = (await tab.api.card.get('3'))!;
  expect(card.forecast).toMatchObject({ modelName: 'mine', modelVersion: version, isByActiveModel: true });
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
  tab.end();
  // Also on a site without shipped models.
  for (const site of ['many', 'nowhere'] as const) {
    const again = await openTab(siteAt(site));
    expect(await again.api.open(siteAt(site))).toMatchObject({ modelFailure: null });
    expect(await again.api.card.get('3')).toEqual(card);
    expect((await again.api.models.list()).at(-1)).toMatchObject({
      name: 'mine',
      origin: 'imported',
      isActive: true,
      clients: 5,
    });
    again.end();
  }
});

test('does not remove a model in use or one that ships; forecasts of a removed one stay', async () => {
  const [tab, other] = [await openMany(), await openMany()];
  const version = await importModel(tab, ownFile('mine'), 'mine');
  await importText(tab, smallCsv(2));
  const made = (await tab.api.card.get('1'))!.forecast;
  expect(await refusal(other.api.models.remove(version))).toEqual({ kind: 'active' });
  expect(await refusal(tab.api.models.remove('plain-1'))).toEqual({ kind: 'shipped' });
  await tab.api.models.activate('many-1');
  expect(await refusal(tab.api.models.remove('many-1'))).toEqual({ kind: 'active' });
  await tab.api.models.remove(version);
  expect(await stored()).toMatchObject({ models: 0, scores: 1 });
  expect(await nameOfError(tab.api.models.remove(version))).toBe('NotFound');
  expect(await nameOfError(other.api.models.activate(version))).toBe('NotFound');
  for (const { api } of [tab, other]) {
    expect(await api.card.get('1')).toMatchObject({
      forecast: { ...made, isByActiveModel: false },
      explanation: { failure: { name: 'ModelMissing' } },
    });
  }
});

test('refuses an imported model whose bytes have changed on disk', async () => {
  const tab = await openMany();
  const version = await importModel(tab, ownFile('mine'), 'mine');
  await tab.api.models.activate('many-1');
  tab.end();
  await changeTable('models', async (models) => {
    const [record] = await answerTo(models.getAll());
    record.file[record.file.length - 500] ^= 1;
    models.put(record);
  });
  const { api } = await openMany();
  expect(await nameOfError(api.models.activate(version))).toBe('ModelCorrupt');
  expect((await api.models.get()).version).toBe('many-1');
});

test('keeps the choice of model when segments and products are reset', async () => {
  const tab = await openMany();
  await tab.api.models.activate('plain-1');
  await tab.api.offers.reset();
  expect((await tab.api.models.get()).version).toBe('plain-1');
});
