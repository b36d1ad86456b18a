import { beforeEach, expect, test } from 'vitest';
import { waitFor } from '../../waitFor.ts';
import {
  everyone,
  importText,
  nameOfError,
  notified,
  openTab,
  rescored,
  rescoringEnds,
  siteAt,
  smallCsv,
  startAfresh,
  type Tab,
} from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';

beforeEach(startAfresh);

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER };
/** Three chunks, enough for a pool of workers. */
const ROWS = 11_000;

const openMany = () => openTab(siteAt('many'));

async function versionsSeen({ api }: Tab): Promise<string[]> {
  const { rows } = await api.clients.list(everyone());
  const cards = await Promise.all(rows.map(({ id }) => api.card.get(id)));
  return cards.map((card) => card?.forecast.modelVersion ?? '');
}

/** Many clients forecast by one model while another one is active. */
async function openLarge(): Promise<Tab> {
  const tab = await openMany();
  await importText(tab, smallCsv(ROWS));
  await tab.api.models.activate('plain-1');
  return tab;
}

/** Starts a re-scoring and stops it at the gate once the forecasts of its first chunk are on disk. */
async function startAndStopAt(tab: Tab): Promise<void> {
  const { scores } = await stored();
  tab.gate.close(1);
  await tab.api.rescoring.start();
  await tab.gate.reached();
  await waitFor('forecasts of the first chunk on the disk', stored, (now) => now.scores! > scores!);
}

test('forecasts all clients anew; each keeps the forecasts of every version in its history', async () => {
  const [tab, other] = [await openMany(), await openMany()];
  await importText(tab, smallCsv(3));
  await importText(tab, smallCsv(3, 3));
  const before = (await tab.api.card.get('3'))!;
  await tab.api.models.activate('plain-1');
  const imported = await importText(tab, 'id;age;salary_6to12m_avg;extra\n9;30;90000;1\n');
  await rescored(tab);
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({
    modelName: 'plain',
    modelVersion: 'plain-1',
    state: 'done',
    doneRows: 6,
    totalRows: 6,
    failure: null,
    elsewhere: false,
  });
  expect(await versionsSeen(tab)).toEqual(Array.from({ length: 6 }, () => 'plain-1'));
  await notified(other, 'rescoring', ({ rescoring }) => rescoring.state === 'done');
  await waitFor(
    'the new forecasts in the other tab',
    () => versionsSeen(other),
    (versions) => versions.every((version) => version === 'plain-1'),
  );

  const card = (await tab.api.card.get('3'))!;
  expect(card.forecast).toMatchObject({ modelName: 'plain', isByActiveModel: true, interval: null });
  expect(card.forecast.incomeRub).toBe((await tab.api.card.predict('3')).incomeRub);
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
  expect(card.importedAt).toBe(before.importedAt);
  expect(card.history.map(({ source, modelVersion }) => `${source} ${modelVersion}`)).toEqual([
    'rescoring plain-1',
    'rescoring plain-1',
    'import many-1',
    'import many-1',
  ]);
  expect(card.history.slice(2)).toEqual(before.history);
  expect((await tab.api.models.list()).map(({ clients }) => clients)).toEqual([0, 6, 0]);
  expect((await tab.api.imports.list())[0]).toEqual(imported);

  const page = await tab.api.log.list({
    range: EVER,
    clientId: '',
    source: 'rescoring',
    status: null,
    offset: 0,
    limit: 9,
  });
  expect(page.entries.map(({ kind, requests, modelVersion }) => [kind, requests, modelVersion])).toEqual([
    ['batch', 3, 'plain-1'],
    ['batch', 3, 'plain-1'],
  ]);
  expect(await tab.api.monitoring.get(EVER)).toMatchObject({
    requests: 14,
    bySource: { import: 7, rescoring: 6, card: 1, 'what-if': 0 },
    byModelVersion: { 'many-1': 6, 'plain-1': 8 },
  });
  tab.end();
  expect(await versionsSeen(await openMany())).toEqual(Array.from({ length: 6 }, () => 'plain-1'));
});

test('shows the forecasts that a model made before, without making them again', async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(4));
  const before = await tab.api.clients.list(everyone());
  await tab.api.models.activate('plain-1');
  await rescored(tab);
  await tab.api.models.activate('many-1');
  await rescored(tab);
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({ state: 'done', totalRows: 0 });
  expect(await tab.api.clients.list(everyone())).toEqual(before);
  expect(await stored()).toMatchObject({ scores: 2, forecasts: 2, log: 2 });
  expect((await tab.api.card.get('1'))?.history).toHaveLength(2);
});

