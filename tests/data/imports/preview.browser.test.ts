import { beforeEach, describe, expect, test } from 'vitest';
import { type ImportChoices, NO_CHOICES } from '../../../src/core/csv/choices.ts';
import {
  demoCopies,
  ended,
  everyone,
  importText,
  openTab,
  smallCsv,
  startAfresh,
  startAndStop,
  type Tab,
} from '../dataWorker.ts';

beforeEach(startAfresh);

const csv = (text: string, name = 'clients.csv') => new File([text], name);
const choose = (choices: Partial<ImportChoices>): ImportChoices => ({ ...NO_CHOICES, ...choices });

async function importFile(tab: Tab, file: File, choices: ImportChoices | null = null) {
  return ended(tab, await tab.api.imports.start(file, choices, null));
}

async function gzip(...parts: BlobPart[]): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob(parts).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

describe('a preview', () => {
  test('says how a file would be imported, and stores nothing', async () => {
    const { api } = await openTab();
    const preview = await api.imports.preview(csv(`${smallCsv(3)}x;y\n`), null);
    expect(preview).toMatchObject({
      fileName: 'clients.csv',
      isCompressed: false,
      modelName: 'income',
      remembered: null,
      encoding: 'utf-8',
      delimiter: ';',
      preambleRecords: 0,
      sampleRows: 4,
      isWhole: true,
      rejectedRows: 1,
      problem: null,
      choices: NO_CHOICES,
      problems: [{ kind: 'ragged', line: 5, fields: 2, expected: 3 }],
    });
    expect(preview.columns.map(({ name, use }) => [name, use.kind])).toEqual([
      ['id', 'id'],
      ['age', 'feature'],
      ['salary_6to12m_avg', 'feature'],
    ]);
    expect(await api.imports.list()).toEqual([]);
  });

  test('looks at the beginning of a large file alone', async () => {
    const { api } = await openTab();
    const preview = await api.imports.preview(csv(smallCsv(80_000)), null);
    expect(preview).toMatchObject({ isWhole: false, sampleRows: 1_000, problem: null });
  });

  test('answers with what is known of a file that cannot be imported', async () => {
    const { api } = await openTab();
    const preview = await api.imports.preview(csv('number;age\n1;30\n'), null);
    expect(preview).toMatchObject({ problem: { kind: 'no-id-column' }, rows: [['1', '30']] });
  });
});

describe('what is chosen', () => {
  const renamed = 'number;alter;salary_6to12m_avg\n1;30;1,234\n2;40;2,345\n';
  const choices = choose({
    uses: { 0: { kind: 'id' }, 1: { kind: 'feature', feature: 'age' } },
    decimals: { 2: '.' },
  });

  test('is how the file is imported, and stands in its record', async () => {
    const tab = await openTab();
    const record = await importFile(tab, csv(renamed), choices);
    expect(record).toMatchObject({ state: 'ready', choices, schema: { idColumn: 'number' } });
    expect(record.schema?.missingColumns).not.toContain('age');
    const { contract } = await tab.api.models.get();
    const card = await tab.api.card.get('2');
    const value = (name: string) => card?.values[contract.features.findIndex((feature) => feature.name === name)];
    expect([value('age'), value('salary_6to12m_avg')]).toEqual([40, 2345]);
  });

  test('is remembered for files with the same header, in other tabs too', async () => {
    const tab = await openTab();
    await importFile(tab, csv(renamed), choices);
    const { api } = await openTab();
    const other = csv('number;alter;salary_6to12m_avg\n7;50;100\n', 'next month.csv');
    expect(await api.imports.preview(other, null)).toMatchObject({ choices, remembered: { choices }, problem: null });
    expect(await api.imports.preview(csv('number;alter\n7;50\n'), null)).toMatchObject({ remembered: null });
    expect(await importFile(tab, other)).toMatchObject({ state: 'ready', choices });
  });

  test('is forgotten once such a file was imported by the guesses', async () => {
    const tab = await openTab();
    const file = csv('id;age;alter\n1;30;31\n');
    await importFile(tab, file, choose({ uses: { 2: { kind: 'feature', feature: 'age' } } }));
    expect(await tab.api.imports.preview(file, null)).toMatchObject({
      remembered: { choices: { uses: { 2: { feature: 'age' } } } },
    });
    await importFile(tab, file, NO_CHOICES);
    expect(await tab.api.imports.preview(file, null)).toMatchObject({ remembered: null, choices: NO_CHOICES });
  });

  test('cannot make the answer a feature', async () => {
    const tab = await openTab();
    const file = csv('id;target;salary_6to12m_avg\n1;2;3\n');
    const uses = { 1: { kind: 'feature', feature: 'age' } } as const;
    expect(await importFile(tab, file, choose({ uses }))).toMatchObject({
      state: 'failed',
      failure: { kind: 'never-a-feature', column: 'target' },
    });
  });
});

