import { beforeAll, describe, expect, test } from 'vitest';
import type { Feature } from '../../../src/core/contract/contract.ts';
import { CHECK_TOLERANCE } from '../../../src/core/metrics/modelCheck.ts';
import { everyone, importText, openTab, rescored, siteAt, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { stored } from '../rawDatabase.ts';
import { GOLDEN_NAMES, goldenFile, goldenRows, listOf, ownFile, refusal } from './modelFiles.ts';

/** A tab where nobody and no other model is known. */
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
    const draft = await tab.api.models.openDraft(await goldenFile(path), HEADER);
    expect(draft).toMatchObject({
      format,
      name: 'deep',
      hasInterval: false,
      isExplainable: true,
      areNamesCertain: true,
    });
    expect(draft.features).toEqual(GOLDEN_NAMES.map((name) => ({ name, title: null })));

    const check = await tab.api.models.checkDraft(file, 'THEIRS');
    expect(check).toMatchObject({ rows, skipped: 0, isWholeFile: true });
    expect(check.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
    expect(check.meanRelative).toBeLessThanOrEqual(check.worstRelative);
    expect(await stored()).toMatchObject({ models: 0 });

    const listing = await tab.api.models.importDraft('deep');
    expect(listing).toMatchObject({ name: 'deep', origin: 'kept', trainedAt: null, synthetic: false, clients: 0 });
    expect(listing.version).toMatch(/^kept-[0-9a-f]{8}$/);
    await tab.api.models.activate(listing.version);
    const { contract } = await tab.api.models.get();
    expect(contract).toMatchObject({ name: 'deep', metrics: null, incomePercentiles: null });
    expect(contract.features[0]).toMatchObject({ group: 'other', unit: 'none', title: { ru: 'f_a', en: 'f_a' } });
    const record = await importText(tab, [await file.arrayBuffer()]);
    expect(record).toMatchObject({ state: 'ready', modelVersion: listing.version, counts: { imported: rows } });
    const [first] = check.worst;
    const card = (await tab.api.card.get(first!.id))!;
    expect(card.forecast.incomeRub).toBe(first!.ours);
    expect(card.explanation).toMatchObject({ forecastRub: first!.ours });
  },
);

test('reads the trees of any ONNX file, whose features it has to be told', async () => {
  const tab = await openMany();
  const file = await goldenFile('external/onnx/regressor-leq-missing.onnx');
  const problem = await refusal(tab.api.models.openDraft(file, listOf(['a'])));
  const names = Array.from({ length: (problem as { trees: number }).trees }, (_, at) => `f_${at}`);
  const opened = await tab.api.models.openDraft(file, listOf(names));
  expect(opened).toMatchObject({ format: 'onnx', areNamesCertain: true, isExplainable: false });
  const { version } = await tab.api.models.importDraft('from-onnx');
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
  const draft = await api.models.openDraft(await goldenFile('one-tree.booster.json'), null);
  expect(draft.areNamesCertain).toBe(false);
  expect(draft.features).toEqual(contract.features.map(({ name, title }) => ({ name, title })));
  await api.models.importDraft('guess');
});

test('describes the features that the active model knows as that does, categories too', async () => {
  const { api } = await openMany();
  const names = ['gender', 'age', ...GOLDEN_NAMES.slice(2)];
  await api.models.openDraft(await goldenFile('one-tree.booster.json'), listOf(names));
  const { version } = await api.models.importDraft('known');
  const known = (await api.models.get()).contract.features;
  const { features } = (await api.models.get(version)).contract;
  expect(features.slice(0, 2)).toEqual(['gender', 'age'].map((name) => known.find((one) => one.name === name)));
  expect(features[2]).toMatchObject({ name: 'f_c', group: 'other' });
});

