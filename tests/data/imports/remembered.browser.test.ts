import { beforeEach, describe, expect, test } from 'vitest';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import { encodePayload } from '../../../workers/data/storage/payload.ts';
import { ended, openTab, startAfresh, type Tab } from '../dataWorker.ts';
import { changeTable } from '../rawDatabase.ts';

beforeEach(startAfresh);

const HEADER = 'nr;number;alter;income\n';
const CHOICES: ImportChoices = {
  ...NO_CHOICES,
  uses: { 1: { kind: 'id' }, 2: { kind: 'feature', feature: 'age' }, 3: { kind: 'feature', feature: 'incomeValue' } },
};
const good = (name = 'may.csv') => new File([`${HEADER}1;501;30;1,5\n2;502;40;2,5\n3;503;50;3,5\n`], name);

async function importFile({ api }: Tab, file: File, choices: ImportChoices | null = CHOICES) {
  return ended({ api } as Tab, await api.imports.start(file, choices, null));
}

describe('choices are remembered', () => {
  test('only from an import that ended well, and are told with its name', async () => {
    const tab = await openTab();
    const bad = new File([`${HEADER}1;501;30\n2;502\n`], 'bad.csv');
    expect(await importFile(tab, bad)).toMatchObject({ state: 'failed', failure: { kind: 'no-clients' } });
    expect(await tab.api.imports.preview(good(), null)).toMatchObject({ remembered: null, choices: NO_CHOICES });

    const record = await importFile(tab, good());
    await tab.api.imports.rename(record.id, 'Branch 7');
    const { remembered } = await tab.api.imports.preview(good('june.csv'), null);
    expect(remembered).toEqual({
      headerKey: expect.any(String),
      usedAt: expect.any(Number),
      choices: CHOICES,
      from: { id: record.id, source: 'file', name: 'Branch 7', fileName: 'may.csv' },
    });

    await importFile(tab, bad, { ...CHOICES, uses: { 0: { kind: 'id' } } });
    expect((await tab.api.imports.preview(good(), null)).choices).toEqual(CHOICES);
  });

  test('as long as one of the imports with them is there', async () => {
    const tab = await openTab();
    const first = await importFile(tab, good());
    const second = await importFile(tab, good());
    await tab.api.imports.remove(second.id);
    expect((await tab.api.imports.preview(good(), null)).remembered).toMatchObject({ from: { id: first.id } });
    await tab.api.imports.remove(first.id);
    expect(await tab.api.imports.preview(good(), null)).toMatchObject({ remembered: null, choices: NO_CHOICES });

    const wrong = await importFile(tab, good(), { ...CHOICES, uses: { ...CHOICES.uses, 0: { kind: 'name' } } });
    await importFile(tab, good());
    await tab.api.imports.remove(wrong.id);
    expect((await tab.api.imports.preview(good(), null)).choices).toEqual(CHOICES);
  });

  test('until they are forgotten', async () => {
    const tab = await openTab();
    await importFile(tab, good());
    const { remembered } = await tab.api.imports.preview(good(), null);
    await tab.api.imports.forgetChoices(remembered!.headerKey);
    expect(await tab.api.imports.preview(good(), null)).toMatchObject({ remembered: null, choices: NO_CHOICES });
  });

  test('when an earlier version of the app stored them, without the later fields and their import', async () => {
    const tab = await openTab();
    await importFile(tab, good());
    const { headerKey } = (await tab.api.imports.preview(good(), null)).remembered!;
    const { decimal: _, categories: __, ...earlier } = CHOICES;
    const sealed = await encodePayload(earlier);
    await changeTable('mappings', (store) => store.put({ header: headerKey, usedAt: 1_000, sealed }));
    expect(await tab.api.imports.preview(good(), null)).toMatchObject({
      choices: CHOICES,
      remembered: { choices: CHOICES, usedAt: 1_000, from: null },
    });
  });
});

describe('a remembered choice that does not fit a file is told and not applied', () => {
  test.each([
    ['an id that repeats', '1;501;30;1,5\n2;501;40;2,5\n3;501;50;3,5\n', { column: 1, chosen: { kind: 'id' } }],
    [
      'an id that has lost its digits',
      '1;5,01E+12;30;1,5\n2;5,02E+12;40;2,5\n3;5,03E+12;50;3,5\n',
      { column: 1, chosen: { kind: 'id' } },
    ],
    ['an id that is missing', '1;;30;1,5\n2;;40;2,5\n3;503;50;3,5\n', { column: 1, chosen: { kind: 'id' } }],
    [
      'a number that is text',
      '1;501;Мужской;1,5\n2;502;Женский;2,5\n3;503;50;3,5\n',
      { column: 2, chosen: { kind: 'feature', feature: 'age' } },
    ],
  ])('%s', async (_, rows, misfit) => {
    const tab = await openTab();
    await importFile(tab, good());
    const file = new File([HEADER, rows], 'june.csv');
    const { doubts, choices } = await tab.api.imports.preview(file, null);
    expect(doubts).toContainEqual({ kind: 'remembered', ...misfit });
    const { [misfit.column]: __, ...uses } = CHOICES.uses;
    expect(choices).toEqual({ ...CHOICES, uses });
    // It is still told, and applied, once it is chosen again.
    const again = await tab.api.imports.preview(file, CHOICES);
    expect(again.choices).toEqual(CHOICES);
    expect(again.doubts).toContainEqual({ kind: 'remembered', ...misfit });
  });

  test('a decimal sign that the numbers disprove', async () => {
    const tab = await openTab();
    await importFile(tab, good(), { ...CHOICES, decimals: { 3: ',' } });
    const file = new File([HEADER, '1;501;30;"1,234,567.5"\n2;502;40;"2,345,678.5"\n'], 'june.csv');
    expect(await tab.api.imports.preview(file, null)).toMatchObject({
      choices: CHOICES,
      doubts: [{ kind: 'remembered-sign', column: 3, sign: ',' }],
    });
  });

  test('the beginning of a table', async () => {
    const tab = await openTab();
    const choices = { ...CHOICES, preambleRecords: 1 };
    await importFile(tab, new File(['Выгрузка\n', good()], 'may.csv'), choices);
    const { doubts, choices: applied } = await tab.api.imports.preview(good(), null);
    expect(doubts).toContainEqual({ kind: 'remembered-reading' });
    expect(applied).toEqual(NO_CHOICES);
  });
});