describe('a limit of rejected rows', () => {
  const bad = (rows: number, every: number) =>
    ['id;age', ...Array.from({ length: rows }, (_, row) => (row % every === 0 ? 'x' : `${row};30`)), ''].join('\n');

  test('fails the import when more of them are, and says how many and where', async () => {
    const tab = await openTab();
    const record = await importFile(tab, csv(bad(2_000, 4)), choose({ badRowLimit: 0.2 }));
    expect(record.state).toBe('failed');
    expect(record.failure).toMatchObject({ kind: 'too-many-bad-rows', rejected: 500, read: 2_000, limit: 0.2 });
    expect(record.failure).toMatchObject({ lines: expect.arrayContaining([2, 6, 10]) });
    expect((await tab.api.clients.list(everyone())).total).toBe(0);
  });

  test('lets pass what keeps within it, judged at the end of a small file', async () => {
    const tab = await openTab();
    expect(await importFile(tab, csv(bad(2_000, 4)), choose({ badRowLimit: 0.25 }))).toMatchObject({ state: 'ready' });
    expect(await importFile(tab, csv(bad(4, 4)), choose({ badRowLimit: 0.24 }))).toMatchObject({ state: 'failed' });
    expect(await importFile(tab, csv(bad(4, 4)), choose({ badRowLimit: 0 }))).toMatchObject({ state: 'failed' });
    expect(await importFile(tab, csv(smallCsv(4)), choose({ badRowLimit: 0 }))).toMatchObject({ state: 'ready' });
  });
});