test('opens one of its own kind whole, with its own contract, titles and version', async () => {
  const { api } = await openMany();
  const draft = await api.models.openDraft(ownFile('income', { contract: { synthetic: false } }), null);
  expect(draft).toMatchObject({ format: 'tuntundohod', areNamesCertain: true, isExplainable: true });
  expect(draft.features).toContainEqual({ name: 'age', title: { ru: 'Поле age', en: 'Field age' } });
  // "income" ships already.
  expect(draft.name).toBe('income-2');
  expect(await refusal(api.models.importDraft('income'))).toEqual({ kind: 'name-taken', name: 'income' });
  expect(await api.models.importDraft(draft.name)).toMatchObject({
    name: 'income-2',
    version: 'income-1',
    synthetic: false,
  });
});

describe('a check', () => {
  let api: Tab['api'];
  beforeAll(async () => {
    ({ api } = await openMany());
    await api.models.openDraft(ownFile('mine'), null);
  });
  const table = (text: string) => new File([text], 'rows.csv');
  const HEAD = 'id;age;salary_6to12m_avg';

  test('names the rows that differ most, by line and id, and counts those without a number', async () => {
    const { worst: mine } = await api.models.checkDraft(table(`${HEAD};theirs\n7;1;2;0\n`), 'theirs');
    const ours = mine[0]!.ours;
    const check = await api.models.checkDraft(
      table(`${HEAD};theirs\na;1;2;${ours}\nb;1;2;${ours * 2}\nc;1;2;\nd;1;2;so-so\ne;1\nf;1;2;${ours / 2}\n`),
      'theirs',
    );
    expect(check).toMatchObject({ rows: 3, skipped: 3, isWholeFile: true });
    expect(check.worst.map(({ line, id }) => [line, id])).toEqual([
      [7, 'f'],
      [3, 'b'],
      [2, 'a'],
    ]);
    expect(check.worst[0]!.theirs).toBe(ours / 2);
  });

  test('takes a column that the model never reads, or one of its features, for the predictions', async () => {
    for (const column of ['target', 'age']) {
      const check = await api.models.checkDraft(table(`${HEAD};target\n1;41;2;41\n`), column);
      expect(check.worst).toMatchObject([{ id: '1', theirs: 41 }]);
    }
  });

  test.for([
    ['a column that is not there', `${HEAD};theirs\n1;2;3;4\n`, 'ours', { kind: 'no-column', column: 'ours' }],
    ['no name of a column', `${HEAD};theirs\n1;2;3;4\n`, ' ', { kind: 'no-column', column: ' ' }],
    ['a column without numbers', `${HEAD};theirs\n1;2;3;x\n`, 'theirs', { kind: 'no-numbers', column: 'theirs' }],
    ['the column of ids', `${HEAD};theirs\n1;2;3;4\n`, 'id', { kind: 'no-numbers', column: 'id' }],
    ['a file without rows', `${HEAD};theirs\n`, 'theirs', { kind: 'file', problem: { kind: 'no-rows' } }],
    ['a file without ids', 'age;theirs\n1;2\n', 'theirs', { kind: 'file', problem: { kind: 'no-id-column' } }],
    ['a quote that never closes', `${HEAD};theirs\n1;"2;3;4\n5;6;7;8\n`, 'theirs', { kind: 'file' }],
    ['an empty file', '', 'theirs', { kind: 'file', problem: { kind: 'empty-file' } }],
  ] as const)('refuses %s', async ([, text, column, problem]) => {
    expect(await refusal(api.models.checkDraft(table(text), column))).toMatchObject(problem);
  });
});

