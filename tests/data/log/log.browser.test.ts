import { beforeEach, expect, test } from 'vitest';
import type { LogQuery } from '../../../workers/data/log/log.api.ts';
import { everyone, importText, nameOfError, openTab, siteAt, smallCsv, startAfresh } from '../dataWorker.ts';

beforeEach(startAfresh);

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER };

function wholeLog(changes: Partial<LogQuery> = {}): LogQuery {
  return { range: EVER, clientId: '', source: null, status: null, offset: 0, limit: 50, ...changes };
}

test('logs a simulation with what the model saw, the changes and the times', async () => {
  const tab = await openTab();
  await importText(tab, 'id;age;gender\n1;30;Мужской\n');
  const changes = [
    { feature: 'age', value: 61 },
    { feature: 'gender', value: 'Марсианин' },
  ];
  const simulation = await tab.api.card.simulate('1', changes);
  const { entries, matched } = await tab.api.log.list(wholeLog({ source: 'what-if' }));
  expect(matched).toBe(1);
  expect(entries).toMatchObject([
    {
      kind: 'single',
      requests: 1,
      clientId: '1',
      source: 'what-if',
      isSimulation: true,
      status: 'ok',
      failure: null,
      importId: null,
      segmentId: simulation.segment.id,
      incomeRub: simulation.incomeRub,
      modelVersion: simulation.modelVersion,
    },
  ]);
  const details = (await tab.api.log.get(entries[0]!.id))!;
  expect(details).toMatchObject({ ...entries[0], changes, latency: simulation.latency });
  expect(details.inputs).toMatchObject({ age: 61, gender: null, salary_6to12m_avg: null });
  expect(Object.keys(details.inputs ?? {})).toHaveLength((await tab.api.models.get()).contract.features.length);
  const { encode, predict, explain, total } = details.latency;
  expect(details.latencyMs).toBe(total);
  expect(encode + predict + explain).toBeLessThanOrEqual(total);
});

test('logs an import by the chunk and counts each imported row as a request', async () => {
  const tab = await openTab();
  const record = await importText(tab, smallCsv(5_003));
  const { entries } = await tab.api.log.list(wholeLog());
  expect(entries.map(({ kind, requests, importId }) => ({ kind, requests, importId }))).toEqual([
    { kind: 'batch', requests: 3, importId: record.id },
    { kind: 'batch', requests: 5_000, importId: record.id },
  ]);
  const { segmentCounts } = await tab.api.clients.list(everyone({ limit: 1 }));
  const monitoring = await tab.api.monitoring.get(EVER);
  expect(monitoring).toMatchObject({
    requests: 5_003,
    simulations: 0,
    uniqueClients: 5_003,
    errors: 0,
    latency: null,
    bySource: { import: 5_003, rescoring: 0, card: 0, 'what-if': 0 },
    byModelVersion: { [record.modelVersion!]: 5_003 },
    batchLatency: { rows: 5_003 },
  });
  expect(monitoring.bySegment).toEqual(Object.fromEntries(Object.entries(segmentCounts).filter(([, n]) => n > 0)));
});

test('counts the clients of imports and of single requests once, also after an import is deleted', async () => {
  const tab = await openTab();
  const first = await importText(tab, smallCsv(10));
  await importText(tab, smallCsv(10, 6));
  await tab.api.card.predict('7');
  await tab.api.card.simulate('15', []);
  await tab.api.imports.remove(first.id);
  expect(await tab.api.monitoring.get(EVER)).toMatchObject({
    requests: 22,
    simulations: 1,
    uniqueClients: 15,
    latency: { count: 2 },
    bySource: { import: 20, rescoring: 0, card: 1, 'what-if': 1 },
    imports: { total: 1, ready: 1 },
  });
});

test('does not count rows that a later row of the same file replaced', async () => {
  const tab = await openTab();
  await importText(tab, 'id;age\n1;30\n1;31\n2;40\n');
  expect(await tab.api.monitoring.get(EVER)).toMatchObject({ requests: 2, uniqueClients: 2 });
});

test('logs what failed, by its kind', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  expect(await nameOfError(tab.api.card.predict('no such client'))).toBe('NotFound');
  expect(await nameOfError(tab.api.card.simulate('1', [{ feature: 'shoe_size', value: 1 }]))).toBe('Refused');
  expect(await nameOfError(tab.api.card.simulate('1', [{ feature: 'age', value: 'x' }]))).toBe('Refused');
  tab.end();
  const without = await openTab(siteAt('nowhere'));
  expect(await nameOfError(without.api.card.predict('1'))).toBe('ModelMissing');

  const monitoring = await without.api.monitoring.get(EVER);
  expect(monitoring).toMatchObject({
    requests: 7,
    errors: 4,
    simulations: 2,
    latency: null,
    errorsByName: { NotFound: 1, Refused: 2, ModelMissing: 1 },
  });
  const { entries, matched } = await without.api.log.list(wholeLog({ status: 'error', limit: 2 }));
  expect(matched).toBe(4);
  expect(entries.map(({ failure, incomeRub }) => [failure?.name, incomeRub])).toEqual([
    ['ModelMissing', null],
    ['Refused', null],
  ]);
});

test('pages through the log, newest first, and finds one client', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  for (const id of ['1', '2', '1', '3', '1']) await tab.api.card.predict(id);
  const clientsOn = async (query: Partial<LogQuery>) =>
    (await tab.api.log.list(wholeLog(query))).entries.map(({ clientId }) => clientId);
  expect(await clientsOn({ limit: 2 })).toEqual(['1', '3']);
  expect(await clientsOn({ offset: 2, limit: 10 })).toEqual(['1', '2', '1', null]);
  expect(await clientsOn({ clientId: '1', limit: 2 })).toEqual(['1', '1']);
  expect((await tab.api.log.list(wholeLog({ clientId: '1', limit: 2 }))).matched).toBe(3);
  expect(await tab.api.log.get(999)).toBeNull();
});

test('spreads the requests of a period over equal buckets', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(4));
  await tab.api.card.simulate('1', []);
  const to = Date.now() + 1;
  const { timeline } = await tab.api.monitoring.get({ from: to - 3_600_000, to });
  const [first, second] = timeline;
  const width = second!.from - first!.from;
  expect(first!.from).toBeLessThanOrEqual(to - 3_600_000);
  expect(first!.from + width).toBeGreaterThan(to - 3_600_000);
  expect(first!.from % 60_000).toBe(0);
  expect(timeline.every(({ from }, index) => from === first!.from + index * width)).toBe(true);
  expect(timeline.at(-1)!.from + width).toBeGreaterThanOrEqual(to);
  expect(timeline.reduce((sum, { requests }) => sum + requests, 0)).toBe(5);
  expect(timeline.reduce((sum, { simulations }) => sum + simulations, 0)).toBe(1);
  expect((await tab.api.monitoring.get({ from: to, to: to + 1_000 })).requests).toBe(0);
});

test('counts imports by how they ended', async () => {
  const tab = await openTab();
  await importText(tab, 'id;age\n1;30\n;31\n2\n');
  await importText(tab, '');
  await importText(tab, 'no header');
  expect((await tab.api.monitoring.get(EVER)).imports).toEqual({
    total: 3,
    ready: 1,
    failed: 2,
    cancelled: 0,
    interrupted: 0,
    rejectedRows: 2,
  });
});
