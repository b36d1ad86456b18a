import { beforeEach, expect, test } from 'vitest';
import {
  demoCopies,
  ended,
  everyone,
  importText,
  knowsClients,
  nameOfError,
  notified,
  openTab,
  recordOf,
  smallCsv,
  startAfresh,
  startAndStop,
  type Tab,
} from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';

beforeEach(startAfresh);

/** Ids of all visible clients. */
async function idsIn({ api }: Tab): Promise<string[]> {
  return (await api.clients.list(everyone())).rows.map(({ id }) => id);
}

test('turns each row of a file into a client with a forecast', async () => {
  const tab = await openTab();
  const record = await importText(tab, smallCsv(20));
  expect(record).toMatchObject({
    source: 'file',
    fileName: 'clients.csv',
    state: 'ready',
    failure: null,
    modelName: 'income',
    schema: { encoding: 'utf-8', delimiter: ';', idColumn: 'id', nameColumn: null },
    counts: { read: 20, imported: 20, rejected: 0, duplicates: 0, updated: 0, unreadableCells: 0, unseenCategories: 0 },
    progress: { rows: 20, doneBytes: record.sizeBytes, totalBytes: record.sizeBytes },
  });
  const page = await tab.api.clients.list(everyone());
  expect(page.total).toBe(20);
  expect(page.rows.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));
  expect(page.rows.every(({ incomeRub }) => incomeRub > 0)).toBe(true);
});

test('gives the same forecasts after the tab was closed and opened again', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(50));
  const before = await tab.api.clients.list(everyone());
  tab.end();
  const again = await openTab();
  expect(await again.api.clients.list(everyone())).toEqual(before);
  expect((await again.api.open(`${location.origin}/`)).clients).toBe(50);
});

test('imports the demo clients with their names', async () => {
  const tab = await openTab();
  const record = await ended(tab, await tab.api.imports.startDemo());
  expect(record).toMatchObject({ source: 'demo', state: 'ready' });
  const page = await tab.api.clients.list(everyone({ sort: 'name', limit: 5 }));
  expect(page.total).toBe(record.counts.imported);
  expect(page.rows.every(({ name }) => name !== null)).toBe(true);
});

test('takes the last of several rows with one id, and says which rows it left', async () => {
  const tab = await openTab();
  const record = await importText(tab, 'id;age;salary_6to12m_avg\n7;30;100\n8;31;200000\n7;40;300000\n7;50;60000\n');
  expect(record.counts).toMatchObject({ read: 4, imported: 2, duplicates: 2, updated: 0, rejected: 0 });
  expect((await tab.api.card.get('7'))?.history).toHaveLength(1);
  const age = (await tab.api.models.get()).contract.features.findIndex(({ name }) => name === 'age');
  expect((await tab.api.card.get('7'))?.values[age]).toBe(50);
  expect(await tab.api.imports.listProblems(record.id)).toEqual([
    { kind: 'duplicate-id', line: 2, clientId: '7' },
    { kind: 'duplicate-id', line: 4, clientId: '7' },
  ]);
});

test('shows the newest import of a client, and the older one again when the newest is deleted', async () => {
  const tab = await openTab();
  const first = await importText(tab, 'id;age;salary_6to12m_avg\n1;30;30000\n2;30;30000\n', 'first.csv');
  const old = await tab.api.clients.list(everyone());
  const second = await importText(tab, 'id;age;salary_6to12m_avg\n2;30;400000\n3;30;400000\n', 'second.csv');
  expect(second.counts).toMatchObject({ imported: 2, updated: 1, duplicates: 0 });
  expect(await idsIn(tab)).toEqual(['1', '2', '3']);
  const card = await tab.api.card.get('2');
  expect(card).toMatchObject({
    importId: second.id,
    versions: [{ import: { name: 'second.csv' } }, { importId: first.id }],
  });
  expect(card?.history.map(({ source }) => source)).toEqual(['import', 'import']);
  expect(card?.history[0]?.incomeRub).toBe(card?.forecast.incomeRub);
  expect(card?.history[1]?.incomeRub).toBe(old.rows[1]?.incomeRub);

  await tab.api.imports.remove(second.id);
  expect(await tab.api.clients.list(everyone())).toEqual(old);
  expect(await tab.api.card.get('2')).toMatchObject({
    importId: first.id,
    versions: [{ import: { name: 'first.csv' } }],
  });
  expect(await tab.api.card.get('3')).toBeNull();
  expect(await tab.api.imports.list()).toEqual([first]);
});

test('leaves nothing of an import that was cancelled in the middle', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  const id = await startAndStop(tab, await demoCopies(4));
  expect(await recordOf(tab.api, id)).toMatchObject({ state: 'pending', progress: { rows: 5_000 } });
  expect(await idsIn(tab)).toEqual(['1', '2', '3']);
  await tab.api.imports.cancel(id);
  const [record] = await tab.api.imports.list();
  expect(record?.progress.rows).toBe(5_000);
  expect(record).toMatchObject({ id, state: 'cancelled', failure: null, counts: { imported: 0 } });
  expect(await idsIn(tab)).toEqual(['1', '2', '3']);
  expect(await stored()).toEqual({
    chunks: 1,
    rows: 1,
    scores: 1,
    forecasts: 1,
    fits: 1,
    log: 1,
    logDetails: 1,
    models: 0,
  });
  expect(await tab.api.monitoring.get({ from: 0, to: Date.now() + 1 })).toMatchObject({
    requests: 3,
    imports: { total: 2, ready: 1, cancelled: 1 },
  });
});