describe('a compressed file', () => {
  test('is imported like the file inside, by its bytes and not by its name', async () => {
    const tab = await openTab();
    const packed = await gzip(smallCsv(20_000));
    const file = new File([packed], 'clients.csv');
    expect(await tab.api.imports.preview(file, null)).toMatchObject({
      isCompressed: true,
      isWhole: false,
      problem: null,
    });
    expect(await importFile(tab, file)).toMatchObject({
      state: 'ready',
      counts: { read: 20_000, imported: 20_000 },
      progress: { doneBytes: packed.length, totalBytes: packed.length },
    });
    expect(await tab.api.imports.preview(new File([smallCsv(2)], 'a.csv.gz'), null)).toMatchObject({
      isCompressed: false,
      problem: null,
    });
    const small = new File([await gzip(smallCsv(2))], 'a.csv.gz');
    expect(await tab.api.imports.preview(small, null)).toMatchObject({
      isCompressed: true,
      isWhole: true,
      sampleRows: 2,
    });
  });

  test('of several members, with zeros behind them, is one table', async () => {
    const tab = await openTab();
    const text = smallCsv(20_000);
    const [first, second] = [await gzip(text.slice(0, 150_000)), await gzip(text.slice(150_000))];
    const file = new File([first, await gzip(''), second, new Uint8Array(512)], 'clients.csv.gz');
    expect(await tab.api.imports.preview(file, null)).toMatchObject({ isCompressed: true, problem: null });
    expect(await importFile(tab, file)).toMatchObject({
      state: 'ready',
      counts: { read: 20_000, imported: 20_000 },
      progress: { doneBytes: file.size, totalBytes: file.size },
    });
  });

  test.each([
    ['cut off', (packed: Uint8Array<ArrayBuffer>) => packed.slice(0, -9)],
    ['with something behind it', (packed: Uint8Array<ArrayBuffer>) => Uint8Array.of(...packed, 1, 2, 3)],
    [
      'with half another one behind it',
      (packed: Uint8Array<ArrayBuffer>) => Uint8Array.of(...packed, ...packed.slice(0, -9)),
    ],
    [
      'damaged in the middle',
      (packed: Uint8Array<ArrayBuffer>) => packed.map((byte, at) => (at > 300 && at < 320 ? byte ^ 0xff : byte)),
    ],
    ['that only begins like one', () => Uint8Array.of(0x1f, 0x8b, 1, 2, 3)],
  ])('%s is refused with a reason, before and while it is imported', async (_, damage) => {
    const tab = await openTab();
    const file = new File([damage(await gzip(smallCsv(300)))], 'clients.csv.gz');
    expect((await tab.api.imports.preview(file, null)).problem).toEqual({ kind: 'gzip-damaged' });
    expect(await importFile(tab, file)).toMatchObject({ state: 'failed', failure: { kind: 'gzip-damaged' } });
  });

  test('damaged far behind its beginning leaves nothing of it', async () => {
    const tab = await openTab();
    const packed = await gzip(smallCsv(80_000));
    const file = new File([packed.subarray(0, packed.length - 100)], 'clients.csv.gz');
    expect((await tab.api.imports.preview(file, null)).problem).toBeNull();
    expect(await importFile(tab, file)).toMatchObject({ state: 'failed', failure: { kind: 'gzip-damaged' } });
    expect((await tab.api.clients.list(everyone())).total).toBe(0);
  });

  test('that unpacks a thousandfold is refused', async () => {
    const tab = await openTab();
    const megabytes = Array.from({ length: 64 }, () => new Uint8Array(1024 * 1024).fill(0x0a));
    const file = new File([await gzip('id;age\n1;30\n', ...megabytes)], 'bomb.csv.gz');
    expect(file.size).toBeLessThan(80_000);
    expect(await importFile(tab, file)).toMatchObject({ state: 'failed', failure: { kind: 'gzip-too-large' } });
  });

  test('can be cancelled while it is imported', async () => {
    const tab = await openTab();
    const packed = await gzip(await demoCopies(2));
    const id = await startAndStop(tab, new File([packed], 'clients.csv.gz'));
    await tab.api.imports.cancel(id);
    expect(await ended(tab, id)).toMatchObject({ state: 'cancelled', progress: { rows: 5_000 } });
  });
});

describe('the report by column', () => {
  test('counts what is missing, unreadable, out of range, unknown and mended, feature by feature', async () => {
    const tab = await openTab();
    const { contract } = await tab.api.models.get();
    const rows = [';1000;x', 'forty;1000;Мужской', '30;1000;муж.', '40000;1000;Мужской', '41;nan;Женский'];
    const lines = rows.map((row, at) => `${at};${row}`);
    const record = await importText(tab, ['id;AGE;salary_6to12m_avg;gender', ...lines, ''].join('\n'));
    const reports = await tab.api.imports.listColumns(record.id);
    expect(reports?.map(({ feature }) => feature)).toEqual(contract.features.map(({ name }) => name));
    const training = (name: string) => contract.features.find((feature) => feature.name === name)?.missingShare;
    const none = { unreadable: 0, outOfRange: 0, unseenCategories: 0, mendedCategories: 0, mendedExample: null };
    const of = (name: string) => reports?.find(({ feature }) => feature === name);
    expect(of('age')).toEqual({
      feature: 'age',
      column: 'AGE',
      missingShare: 0.2,
      trainingMissingShare: training('age'),
      ...none,
      unreadable: 1,
      outOfRange: 1,
    });
    expect(of('salary_6to12m_avg')).toMatchObject({ missingShare: 0.2, unreadable: 0 });
    expect(of('gender')).toMatchObject({
      ...none,
      column: 'gender',
      missingShare: 0,
      unseenCategories: 1,
      mendedCategories: 1,
      mendedExample: { value: 'муж.', category: 'Мужской' },
    });
    expect(of('incomeValue')).toMatchObject({ ...none, column: null, missingShare: 1 });

    const text = await (await tab.api.imports.exportColumns(record.id)).text();
    expect(text.split('\r\n').find((line) => line.startsWith('age;'))).toBe(`age;AGE;0.2;${training('age')};1;1;0;0`);
  });
});