test('does not count rows that a later row of the same file replaced', async () => {
  const tab = await openMany();
  await importText(tab, 'id;age;salary_6to12m_avg\n1;30;1\n1;31;90000\n2;40;1\n');
  await tab.api.models.activate('plain-1');
  await rescored(tab);
  expect((await tab.api.monitoring.get(EVER)).bySource.rescoring).toBe(2);
  expect((await tab.api.card.get('1'))?.history).toHaveLength(2);
});

test('removes the forecasts of all versions with their import', async () => {
  const tab = await openMany();
  const { id } = await importText(tab, smallCsv(4));
  await tab.api.models.activate('plain-1');
  await rescored(tab);
  await tab.api.imports.remove(id);
  expect(await stored()).toMatchObject({ chunks: 0, rows: 0, scores: 0, forecasts: 0, log: 2 });
});

test('tells its progress to all tabs, and another tab can stop it; nothing of it stays', async () => {
  const tab = await openLarge();
  const other = await openMany();
  const before = await tab.api.clients.list(everyone());
  const there = await stored();
  await startAndStopAt(tab);
  const refused = [
    other.api.rescoring.start(),
    other.api.models.activate('plain-1'),
    other.api.imports.start(new File([smallCsv(1)], 'a.csv'), null, null),
  ];
  expect(await Promise.all(refused.map(nameOfError))).toEqual(['Busy', 'Busy', 'Busy']);
  expect(await other.api.rescoring.getCurrent()).toMatchObject({
    modelVersion: 'plain-1',
    state: 'running',
    elsewhere: true,
  });
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({ doneRows: 5_000, totalRows: ROWS, elsewhere: false });
  expect(await tab.api.clients.list(everyone())).toEqual(before);
  expect((await tab.api.card.get('1'))?.history).toHaveLength(1);
  await other.api.rescoring.cancel();
  await notified(other, 'rescoring', ({ rescoring }) => rescoring.state === 'cancelled');
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({ state: 'cancelled', doneRows: 5_000 });
  expect(await stored()).toEqual(there);
  expect(await tab.api.clients.list(everyone())).toEqual(before);
  expect((await tab.api.monitoring.get(EVER)).bySource.rescoring).toBe(0);
  const received = tab.events.filter((event) => event.kind === 'rescoring').map(({ rescoring }) => rescoring);
  expect(received.every(({ doneRows, totalRows }) => doneRows <= totalRows && totalRows === ROWS)).toBe(true);
  expect((await importText(other, smallCsv(1))).state).toBe('ready');
});

test('leaves nothing of one whose tab died: another open tab says so, and so does the next start', async () => {
  const tab = await openLarge();
  const other = await openMany();
  const before = await tab.api.clients.list(everyone());
  const there = await stored();
  await startAndStopAt(tab);
  tab.end();
  await notified(other, 'rescoring', ({ rescoring }) => rescoring.state === 'failed');
  expect(await stored()).toEqual(there);
  expect(await other.api.clients.list(everyone())).toEqual(before);

  await startAndStopAt(other);
  other.end();
  const again = await openMany();
  expect(await again.api.rescoring.getCurrent()).toBeNull();
  expect(await stored()).toEqual(there);
  expect(await again.api.clients.list(everyone())).toEqual(before);
  await rescored(again);
  expect(await again.api.rescoring.getCurrent()).toMatchObject({ state: 'done', doneRows: ROWS });
  expect((await again.api.models.list()).find(({ isActive }) => isActive)?.clients).toBe(ROWS);
});

test('goes on when an import is deleted under it', async () => {
  const tab = await openMany();
  const large = await importText(tab, smallCsv(ROWS));
  await importText(tab, smallCsv(2, 900_000));
  await tab.api.models.activate('plain-1');
  await startAndStopAt(tab);
  await tab.api.imports.remove(large.id);
  tab.gate.open();
  expect(await rescoringEnds(tab.api)).toMatchObject({ state: 'done' });
  expect(await versionsSeen(tab)).toEqual(['plain-1', 'plain-1']);
  expect(await stored()).toMatchObject({ chunks: 1, rows: 1, scores: 2, forecasts: 2 });
});