describe('a file is refused with the reason', () => {
  let api: Tab['api'];
  beforeAll(async () => {
    ({ api } = await openMany());
  });

  test.for([
    ['empty', new File([], 'm.onnx'), /m\.onnx: no trees are found: the file is empty/],
    ['a web page', new File(['<!doctype html>'], 'm.onnx'), /a web page or other markup/],
    ['a pickle', new File([new Uint8Array([0x80, 4, 0x95])], 'm.pkl'), /pickle/],
    ['JSON of another kind', new File(['{"a":1}'], 'm.json'), /neither of XGBoost nor of CatBoost/],
    ['too large', new File([new Uint8Array(201 * 1024 * 1024)], 'm.json'), /201 MB, a model file may have 200 MB/],
  ] as const)('that is %s', async ([, file, reason]) => {
    expect(await refusal(api.models.openDraft(file, null))).toMatch(reason);
    expect(await refusal(api.models.importDraft('mine'))).toEqual({ kind: 'no-draft' });
    expect(await refusal(api.models.checkDraft(new File(['id;a\n'], 'a.csv'), 'a'))).toEqual({ kind: 'no-draft' });
  });

  test('that is cut short or damaged, of our own kind or another', async () => {
    for (const whole of [ownFile('mine'), await goldenFile('external/xgboost/deep.ubj')]) {
      const bytes = new Uint8Array(await whole.arrayBuffer());
      expect(await refusal(api.models.openDraft(new File([bytes.slice(0, -50)], 'm'), listOf(GOLDEN_NAMES)))).toMatch(
        /^ModelCorrupt/,
      );
    }
    const bytes = new Uint8Array(await ownFile('mine').arrayBuffer());
    for (let at = 5; at < bytes.length; at += Math.floor(bytes.length / 40)) {
      const damaged = bytes.slice();
      damaged[at]! ^= 4;
      expect(await refusal(api.models.openDraft(new File([damaged], 'm.onnx'), null))).toMatch(/^ModelCorrupt/);
    }
  });

  test('with an overlong name of a feature', async () => {
    const list = listOf([...'abcdefg', 'x'.repeat(400)]);
    expect(await refusal(api.models.openDraft(await goldenFile('stumps.booster.json'), list))).toMatch(/^ModelCorrupt/);
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
    ['one of which stands twice', listOf([...'abcdefga']), { kind: 'feature-twice', feature: 'a' }],
    ['one of which is the answer', listOf([...'abcdefg', 'Target']), { kind: 'never-a-feature', feature: 'Target' }],
    ['one of which leaks it', listOf([...'abcdefg', 'w']), { kind: 'never-a-feature', feature: 'w' }],
    ['whose list is no text', new File([new Uint8Array([0, 1, 2, 0, 3])], 'l'), { kind: 'list-unreadable' }],
    ['whose list is empty', new File([''], 'l'), { kind: 'list-unreadable' }],
    ['whose list is a web page', new File(['<!doctype html>\na;b'], 'l'), { kind: 'list-unreadable' }],
  ] as const)('%s', async ([, list, problem]) => {
    expect(await refusal(api.models.openDraft(await goldenFile('stumps.booster.json'), list))).toEqual(problem);
  });
});

test('keeps hostile names of features as they are', async () => {
  const tab = await openMany();
  const names = ['__proto__', 'constructor', 'toString', '<img src=x onerror=alert(1)>', ...GOLDEN_NAMES.slice(4)];
  await tab.api.models.openDraft(await goldenFile('stumps.booster.json'), listOf(names));
  const { version } = await tab.api.models.importDraft('hostile');
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
  await api.models.openDraft(ownFile('mine'), null);
  for (const name of ['', 'Mine', 'my model', '-x', '../x', 'ж', 'x'.repeat(41)]) {
    expect(await refusal(api.models.importDraft(name))).toEqual({ kind: 'bad-name' });
  }
  await api.models.importDraft('mine');
  await api.models.openDraft(ownFile('mine'), null);
  expect(await refusal(api.models.importDraft('again'))).toEqual({ kind: 'version-taken', name: 'mine' });
  await api.models.openDraft(ownFile('another'), null);
  expect(await refusal(api.models.importDraft('mine'))).toEqual({ kind: 'name-taken', name: 'mine' });
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
  await tab.api.models.openDraft(ownFile('texts', { contract: { features } }), null);
  await tab.api.models.activate((await tab.api.models.importDraft('texts')).version);
  await rescored(tab);
  expect(await tab.api.rescoring.getCurrent()).toMatchObject({ state: 'done' });
  const card = (await tab.api.card.get('1'))!;
  expect(card.values).toEqual(['30', '90000']);
  expect(card.explanation).toMatchObject({ forecastRub: card.forecast.incomeRub });
  expect((await tab.api.clients.list(everyone())).total).toBe(4);
});
