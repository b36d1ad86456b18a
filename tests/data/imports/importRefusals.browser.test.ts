import { beforeAll, expect, test } from 'vitest';
import { everyone, importText, openTab, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';

let tab: Tab;

beforeAll(async () => {
  await startAfresh();
  tab = await openTab();
  await importText(tab, smallCsv(2));
});

test.for<[string, BlobPart[], object]>([
  ['an empty file', [''], { kind: 'empty-file' }],
  ['a file without a header', ['1;30;100\n2;40;200\n'], { kind: 'no-header' }],
  ['a header without rows', ['id;age\n'], { kind: 'no-rows' }],
  ['a file without an id column', ['age;salary_6to12m_avg\n1;2\n'], { kind: 'no-id-column' }],
  ['a file without any feature', ['id;colour\n1;red\n'], { kind: 'no-feature-columns' }],
  ['a web page', ['<!doctype html><html><body>404</body></html>'], { kind: 'not-csv', why: 'html' }],
  ['a spreadsheet renamed', [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 8, 0, 0, 0])], { kind: 'not-csv', why: 'zip' }],
  [
    'bytes that are not of the encoding that the file names',
    [new Uint8Array([0xef, 0xbb, 0xbf]), 'id;age\n1;', new Uint8Array([0xff, 0x0a, 0x32, 0x3b, 0xff, 0x0a])],
    { kind: 'encoding', encoding: 'utf-8', line: 2 },
  ],
  ['ids that have lost their digits', ['id;age\n5,01E+11;30\n'], { kind: 'ids-lost', column: 'id', value: '5,01E+11' }],
])('refuses %s and keeps what was there', async ([, parts, failure]) => {
  const record = await importText(tab, parts);
  expect(record).toMatchObject({ state: 'failed', failure, counts: { imported: 0 } });
  expect((await tab.api.clients.list(everyone())).rows.map(({ id }) => id)).toEqual(['1', '2']);
  expect(await stored()).toMatchObject({ chunks: 1, rows: 1, scores: 1, log: 1 });
});
