import { beforeEach, expect, test } from 'vitest';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { REJECTIONS_KEPT } from '../../../src/core/csv/report.ts';
import { ended, everyone, importText, openTab, startAfresh, type Tab } from '../dataWorker.ts';

beforeEach(startAfresh);

async function valuesOf({ api }: Tab, clientId: string, ...names: string[]) {
  const { features } = (await api.models.get()).contract;
  const card = await api.card.get(clientId);
  return names.map((name) => card?.values[features.findIndex((feature) => feature.name === name)]);
}

/** The file of rejected rows, without its byte order mark. */
async function rejectedOf({ api }: Tab, importId: number): Promise<string> {
  return (await api.imports.exportRejected(importId, 'en')).text();
}

test('gives rejected rows as they were, and takes the same file once they are mended', async () => {
  const tab = await openTab();
  const text = 'id,name,age,salary_6to12m_avg,gender\n1,Anna,30,"1,5",Женский\n2,"Li, ""Bo""",31\n,=x,32,-5,Мужской\n';
  const first = await importText(tab, text);
  expect(first).toMatchObject({ counts: { imported: 1, rejected: 2 }, rejectedRowsKept: 2 });
  const rejected = await rejectedOf(tab, first.id);
  expect(rejected.split('\r\n')).toEqual([
    'rejected_line;rejected_reason;id;name;age;salary_6to12m_avg;gender',
    '3;3 fields instead of 5;2;"Li, ""Bo""";31',
    "4;no id;;'=x;32;-5;Мужской",
    '',
  ]);
  expect(await tab.api.imports.exportRejected(first.id, 'ru').then((blob) => blob.text())).toContain(
    'полей 3 вместо 5',
  );

  const mended = rejected.replace('Bo""";31', 'Bo""";31;60000;Мужской').replace('no id;', "no id;'=3");
  const file = new File(['\uFEFF', mended], 'mended.csv');
  const preview = await tab.api.imports.preview(file, null);
  expect(preview).toMatchObject({
    problem: null,
    rejectedRows: 0,
    remembered: { choices: { uses: {}, decimals: { 4: ',', 5: ',' } } },
  });
  expect(preview.columns.slice(0, 3).map(({ name, reason }) => [name, reason])).toEqual([
    ['rejected_line', 'rejection'],
    ['rejected_reason', 'rejection'],
    ['id', null],
  ]);
  const second = await ended(tab, await tab.api.imports.start(file, null, null));
  expect(second).toMatchObject({ counts: { imported: 2, rejected: 0 }, schema: { unknownColumns: [] } });
  expect(second.rejectedRowsKept).toBe(0);
  const { rows } = await tab.api.clients.list(everyone());
  expect(rows.map(({ id, name }) => [id, name]).sort()).toEqual([
    ['1', 'Anna'],
    ['2', 'Li, "Bo"'],
    ['=3', '=x'],
  ]);
  expect(await valuesOf(tab, '=3', 'age', 'salary_6to12m_avg', 'gender')).toEqual([32, -5, 'Мужской']);
  expect(await valuesOf(tab, '2', 'age', 'salary_6to12m_avg')).toEqual([31, 60_000]);
});

test('remembers with that file what was decided about the first one, and what only its other rows prove', async () => {
  const tab = await openTab();
  const choices: ImportChoices = {
    ...NO_CHOICES,
    delimiter: '|',
    encoding: 'windows-1251',
    badRowLimit: 0.9,
    uses: { 0: { kind: 'feature', feature: 'age' }, 1: { kind: 'id' } },
  };
  const text = 'a|b|salary_6to12m_avg\n30|7|1,234,567\n31|8|1,234\n32|9|2,345|\n';
  const first = await ended(tab, await tab.api.imports.start(new File([text], 'a.csv'), choices, null));
  expect(first.counts).toMatchObject({ imported: 2, rejected: 1 });
  const mended = (await rejectedOf(tab, first.id)).replace('2,345;', '2,345');
  const file = new File([mended], 'mended.csv');
  const preview = await tab.api.imports.preview(file, null);
  expect(preview).toMatchObject({
    remembered: { from: { id: first.id } },
    choices: { delimiter: null, encoding: null, badRowLimit: null, decimals: { 4: '.' } },
  });
  await ended(tab, await tab.api.imports.start(file, preview.choices, null));
  expect(await valuesOf(tab, '9', 'age', 'salary_6to12m_avg')).toEqual([32, 2345]);
});

test('keeps so many and says so, counts what they take, and forgets them with their import', async () => {
  const tab = await openTab();
  const header = 'id;age\n1;30\n';
  const { storedBytes: alone } = await importText(tab, header);
  const record = await importText(tab, `${header}${';40\n'.repeat(REJECTIONS_KEPT + 1)}`);
  expect(record).toMatchObject({ counts: { rejected: REJECTIONS_KEPT + 1 }, rejectedRowsKept: REJECTIONS_KEPT });
  expect(record.storedBytes).toBeGreaterThan((alone ?? 0) + REJECTIONS_KEPT * 3);
  const lines = (await rejectedOf(tab, record.id)).trimEnd().split('\r\n');
  expect(lines.slice(-2)).toEqual([
    `${REJECTIONS_KEPT + 1};no id;;40`,
    `${REJECTIONS_KEPT + 2};no id · rejected rows in this file: 10,000 of 10,001;;40`,
  ]);
  await tab.api.imports.remove(record.id);
  expect((await rejectedOf(tab, record.id)).trimEnd()).toBe('line;column;value;reason');
});
