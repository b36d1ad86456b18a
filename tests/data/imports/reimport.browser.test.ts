import { beforeEach, expect, test } from 'vitest';
import { wmae } from '../../../src/core/metrics/metrics.ts';
import type { ClientRow } from '../../../workers/data/clients/clients.api.ts';
import { everyone, importText, openTab, rescored, siteAt, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';

beforeEach(startAfresh);

const ALL_TIME = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function rowsOf({ api }: Tab): Promise<ClientRow[]> {
  return (await api.clients.list(everyone())).rows;
}

test('takes over the forecasts of clients whose values did not change, to the bit, and forecasts the others', async () => {
  const tab = await openTab();
  await importText(tab, 'id;age;salary_6to12m_avg\n1;30;30000\n2;40;90000\n3;50;50000\n');
  const before = await rowsOf(tab);
  const again = await importText(tab, 'salary_6to12m_avg;id;age\n30000;1;30\n91000;2;40\n50000;3;50\n70000;4;60\n');
  expect(again.counts).toMatchObject({ imported: 4, updated: 3, unchanged: 2 });
  const after = await rowsOf(tab);
  expect([after[0], after[2]]).toEqual([before[0], before[2]]);
  expect(after[1]?.incomeRub).not.toBe(before[1]?.incomeRub);

  // The same clients in an empty database.
  await startAfresh();
  const fresh = await openTab();
  await importText(fresh, 'id;age;salary_6to12m_avg\n1;30;30000\n2;40;91000\n3;50;50000\n4;60;70000\n');
  expect(after).toEqual(await rowsOf(fresh));
});

test('asks the model for nobody when nothing changed, and logs only what was forecast', async () => {
  const tab = await openTab();
  const first = await importText(tab, smallCsv(20));
  const same = await importText(tab, smallCsv(20));
  expect(same.counts).toMatchObject({ imported: 20, updated: 20, unchanged: 20 });
  expect(same.timings.score).toBe(0);
  expect(await stored()).toMatchObject({ chunks: 2, scores: 2, log: 1 });
  const more = await importText(tab, smallCsv(25));
  expect(more.counts).toMatchObject({ imported: 25, updated: 20, unchanged: 20 });

  const { entries } = await tab.api.log.list({
    range: ALL_TIME,
    clientId: '',
    source: null,
    status: null,
    offset: 0,
    limit: 10,
  });
  expect(entries.map(({ importId, requests }) => ({ importId, requests }))).toEqual([
    { importId: more.id, requests: 5 },
    { importId: first.id, requests: 20 },
  ]);
  const monitoring = await tab.api.monitoring.get(ALL_TIME);
  expect(monitoring).toMatchObject({
    requests: 25,
    uniqueClients: 25,
    bySource: { import: 25 },
    batchLatency: { rows: 25 },
  });
  expect(Object.values(monitoring.bySegment).reduce((sum, count) => sum + count, 0)).toBe(25);
  expect((await tab.api.card.get('7'))?.history.map(({ importId }) => importId)).toEqual([more.id, same.id, first.id]);
});

test('counts a client of several rows by the last of them', async () => {
  const tab = await openTab();
  await importText(tab, 'id;age;salary_6to12m_avg\n7;30;30000\n8;40;90000\n');
  const before = await rowsOf(tab);
  // Client 7 has the earlier values first and then new ones; client 8 has new ones first.
  const record = await importText(tab, 'id;age;salary_6to12m_avg\n7;30;30000\n8;41;90000\n7;31;30000\n8;40;90000\n');
  expect(record.counts).toMatchObject({ read: 4, imported: 2, duplicates: 2, updated: 2, unchanged: 1 });
  const after = await rowsOf(tab);
  expect(after[1]).toEqual(before[1]);
  expect(after[0]).not.toEqual(before[0]);
  expect(await tab.api.monitoring.get(ALL_TIME)).toMatchObject({ requests: 3 });
});

test('forecasts everyone again when another model is the active one, and after that nobody', async () => {
  const tab = await openTab(siteAt('many'));
  await importText(tab, smallCsv(10));
  const other = (await tab.api.models.list()).find(({ name }) => name === 'plain')!;
  await tab.api.models.activate(other.version);
  expect((await importText(tab, smallCsv(10))).counts).toMatchObject({ updated: 10, unchanged: 0 });
  expect((await importText(tab, smallCsv(10))).counts).toMatchObject({ updated: 10, unchanged: 10 });
  expect((await tab.api.card.get('3'))?.forecast.modelVersion).toBe(other.version);
});

test('takes over a forecast that a re-scoring with a model of the same features made', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(10));
  const other = (await tab.api.models.list()).find(({ isActive }) => !isActive)!;
  await tab.api.models.activate(other.version);
  await rescored(tab);
  const before = await rowsOf(tab);
  expect((await importText(tab, smallCsv(10))).counts).toMatchObject({ unchanged: 10 });
  expect(await rowsOf(tab)).toEqual(before);
});

