import { beforeEach, expect, test } from 'vitest';
import { everyone, importText, openTab, smallCsv, startAfresh } from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';

beforeEach(startAfresh);

test('an import without any client fails, says why, and keeps earlier clients', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(2));
  const rows = Array.from({ length: 30 }, () => ';40\n').join('');
  const record = await importText(tab, `id;age\n${rows}`);
  expect(record).toMatchObject({
    state: 'failed',
    failure: { kind: 'no-clients', rejected: 30 },
    counts: { read: 30, rejected: 30, imported: 0 },
  });
  const { rejections } = record.failure as { rejections: unknown[] };
  expect(rejections).toHaveLength(20);
  expect(rejections[0]).toEqual({ kind: 'no-id', line: 2 });
  expect((await tab.api.clients.list(everyone())).rows.map(({ id }) => id)).toEqual(['1', '2']);
  expect(await stored()).toMatchObject({ chunks: 1, rows: 1, scores: 1, log: 1 });
});

test('the rows of a file are its clients, the replaced, the rejected and the lines passed over', async () => {
  const tab = await openTab();
  const record = await importText(tab, 'Выгрузка\nid;age\n1;30\n\n2;40\n1;31\nx\n;5\n3;50\n');
  const { records, imported, duplicates, rejected, passedOver } = record.counts;
  expect({ records, imported, duplicates, rejected, passedOver }).toEqual({
    records: 8,
    imported: 3,
    duplicates: 1,
    rejected: 2,
    passedOver: 2,
  });
  expect(await tab.api.imports.listPassedOver(record.id)).toEqual([
    { line: 1, why: 'title' },
    { line: 2, why: 'header' },
  ]);
});
