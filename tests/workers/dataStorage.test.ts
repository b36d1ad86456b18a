import { afterAll, beforeEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import {
  demoCopies,
  ended,
  everyone,
  importText,
  nameOfError,
  openTab,
  siteAt,
  smallCsv,
  startAfresh,
  startTab,
  stored,
} from './dataWorker.ts';

beforeEach(startAfresh);
afterAll(() => setQuota(null));

/**
 * Gives this origin so many bytes of disk; null = as many as it had. Chromium remembers for half a minute how much there
 * was, until the origin's databases are cleared by force.
 */
async function setQuota(bytes: number | null): Promise<void> {
  const { origin } = location;
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await cdp().send('Storage.overrideQuotaForOrigin', bytes === null ? { origin } : { origin, quotaSize: bytes });
}

it.for([
  ['is absent', 'nowhere', 'ModelMissing'],
  ['is damaged', 'damaged', 'ModelCorrupt'],
  ['has a contract of another version', 'foreign', 'ModelCorrupt'],
] as const)('refuses an import when the model %s; stored clients stay readable', async ([, site, name]) => {
  const before = await openTab();
  await importText(before, smallCsv(5));
  const list = await before.api.clients(everyone());
  before.end();

  const { api } = startTab();
  expect(await api.open(siteAt(site))).toMatchObject({ clients: 5, modelFailure: { name } });
  expect(await nameOfError(api.model())).toBe(name);
  expect(await nameOfError(api.importStart(new File([smallCsv(9)], 'a.csv')))).toBe(name);
  expect(await nameOfError(api.predict('1'))).toBe(name);
  expect(await api.clients(everyone())).toEqual(list);
  expect((await api.imports()).map(({ state }) => state)).toEqual(['ready']);
});

it('says so when a newer version of the app has changed the database', async () => {
  (await openTab()).end();
  (await openDatabase(9_990)).close();
  const { api } = startTab();
  expect(await nameOfError(api.open(`${location.origin}/`))).toBe('StorageBlocked');
  expect(await nameOfError(api.clients(everyone()))).toBe('StorageBlocked');
});

it('makes way for a newer version of the app in another tab', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  (await openDatabase(9_990)).close();
  expect(await nameOfError(tab.api.imports())).toBe('StorageBlocked');
});

it('says so when a tab with an older version of the app holds the database', async () => {
  const old = await openDatabase(1);
  const { api } = startTab();
  expect(await nameOfError(api.open(`${location.origin}/`))).toBe('StorageBlocked');
  old.close();
  expect(await api.open(`${location.origin}/`)).toMatchObject({ clients: 0 });
});

it('answers every call with the reason until it is open', async () => {
  const { api } = startTab();
  expect(await nameOfError(api.imports())).toBe('StorageBlocked');
});

it('says that the disk is full, keeps what was there, and works again after a delete', {
  timeout: 60_000,
}, async () => {
  // Enough for one chunk and not for ten.
  await setQuota(15_000_000);
  const tab = await openTab();
  const first = await importText(tab, smallCsv(5_000));
  const small = await importText(tab, smallCsv(10, 90_000));
  const before = await tab.api.clients(everyone());

  const failed = await ended(tab, await tab.api.importStart(await demoCopies(10)));
  expect(failed).toMatchObject({
    state: 'failed',
    failure: { kind: 'machinery', failure: { name: 'StorageFull' } },
    counts: { imported: 0 },
  });
  expect(await stored()).toMatchObject({ chunks: 2, rows: 2, scores: 2, log: 2 });
  expect(await tab.api.clients(everyone())).toEqual(before);
  expect((await tab.api.card('90003'))?.importId).toBe(small.id);

  await tab.api.importDelete(first.id);
  expect((await importText(tab, smallCsv(5_000))).state).toBe('ready');
});

/** Opens the app's database at a version of another build of the app, whose tables do not matter here. */
function openDatabase(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tuntundohod', version);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
