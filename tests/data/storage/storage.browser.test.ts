import { afterAll, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import {
  demoCopies,
  ended,
  everyone,
  importText,
  nameOfError,
  openTab,
  rescored,
  siteAt,
  smallCsv,
  startAfresh,
  startTab,
} from '../dataWorker.ts';
import { openDatabase, stored } from '../rawDatabase.ts';
import { createEarlier } from './earlierVersions.ts';

beforeEach(startAfresh);
afterAll(() => setQuota(null));

/**
 * Gives this origin `bytes` of disk; null = the original quota. Chromium caches the available space for half a minute,
 * until the origin's databases are cleared by force.
 */
async function setQuota(bytes: number | null): Promise<void> {
  const { origin } = location;
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await cdp().send('Storage.overrideQuotaForOrigin', bytes === null ? { origin } : { origin, quotaSize: bytes });
}

test.for([
  ['is absent', 'nowhere', 'ModelMissing'],
  ['is damaged', 'damaged', 'ModelCorrupt'],
  ['has a contract of another version', 'external', 'ModelCorrupt'],
] as const)('refuses an import when the model %s; stored clients stay readable', async ([, site, name]) => {
  const before = await openTab();
  await importText(before, smallCsv(5));
  const list = await before.api.clients.list(everyone());
  before.end();

  const { api } = startTab();
  expect(await api.open(siteAt(site))).toMatchObject({ clients: 5, modelFailure: { name } });
  expect(await nameOfError(api.models.get())).toBe(name);
  expect(await nameOfError(api.imports.start(new File([smallCsv(9)], 'a.csv'), null, null))).toBe(name);
  expect(await nameOfError(api.card.predict('1'))).toBe(name);
  expect(await api.clients.list(everyone())).toEqual(list);
  expect((await api.imports.list()).map(({ state }) => state)).toEqual(['ready']);
});

test('says so when a newer version of the app has changed the database', async () => {
  (await openTab()).end();
  (await openDatabase(9_990)).close();
  const { api } = startTab();
  expect(await nameOfError(api.open(`${location.origin}/`))).toBe('StorageBlocked');
  expect(await nameOfError(api.clients.list(everyone()))).toBe('StorageBlocked');
});

test('makes way for a newer version of the app in another tab', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  (await openDatabase(9_990)).close();
  expect(await nameOfError(tab.api.imports.list())).toBe('StorageBlocked');
});

test('says so when a tab with an older version of the app holds the database', async () => {
  const old = await openDatabase(1);
  const { api } = startTab();
  expect(await nameOfError(api.open(`${location.origin}/`))).toBe('StorageBlocked');
  old.close();
  expect(await api.open(`${location.origin}/`)).toMatchObject({ clients: 0 });
});

test('answers every call with the reason until it is open', async () => {
  const { api } = startTab();
  expect(await nameOfError(api.imports.list())).toBe('StorageBlocked');
});

test('opens a database of the first version of the app: its forecasts are shown, without intervals', async () => {
  await createEarlier(1);
  const tab = await openTab(siteAt('other'));
  const { api } = tab;
  expect(await api.clients.list(everyone())).toMatchObject({
    rows: [{ id: '1', name: 'Анна', incomeRub: 70_000, interval: null }],
  });
  const card = (await api.card.get('1'))!;
  expect(card.forecast).toEqual({
    incomeRub: 70_000,
    interval: null,
    modelName: 'income',
    modelVersion: 'old-1',
    madeAt: 2_000,
    isByActiveModel: false,
  });
  expect(card.history).toMatchObject([{ source: 'import', at: 2_000, incomeRub: 70_000, interval: null }]);
  await rescored(tab);
  expect((await api.card.get('1'))?.forecast).toMatchObject({ modelVersion: 'other-1', isByActiveModel: true });
});

test('opens a database of the version before imports had names, choices and hashes', async () => {
  await createEarlier(3);
  const tab = await openTab();
  const { api } = tab;
  expect(await api.clients.list(everyone())).toMatchObject({
    rows: [{ id: '1', name: 'Анна', incomeRub: 70_000, interval: { lowRub: 50_000, highRub: 90_000 } }],
  });
  const [record] = await api.imports.list();
  expect(record).toMatchObject({
    id: 1,
    name: 'old.csv',
    storedBytes: null,
    quality: null,
    canRunAgain: false,
    counts: { imported: 1, unchanged: 0, actualIncomes: 0 },
    choices: { encoding: null, uses: {} },
  });
  expect(await api.imports.listProblems(1)).toEqual([{ kind: 'no-id', line: 3 }]);
  const rejected = await (await api.imports.exportRejected(1, 'en')).text();
  expect(rejected.split('\r\n')).toEqual(['line;column;value;reason', '3;;;no-id']);
  expect(await api.imports.listColumns(1)).toBeNull();
  expect(await api.imports.getHandle(1)).toBeNull();
  expect(await api.card.get('1')).toMatchObject({
    actualIncomeRub: null,
    versions: [{ importId: 1, at: 2_000, import: { name: 'old.csv' } }],
  });

  // The hash of these values is unknown, so they are forecast again, but only once.
  const file = 'id;name;age\n1;Анна;30\n';
  expect((await importText(tab, file)).counts).toMatchObject({ updated: 1, unchanged: 0 });
  const same = await importText(tab, file);
  expect(same.counts).toMatchObject({ updated: 1, unchanged: 1 });
  expect(await api.card.getChanges('1', 2)).toMatchObject({ hasBefore: true, changes: [] });
  await api.imports.rename(1, 'Old');
  expect((await api.card.get('1'))?.versions.at(-1)).toMatchObject({ import: { name: 'Old' } });
  await api.imports.remove(1);
  expect((await api.card.get('1'))?.versions.map(({ importId }) => importId)).toEqual([same.id, 2]);
  expect(await stored()).toMatchObject({ chunks: 2, rows: 2, scores: 2, forecasts: 2 });
});

test('says that the disk is full, keeps what was there, and works again after a delete', async () => {
  // Enough for one chunk but not for ten.
  await setQuota(15_000_000);
  const tab = await openTab();
  const first = await importText(tab, smallCsv(5_000));
  const small = await importText(tab, smallCsv(10, 90_000));
  const before = await tab.api.clients.list(everyone());

  const failed = await ended(tab, await tab.api.imports.start(await demoCopies(10), null, null));
  expect(failed).toMatchObject({
    state: 'failed',
    failure: { kind: 'machinery', failure: { name: 'StorageFull' } },
    counts: { imported: 0 },
  });
  expect(await stored()).toMatchObject({ chunks: 2, rows: 2, scores: 2, log: 2 });
  expect(await tab.api.clients.list(everyone())).toEqual(before);
  expect((await tab.api.card.get('90003'))?.importId).toBe(small.id);

  await tab.api.imports.remove(first.id);
  expect((await importText(tab, smallCsv(5_000))).state).toBe('ready');
});
