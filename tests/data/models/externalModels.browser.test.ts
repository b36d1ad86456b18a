import { beforeAll, describe, expect, test } from 'vitest';
import type { Feature } from '../../../src/core/contract/contract.ts';
import { kindOf } from '../../../src/core/contract/externalContract.ts';
import { CHECK_TOLERANCE } from '../../../src/core/metrics/modelCheck.ts';
import { everyone, importText, openTab, rescored, siteAt, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { accepted, refusal } from '../outcomes.ts';
import { stored } from '../rawDatabase.ts';
import { GOLDEN_NAMES, goldenFile, goldenRows, listOf, ownFile } from './modelFiles.ts';

/** A tab without clients and imported models. */
async function openAfresh(site: 'many' | 'other'): Promise<Tab> {
  await startAfresh();
  return openTab(siteAt(site));
}

const openMany = () => openAfresh('many');
const HEADER = new File([`id;dt;${GOLDEN_NAMES.join(';')};target;w\n1;;1;2;3;4;5;6;7;8;9;10\n`], 'train.csv');

test.for([
  ['XGBoost JSON', 'xgboost-json', 'deep.booster.json', 'deep.matrix.f32', 'deep.margins.f32'],
  ['XGBoost UBJSON', 'xgboost-ubjson', 'external/xgboost/deep.ubj', 'deep.matrix.f32', 'deep.margins.f32'],
  [
    'LightGBM',
    'lightgbm',
    'external/lightgbm/deep.txt',
    'external/lightgbm/matrix.f32',
    'external/lightgbm/deep.margins.f64',
  ],
  [
    'CatBoost',
    'catboost',
    'external/catboost/deep.cbm.json',
    'external/catboost/matrix.f32',
    'external/catboost/deep.margins.f64',
  ],
] as const)(
  'opens a model of %s, finds its own forecasts, keeps it, and imports with it',
  async ([, format, path, matrix, margins]) => {
    const tab = await openMany();
    const { file, rows } = await goldenRows(matrix, margins);
    const draft = await accepted(tab.api.modelImport.openFile(await goldenFile(path), HEADER));
    expect(draft).toMatchObject({
      format,
      name: 'deep',
      hasInterval: false,
      isExplainable: true,
      areNamesCertain: true,
    });
    expect(draft.features).toEqual(
      GOLDEN_NAMES.map((name) => ({
        name,
        title: null,
        kind: { kind: 'number' },
        kindFrom: 'assumed',
        activeKind: null,
      })),
    );

    const check = await accepted(tab.api.modelImport.check(file, 'EXPECTED', false));
    expect(check).toMatchObject({ rows, skipped: 0, isWholeFile: true });
    expect(check.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
    expect(check.meanRelative).toBeLessThanOrEqual(check.worstRelative);
    expect(await stored()).toMatchObject({ models: 0 });

    const listing = await accepted(tab.api.modelImport.save('deep'));
    expect(listing).toMatchObject({ name: 'deep', origin: 'imported', trainedAt: null, synthetic: false, clients: 0 });
    expect(listing.version).toMatch(/^kept-[0-9a-f]{8}$/);
    await tab.api.models.activate(listing.version);
    const { contract } = await tab.api.models.get();
    expect(contract).toMatchObject({ name: 'deep', metrics: null, incomePercentiles: null });
    expect(contract.features[0]).toMatchObject({ group: 'other', unit: 'none', title: { ru: 'f_a', en: 'f_a' } });
    const record = await importText(tab, [await file.arrayBuffer()]);
    expect(record).toMatchObject({ state: 'ready', modelVersion: listing.version, counts: { imported: rows } });
    const [first] = check.worst;
    const card = (await tab.api.card.get(first!.id))!;
    expect(card.forecast.incomeRub).toBe(first!.forecast);
    expect(card.explanation).toMatchObject({ forecastRub: first!.forecast });
  },
);

test('reads the trees of any ONNX file, whose features it has to be told', async () => {
  const tab = await openMany();
  const file = await goldenFile('external/onnx/regressor-leq-missing.onnx');
  const problem = await refusal(tab.api.modelImport.openFile(file, listOf(['a'])));
  const names = Array.from({ length: (problem as { trees: number }).trees }, (_, at) => `f_${at}`);
  const opened = await accepted(tab.api.modelImport.openFile(file, listOf(names)));
  expect(opened).toMatchObject({ format: 'onnx', areNamesCertain: true, isExplainable: false });
  const { version } = await accepted(tab.api.modelImport.save('from-onnx'));
  await tab.api.models.activate(version);
  await importText(tab, `id;${names.join(';')}\n1;${names.map(() => '0,5').join(';')}\n`);
  expect(await tab.api.card.get('1')).toMatchObject({
    forecast: { modelVersion: version },
    explanation: { failure: { name: 'NoCovers' } },
  });
});

test('takes the order of the active model for as many unnamed features, and says that it is a guess', async () => {
  const { api } = await openMany();
  const { contract } = await api.models.get();
  const draft = await accepted(api.modelImport.openFile(await goldenFile('one-tree.booster.json'), null));
  expect(draft.areNamesCertain).toBe(false);
  expect(draft.features.map(({ name, title }) => ({ name, title }))).toEqual(
    contract.features.map(({ name, title }) => ({ name, title })),
  );
  expect(draft.features.every(({ kind }) => kind.kind === 'number')).toBe(true);
  await accepted(api.modelImport.save('guess'));
});

test('lends the titles of the active model, but its kinds and codes only when they are asked for', async () => {
  const { api } = await openMany();
  const names = ['gender', 'age', ...GOLDEN_NAMES.slice(2)];
  const opened = await accepted(api.modelImport.openFile(await goldenFile('one-tree.booster.json'), listOf(names)));
  const known = (await api.models.get()).contract.features;
  const gender = known.find(({ name }) => name === 'gender')!;
  const activeKind = kindOf(gender);
  expect(activeKind.kind).toBe('category');
  expect(opened.features[0]).toEqual({
    name: 'gender',
    title: gender.title,
    kind: { kind: 'number' },
    kindFrom: 'assumed',
    activeKind,
  });
  const numbers = await accepted(api.modelImport.save('numbers'));
  expect((await api.models.get(numbers.version)).contract.features[0]).toMatchObject({
    kind: 'number',
    title: gender.title,
    unit: 'none',
    typical: null,
  });

  const again = await accepted(api.modelImport.openFile(await goldenFile('one-tree.booster.json'), listOf(names)));
  const kinds = { 0: activeKind, 2: { kind: 'category', categories: ['b', '', 'a'] } } as const;
  const chosen = await accepted(api.modelImport.choose({ ...again.choices!, kinds }));
  expect(chosen.features.map(({ kindFrom }) => kindFrom).slice(0, 4)).toEqual([
    'person',
    'assumed',
    'person',
    'assumed',
  ]);
  const { version } = await accepted(api.modelImport.save('categories'));
  expect(version).not.toBe(numbers.version);
  const { features } = (await api.models.get(version)).contract;
  expect(features.slice(0, 3).map(kindOf)).toEqual([activeKind, { kind: 'number' }, kinds[2]]);
});

test('refuses levels that leave a code uncertain', async () => {
  const { api } = await openMany();
  const { choices } = await accepted(
    api.modelImport.openFile(await goldenFile('one-tree.booster.json'), listOf(GOLDEN_NAMES)),
  );
  const choose = (categories: string[]) =>
    refusal(api.modelImport.choose({ ...choices!, kinds: { 1: { kind: 'category', categories } } }));
  expect(await choose(['a', 'b', 'a'])).toEqual({ kind: 'level-twice', feature: 'f_b', level: 'a' });
  expect(await choose(Array.from({ length: 60_001 }, (_, code) => String(code)))).toEqual({
    kind: 'too-many-levels',
    feature: 'f_b',
  });
  await accepted(api.modelImport.save('as-before'));
});

test('opens one of its own kind whole, with its own contract, titles and version', async () => {
  const { api } = await openMany();
  const draft = await accepted(api.modelImport.openFile(ownFile('income', { contract: { synthetic: false } }), null));
  expect(draft).toMatchObject({ format: 'tuntundohod', areNamesCertain: true, isExplainable: true });
  expect(draft.features).toContainEqual({
    name: 'age',
    title: { ru: 'Поле age', en: 'Field age' },
    kind: { kind: 'number' },
    kindFrom: 'file',
    activeKind: null,
  });
  expect(draft.choices).toBeNull();
  // A shipped model is already called "income".
  expect(draft.name).toBe('income-2');
  expect(await refusal(api.modelImport.save('income'))).toEqual({
    kind: 'name-taken',
    name: 'income',
    free: 'income-2',
  });
  expect(await accepted(api.modelImport.save(draft.name))).toMatchObject({
    name: 'income-2',
    version: 'income-1',
    synthetic: false,
  });
});

describe('a check', () => {
  let api: Tab['api'];
  beforeAll(async () => {
    ({ api } = await openMany());
    await accepted(api.modelImport.openFile(ownFile('mine'), null));
  });
  const table = (text: string) => new File([text], 'rows.csv');
  const HEAD = 'id;age;salary_6to12m_avg';

  test('names the rows that differ most, by line and id, and counts those without a number', async () => {
    const one = await accepted(api.modelImport.check(table(`${HEAD};expected\n7;1;2;0\n`), 'expected', false));
    const { forecast } = one.worst[0]!;
    const text = `${HEAD};expected\na;1;2;${forecast}\nb;1;2;${forecast * 2}\nc;1;2;\nd;1;2;so-so\ne;1\nf;1;2;${forecast / 2}\n`;
    const check = await accepted(api.modelImport.check(table(text), 'expected', false));
    expect(check).toMatchObject({ rows: 3, skipped: 3, isWholeFile: true });
    expect(check.worst.map(({ line, id }) => [line, id])).toEqual([
      [7, 'f'],
      [3, 'b'],
      [2, 'a'],
    ]);
    expect(check.worst[0]!.expected).toBe(forecast / 2);
  });

  test('takes a column that the model never reads, or one of its features, for the predictions', async () => {
    for (const column of ['target', 'age']) {
      const check = await accepted(api.modelImport.check(table(`${HEAD};target\n1;41;2;41\n`), column, false));
      expect(check.worst).toMatchObject([{ id: '1', expected: 41 }]);
    }
  });

  test('can be with any column of the file, by its name', async () => {
    expect(await api.modelImport.listColumns(table(`${HEAD}; My forecast \n1;2;3;4\n`))).toEqual({
      value: ['id', 'age', 'salary_6to12m_avg', 'My forecast'],
    });
    expect(await api.modelImport.listColumns(table('age;expected\n1;2\n'))).toEqual({
      problem: { kind: 'file', problem: { kind: 'no-id-column', columns: ['age', 'expected'] } },
    });
  });

  test.for([
    ['a column that is not there', `${HEAD};expected\n1;2;3;4\n`, 'other', { kind: 'no-column', column: 'other' }],
    ['no name of a column', `${HEAD};expected\n1;2;3;4\n`, ' ', { kind: 'no-column', column: ' ' }],
    ['a column without numbers', `${HEAD};expected\n1;2;3;x\n`, 'expected', { kind: 'no-numbers', column: 'expected' }],
    ['the column of ids', `${HEAD};expected\n1;2;3;4\n`, 'id', { kind: 'no-numbers', column: 'id' }],
    ['a file without rows', `${HEAD};expected\n`, 'expected', { kind: 'file', problem: { kind: 'no-rows' } }],
    ['a file without ids', 'age;expected\n1;2\n', 'expected', { kind: 'file', problem: { kind: 'no-id-column' } }],
    ['an empty file', '', 'expected', { kind: 'file', problem: { kind: 'empty-file' } }],
  ] as const)('refuses %s', async ([, text, column, problem]) => {
    expect(await refusal(api.modelImport.check(table(text), column, false))).toMatchObject(problem);
  });
});

describe('a file is refused with the reason', () => {
  let api: Tab['api'];
  beforeAll(async () => {
    ({ api } = await openMany());
  });

  test.for([
    ['empty', new File([], 'm.onnx'), 'empty', /m\.onnx: no trees are found: the file is empty/],
    ['a web page', new File(['<!doctype html>'], 'm.onnx'), 'markup', /a web page or other markup/],
    ['a pickle', new File([new Uint8Array([0x80, 4, 0x95])], 'm.pkl'), 'pickle', /pickle/],
    ['JSON of another kind', new File(['{"a":1}'], 'm.json'), 'other-json', /neither of XGBoost nor of CatBoost/],
    [
      'too large',
      new File([new Uint8Array(201 * 1024 * 1024)], 'm.json'),
      'too-large',
      /201 MB, a model file may have 200 MB/,
    ],
  ] as const)('that is %s', async ([, file, kind, reason]) => {
    expect(await refusal(api.modelImport.openFile(file, null))).toMatchObject({
      kind: 'refused',
      refusal: { kind },
      message: expect.stringMatching(reason),
    });
    expect(await refusal(api.modelImport.save('mine'))).toEqual({ kind: 'no-draft' });
    const rows = new File(['id;a\n'], 'a.csv');
    expect(await refusal(api.modelImport.listColumns(rows))).toEqual({ kind: 'no-draft' });
    expect(await refusal(api.modelImport.check(rows, 'a', false))).toEqual({ kind: 'no-draft' });
  });

  test('that is cut short or damaged, of its own kind or another', async () => {
    for (const whole of [ownFile('mine'), await goldenFile('external/xgboost/deep.ubj')]) {
      const bytes = new Uint8Array(await whole.arrayBuffer());
      expect(
        await refusal(api.modelImport.openFile(new File([bytes.slice(0, -50)], 'm'), listOf(GOLDEN_NAMES))),
      ).toMatch(/^ModelCorrupt/);
    }
    const bytes = new Uint8Array(await ownFile('mine').arrayBuffer());
    for (let at = 5; at < bytes.length; at += Math.floor(bytes.length / 40)) {
      const damaged = bytes.slice();
      damaged[at]! ^= 4;
      expect(await refusal(api.modelImport.openFile(new File([damaged], 'm.onnx'), null))).toMatch(/^ModelCorrupt/);
    }
  });
});

describe('a file is refused for its features', () => {
  let api: Tab['api'];
  beforeAll(async () => {
    ({ api } = await openAfresh('other'));
  });

  test.for([
    ['that are not named', null, { kind: 'features-unnamed', features: 8 }],
    ['of which too few are listed', listOf(['a', 'b']), { kind: 'feature-count', trees: 8, listed: 2 }],
    ['one of which stands twice', listOf([...'abcdefa']), { kind: 'feature-count', trees: 8, listed: 7 }],
    ['one of which stands twice', listOf([...'abcdefga']), { kind: 'feature-twice', feature: 'a', from: 'list' }],
    [
      'one of which has an overlong name',
      listOf([...'abcdefg', 'x'.repeat(400)]),
      { kind: 'feature-long', feature: `${'x'.repeat(40)}…`, most: 300, from: 'list' },
    ],
    [
      'one of which is the answer',
      listOf([...'abcdefg', 'Target']),
      { kind: 'never-a-feature', feature: 'Target', from: 'list' },
    ],
    ['one of which leaks it', listOf([...'abcdefg', 'w']), { kind: 'never-a-feature', feature: 'w', from: 'list' }],
    ['whose list is no text', new File([new Uint8Array([0, 1, 2, 0, 3])], 'l'), { kind: 'list-unreadable' }],
    ['whose list is empty', new File([''], 'l'), { kind: 'list-unreadable' }],
    ['whose list is a web page', new File(['<!doctype html>\na;b'], 'l'), { kind: 'list-unreadable' }],
  ] as const)('%s', async ([, list, problem]) => {
    expect(await refusal(api.modelImport.openFile(await goldenFile('stumps.booster.json'), list))).toEqual(problem);
  });
});

test('keeps hostile names of features as they are', async () => {
  const tab = await openMany();
  const names = ['__proto__', 'constructor', 'toString', '<img src=x onerror=alert(1)>', ...GOLDEN_NAMES.slice(4)];
  await accepted(tab.api.modelImport.openFile(await goldenFile('stumps.booster.json'), listOf(names)));
  const { version } = await accepted(tab.api.modelImport.save('hostile'));
  await tab.api.models.activate(version);
  await importText(tab, `id;${names.join(';')}\n1;${names.map((_, at) => at).join(';')}\n`);
  const card = (await tab.api.card.get('1'))!;
  expect(card.values).toEqual(names.map((_, at) => at));
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
  const { entries } = await tab.api.log.list({
    range: { from: 0, to: Number.MAX_SAFE_INTEGER },
    clientId: '',
    source: null,
    status: null,
    offset: 0,
    limit: 1,
  });
  expect(entries).toHaveLength(1);
  await tab.api.card.predict('1');
  const details = await tab.api.log.get(entries[0]!.id + 1);
  expect(Object.entries(details?.inputs ?? {})).toEqual(names.map((name, at) => [name, at]));
});

test('takes only a name that a model may have, and each model once', async () => {
  const { api } = await openMany();
  await accepted(api.modelImport.openFile(ownFile('mine'), null));
  for (const [name, free] of [
    ['', 'model'],
    ['Mine', 'mine'],
    ['my model', 'my-model'],
    ['-x', 'x'],
    ['../x', 'x'],
    ['Моя модель ёж', 'moya-model-ezh'],
    ['x'.repeat(41), 'x'.repeat(30)],
  ] as const) {
    expect(await refusal(api.modelImport.save(name))).toEqual({ kind: 'bad-name', free });
  }
  await accepted(api.modelImport.save('mine'));
  await accepted(api.modelImport.openFile(ownFile('mine'), null));
  expect(await refusal(api.modelImport.save('again'))).toEqual({ kind: 'version-taken', name: 'mine' });
  await accepted(api.modelImport.openFile(ownFile('another'), null));
  expect(await refusal(api.modelImport.save('mine'))).toEqual({ kind: 'name-taken', name: 'mine', free: 'mine-2' });
});

test('forecasts stored clients with a model that takes a column for something else', async () => {
  const tab = await openMany();
  await importText(tab, `id;age;salary_6to12m_avg;gender\n1;30;90000;Мужской\n`);
  await importText(tab, smallCsv(3, 2));
  const features = ['age', 'salary_6to12m_avg'].map(
    (name): Feature => ({
      name,
      kind: 'category',
      group: 'other',
      title: { ru: name, en: name },
      unit: 'none',
      missingShare: null,
      typical: null,
      categories: ['30', '90000'],
    }),
  );
  await accepted(tab.api.modelImport.openFile(ownFile('texts', { contract: { features } }), null));
  await tab.api.models.activate((await accepted(tab.api.modelImport.save('texts'))).version);
  await rescored(tab);
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({ state: 'done' });
  const card = (await tab.api.card.get('1'))!;
  expect(card.values).toEqual(['30', '90000']);
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
  expect((await tab.api.clients.list(everyone())).total).toBe(4);
});