test('measures the forecasts by the actual incomes of the file, each client once', async () => {
  const tab = await openTab();
  const record = await importText(
    tab,
    'id;age;target\n1;30;50000\n2;40;\n3;50;200000,5\n1;31;60000\n4;60;84017,08\n5;20;70000\n5;21;\n',
  );
  expect(record.counts).toMatchObject({ imported: 5, actualIncomes: 3 });
  const rows = await rowsOf(tab);
  expect(rows.map(({ actualIncomeRub }) => actualIncomeRub)).toEqual([60_000, null, 200_000.5, 84_017.08, null]);
  const known = rows.filter(({ actualIncomeRub }) => actualIncomeRub !== null);
  const actual = known.map(({ actualIncomeRub }) => actualIncomeRub ?? 0);
  const forecast = known.map(({ incomeRub }) => incomeRub);
  const errors = actual.map((income, at) => Math.abs(income - (forecast[at] ?? 0)));
  expect(record.quality?.rows).toBe(3);
  expect(record.quality?.maeRub).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 3, 6);
  expect(record.quality?.wmae.normalised).toBeCloseTo(wmae(actual, forecast).normalised, 6);
  expect(record.quality?.wmae.official).toBeCloseTo(wmae(actual, forecast).official, 6);
  expect((await tab.api.card.get('3'))?.actualIncomeRub).toBe(200_000.5);
  expect(await tab.api.imports.listProblems(record.id)).toHaveLength(2);
});

test('knows no quality without actual incomes, and an actual income changes no forecast', async () => {
  const tab = await openTab();
  expect((await importText(tab, 'id;age;salary_6to12m_avg\n1;30;30000\n')).quality).toBeNull();
  const [before] = await rowsOf(tab);
  const record = await importText(tab, 'id;age;salary_6to12m_avg;target\n1;30;30000;900000\n');
  // The actual income is no input: the values are the same.
  expect(record.counts).toMatchObject({ unchanged: 1, actualIncomes: 1 });
  expect(await rowsOf(tab)).toEqual([{ ...before, actualIncomeRub: 900_000 }]);
});

test('tells what each import changed in a client', async () => {
  const tab = await openTab();
  const first = await importText(tab, 'id;age;gender;dt;target\n1;30;Мужской;2024-05-31;50000\n', 'may.csv');
  const second = await importText(tab, 'id;age;salary_6to12m_avg;gender\n1;31;30000,5;Женский\n', 'june.csv');
  const third = await importText(tab, 'id;gender;salary_6to12m_avg;age\n1;Женский;30000,5;31\n', 'july.csv');
  const card = (await tab.api.card.get('1'))!;
  expect(card.versions.map((version) => [version.importId, version.import.name])).toEqual([
    [third.id, 'july.csv'],
    [second.id, 'june.csv'],
    [first.id, 'may.csv'],
  ]);
  const same = { changes: [], actualIncomeRub: null, asOf: null };
  expect(await tab.api.card.getChanges('1', first.id)).toEqual({ importId: first.id, hasBefore: false, ...same });
  expect(await tab.api.card.getChanges('1', third.id)).toEqual({ importId: third.id, hasBefore: true, ...same });
  expect(await tab.api.card.getChanges('1', second.id)).toEqual({
    importId: second.id,
    hasBefore: true,
    changes: [
      { feature: 'salary_6to12m_avg', before: null, after: 30_000.5 },
      { feature: 'gender', before: 'Мужской', after: 'Женский' },
      { feature: 'age', before: 30, after: 31 },
    ],
    actualIncomeRub: { before: 50_000, after: null },
    asOf: { before: '2024-05-31', after: null },
  });
  expect(await tab.api.card.getChanges('nobody', first.id)).toBeNull();

  await tab.api.imports.remove(second.id);
  const changes = await tab.api.card.getChanges('1', third.id);
  expect(changes?.changes.map(({ feature }) => feature)).toEqual(['salary_6to12m_avg', 'gender', 'age']);
  expect(await tab.api.card.getChanges('1', second.id)).toBeNull();
});
