import { beforeAll, describe, expect, test } from 'vitest';
import { CHECK_TOLERANCE } from '../../../src/core/metrics/modelCheck.ts';
import { importText, openTab, siteAt, startAfresh, type Tab } from '../dataWorker.ts';
import { accepted, refusal } from '../outcomes.ts';
import { caseFile, GOLDEN_NAMES, goldenFile, goldenRows, listOf } from './modelFiles.ts';

/** People's own models and rows, whose library forecasts otherwise than the file alone says. */

let api: Tab['api'];
let tab: Tab;
beforeAll(async () => {
  await startAfresh();
  tab = await openTab(siteAt('many'));
  ({ api } = tab);
});

const REGION = '01-category-codes-borrowed';
const EARLY = '04-xgboost-best-iteration-learning-api';

describe('an early-stopped booster', () => {
  test('counts the trees up to the best iteration, and says how many there are', async () => {
    const draft = await accepted(api.modelImport.openFile(await caseFile(`${EARLY}/early.json`), null));
    expect(draft).toMatchObject({ trees: 12, bestTrees: 12, allTrees: 17 });
    const continued = await caseFile(`${EARLY}/x320-continued-booster-predict.json`);
    expect(await accepted(api.modelImport.openFile(continued, listOf([...'abcdefgh'])))).toMatchObject({
      trees: 1,
      bestTrees: 1,
      allTrees: 34,
    });
  });

  test('is found to count all trees by predictions of Booster.predict, and keeps that', async () => {
    await accepted(api.modelImport.openFile(await caseFile(`${EARLY}/early.json`), null));
    const rows = await caseFile(`${EARLY}/early.csv`);
    const check = await accepted(api.modelImport.check(rows, 'pred', false));
    expect(check.worstRelative).toBeGreaterThan(0.01);
    expect(check.causes).toEqual([{ kind: 'trees', trees: 17 }]);
    expect(await accepted(api.modelImport.choose(check.remedy!))).toMatchObject({ trees: 17 });
    const again = await accepted(api.modelImport.check(rows, 'pred', false));
    expect(again).toMatchObject({ causes: null, remedy: null, unreadable: [] });
    expect(again.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
    const { version, trees } = await accepted(api.modelImport.save('early-all'));
    expect(trees).toBe(17);
    expect((await api.models.get(version)).contract.treesOfFile).toBeUndefined();
  });

  test('says in its contract that trees of the file do not count', async () => {
    await accepted(api.modelImport.openFile(await caseFile(`${EARLY}/early.json`), null));
    const { version, trees } = await accepted(api.modelImport.save('early-best'));
    expect(trees).toBe(12);
    expect((await api.models.get(version)).contract.treesOfFile).toEqual({ used: 12, all: 17 });
  });
});

describe('a column of texts that another model calls a category', () => {
  test('is a number until the check finds its codes, which survive in the model', async () => {
    const draft = await accepted(api.modelImport.openFile(await caseFile(`${REGION}/region.json`), null));
    expect(draft.features.map(({ kind }) => kind.kind)).toEqual(['number', 'number']);
    const rows = await caseFile(`${REGION}/region.csv`);
    const check = await accepted(api.modelImport.check(rows, 'pred', false));
    expect(check.unreadable).toMatchObject([
      { feature: 'adminarea', cells: 2000, infinite: 0, example: 'Алтайский край' },
    ]);
    expect(check.causes).toMatchObject([{ kind: 'kinds', changes: [{ feature: 'adminarea', source: 'alphabet' }] }]);
    const changed = await accepted(api.modelImport.choose(check.remedy!));
    expect(changed.features[0]).toMatchObject({ kind: { kind: 'category' }, kindFrom: 'person' });
    const again = await accepted(api.modelImport.check(rows, 'pred', false));
    expect(again.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);

    const { version } = await accepted(api.modelImport.save('region'));
    await api.models.activate(version);
    const record = await importText(tab, [await rows.arrayBuffer()]);
    expect(record).toMatchObject({ state: 'ready', counts: { imported: 2000 } });
    const [first] = again.worst;
    expect((await api.card.get(first!.id))!.forecast.incomeRub).toBe(first!.forecast);
    await api.models.activate('many-1');
  });
});

describe('absent features', () => {
  test('that the trees look at are named before anything is compared, and compared only if people go on', async () => {
    await accepted(api.modelImport.openFile(await caseFile(`${EARLY}/early.json`), null));
    // No tree looks at the third feature, c.
    const rows = new File(['id,a,pred\n1,0.5,7\n2,0.1,8\n'], 'rows.csv');
    expect(await refusal(api.modelImport.check(rows, 'pred', false))).toEqual({
      kind: 'features-absent',
      features: ['b'],
      used: 2,
    });
    expect(await accepted(api.modelImport.check(rows, 'pred', true))).toMatchObject({ rows: 2 });
  });
});

test('infinite cells are told as such, and named as the cause when they are it', async () => {
  await accepted(api.modelImport.openFile(await caseFile(`${EARLY}/early.json`), null));
  const [header = '', ...lines] = (await (await caseFile(`${EARLY}/early.csv`)).text()).trim().split('\n');
  const rowsOf = (cell: string) =>
    new File(
      [
        [
          header,
          ...lines.slice(0, 50).map((line, row) => (row % 5 === 0 ? line.replace(/,[^,]*/, `,${cell}`) : line)),
        ].join('\n'),
      ],
      'rows.csv',
    );
  await accepted(api.modelImport.check(rowsOf('1e30'), 'pred', false));
  const large = await accepted(api.modelImport.check(rowsOf('1e30'), 'a', false));
  expect(large.unreadable).toEqual([]);
  const told = await accepted(api.modelImport.check(rowsOf('inf'), 'pred', false));
  expect(told.unreadable).toEqual([{ feature: 'a', cells: 10, infinite: 10, example: 'inf' }]);
});

test('a root of roubles that the trees sum is found, chosen and kept', async () => {
  const { file } = await goldenRows('stumps.matrix.f32', 'stumps.margins.f32');
  const [header, ...lines] = (await file.text()).trim().split('\n');
  const changed = lines.flatMap((line) => {
    const cells = line.split(';');
    const margin = Number(cells.at(-1)!.replace(',', '.'));
    if (margin < 0) return [];
    return [...cells.slice(0, -1), String(margin * margin).replace('.', ',')].join(';');
  });
  const names = header!.split(';').slice(1, -1);
  await accepted(api.modelImport.openFile(await goldenFile('stumps.booster.json'), listOf(names)));
  const rows = new File([[header, ...changed].join('\n')], 'rows.csv');
  const check = await accepted(api.modelImport.check(rows, 'expected', false));
  expect(check.causes).toEqual([{ kind: 'transform', transform: { kind: 'power', exponent: 0.5 } }]);
  await accepted(api.modelImport.choose(check.remedy!));
  const again = await accepted(api.modelImport.check(rows, 'expected', false));
  expect(again.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
  const { version } = await accepted(api.modelImport.save('root'));
  expect((await api.models.get(version)).contract.transform).toEqual({ kind: 'power', exponent: 0.5 });
});

describe('names in the model file itself', () => {
  const CASE = '17-names-of-features';

  test.for([
    ['atk-dup-names.json', { kind: 'feature-twice', feature: 'a', from: 'file' }],
    ['atk-names-empty.json', { kind: 'feature-empty', position: 1, from: 'file' }],
    ['atk-name-long.json', { kind: 'feature-long', feature: `${'a'.repeat(40)}…`, most: 300, from: 'file' }],
  ] as const)('%s are refused for what they are, and a list takes their place', async ([name, problem]) => {
    const file = await caseFile(`${CASE}/${name}`);
    expect(await refusal(api.modelImport.openFile(file, null))).toEqual(problem);
    const named = await accepted(api.modelImport.openFile(file, listOf([...'abcdefgh'])));
    expect(named.features.map((feature) => feature.name)).toEqual([...'abcdefgh']);
  });

  test('a feature W is a width, and the column W of a file is it, though w is left out', async () => {
    const file = await caseFile(`${CASE}/w.json`);
    const draft = await accepted(api.modelImport.openFile(file, null));
    expect(draft.features.map((feature) => feature.name)).toEqual(['W', 'h']);
    const rows = new File(['id;w;W;h;pred\n1;9;0,5;-1;3\n2;9;1;1;3\n'], 'rows.csv');
    const check = await accepted(api.modelImport.check(rows, 'pred', false));
    expect(check.rows).toBe(2);
    const { version } = await accepted(api.modelImport.save('width'));
    await api.models.activate(version);
    const { schema } = await importText(tab, [await rows.arrayBuffer()]);
    expect(schema).toMatchObject({ missingColumns: [], leftOutColumns: ['w'] });
    expect((await api.card.get('1'))!.values).toEqual([0.5, -1]);
    await api.models.activate('many-1');
  });
});

test('a feature called id is not the client’s when there is client_id', async () => {
  const folder = '09-feature-called-id';
  await accepted(api.modelImport.openFile(await caseFile(`${folder}/res_id.json`), null));
  const check = await accepted(api.modelImport.check(await caseFile(`${folder}/res_id.csv`), 'pred', false));
  expect(check).toMatchObject({ rows: 2000, causes: null, unreadable: [] });
  expect(check.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
});

test('names that the library wrote with underscores are found in the frame’s own header', async () => {
  const names = ['Средний_доход', 'age_(years)', ...GOLDEN_NAMES.slice(2)];
  await accepted(api.modelImport.openFile(await goldenFile('stumps.booster.json'), listOf(names)));
  const { file } = await goldenRows('stumps.matrix.f32', 'stumps.margins.f32');
  const text = (await file.text()).replace('f_a;f_b', 'Средний доход;age (years)');
  const check = await accepted(api.modelImport.check(new File([text], 'rows.csv'), 'expected', false));
  expect(check.worstRelative).toBeLessThanOrEqual(CHECK_TOLERANCE);
});