test('finds an import that a closed tab cut off, removes it and keeps what was there', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  const id = await startAndStop(tab, await demoCopies(2));
  tab.end();

  const again = await openTab();
  expect(await again.api.open(`${location.origin}/`)).toMatchObject({ clients: 3, interrupted: [id] });
  const [record] = await again.api.imports.list();
  expect(record).toMatchObject({ id, state: 'interrupted', counts: { imported: 0 } });
  expect(record?.counts.read).toBeGreaterThan(0);
  expect(await stored()).toEqual({
    chunks: 1,
    rows: 1,
    scores: 1,
    forecasts: 1,
    fits: 1,
    log: 1,
    logDetails: 1,
    models: 0,
  });
  expect((await importText(again, smallCsv(5))).state).toBe('ready');
});

test('is cut off for every open tab when the tab that runs it dies', async () => {
  const [one, other] = [await openTab(), await openTab()];
  const id = await startAndStop(one, await demoCopies(2));
  await notified(other, 'import', ({ record }) => record.state === 'pending');
  one.end();
  await notified(other, 'import', ({ record }) => record.state === 'interrupted');
  expect(await recordOf(other.api, id)).toMatchObject({ state: 'interrupted', counts: { imported: 0 } });
  expect((await importText(other, smallCsv(4))).state).toBe('ready');
});

test('lets one tab import at a time, tells the others, and lets them cancel it', async () => {
  const [one, other] = [await openTab(), await openTab()];
  const id = await startAndStop(one, await demoCopies(2));
  expect(await nameOfError(other.api.imports.start(new File([smallCsv(3)], 'a.csv'), null, null))).toBe('Busy');
  await other.api.imports.cancel(id);
  expect((await ended(other, id)).state).toBe('cancelled');
  const record = await importText(one, smallCsv(4));
  await knowsClients(other, 4);
  expect((await other.api.card.get('4'))?.importId).toBe(record.id);
});

test('tells how it goes on, then its end, then how many clients there are', async () => {
  const tab = await openTab();
  const id = await startAndStop(tab, await demoCopies(2));
  tab.gate.open();
  await ended(tab, id);
  await notified(tab, 'log');
  const received = tab.events.flatMap((event) => (event.kind === 'import' ? [event.record] : []));
  expect([received[0]?.state, received.at(-1)?.state]).toEqual(['pending', 'ready']);
  expect(received.every(({ progress }, at) => progress.rows >= (received[at - 1]?.progress.rows ?? 0))).toBe(true);
  expect(received.at(-1)?.progress).toMatchObject({ rows: 6_000, secondsLeft: 0 });
  const others = tab.events.filter(({ kind }) => kind !== 'import' && kind !== 'eligibility');
  expect(others).toEqual([{ kind: 'clients', clients: 6_000 }, { kind: 'log' }]);
});

test('shows hostile ids and names exactly as they are', async () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '__proto__',
    'constructor',
    "'; DROP TABLE clients; --",
    '=HYPERLINK("x")',
    '\u202Eevil\u202C',
    'a\u200Bb',
    '🙂'.repeat(20),
  ];
  const rows = hostile.map((text, at) => `"${text.replaceAll('"', '""')}";"${hostile[at]?.replaceAll('"', '""')}";30`);
  const tab = await openTab();
  const record = await importText(tab, ['id;name;age', ...rows, ''].join('\n'), '<b>.csv');
  expect(record).toMatchObject({ state: 'ready', fileName: '<b>.csv', counts: { imported: hostile.length } });
  for (const name of hostile) {
    // Letters that nobody sees are no part of an id.
    const id = name.replace(/\p{Cf}/gu, '');
    expect(await tab.api.card.get(id)).toMatchObject({ id, name });
  }
  expect((await tab.api.clients.list(everyone({ search: '<IMG' }))).rows).toMatchObject([{ id: hostile[0] }]);
});

test('reports rejected rows and unreadable cells in the order of the file, also as a CSV file for Excel', async () => {
  const tab = await openTab();
  const text = 'id;age;gender\n1;30;Мужской\n;31;Мужской\n2;=1+1;Марсианин\n3;32\n2;33;Мужской\n';
  const record = await importText(tab, text);
  expect(record.counts).toMatchObject({ read: 5, imported: 2, rejected: 2, duplicates: 1, unreadableCells: 1 });
  const problems = await tab.api.imports.listProblems(record.id);
  expect(problems.map(({ line, kind }) => `${line} ${kind}`)).toEqual([
    '3 no-id',
    '4 unreadable',
    '4 unseen-category',
    '4 duplicate-id',
    '5 ragged',
  ]);
  const csv = await (await tab.api.imports.exportProblems(record.id)).bytes();
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv).split('\r\n')).toEqual([
    '\uFEFFline;column;value;reason',
    '3;;;no-id',
    '4;age;"\'=1+1";unreadable',
    '4;gender;Марсианин;unseen-category',
    '4;;2;duplicate-id',
    '5;;2 ≠ 3;ragged',
  ]);
});

test('reads a windows-1251 file', async () => {
  const tab = await openTab();
  const name = Uint8Array.from([0xcf, 0xb8, 0xf2, 0xf0]);
  const record = await importText(tab, ['id;name;age\n1;', name, ';30\n']);
  expect(record).toMatchObject({ state: 'ready', schema: { encoding: 'windows-1251' } });
  expect((await tab.api.clients.list(everyone({ search: 'пёт' }))).rows).toMatchObject([{ id: '1', name: 'Пётр' }]);
});
