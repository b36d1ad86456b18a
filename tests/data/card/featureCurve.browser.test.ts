import { beforeEach, expect, test } from 'vitest';
import { importText, startAfresh } from '../dataWorker.ts';
import { NAMES, openMany, variedCsv } from '../insights/explainedClients.ts';
import { importModel, ownFile } from '../models/modelFiles.ts';
import { refusal } from '../outcomes.ts';

beforeEach(startAfresh);

test('draws a forecast along a feature as simulations give it', async () => {
  const tab = await openMany();
  await importText(tab, variedCsv(30));
  const { entries } = await tab.api.log.list({
    range: { from: 0, to: Number.MAX_SAFE_INTEGER },
    clientId: '',
    source: null,
    status: null,
    offset: 0,
    limit: 9,
  });
  const card = (await tab.api.card.get('8'))!;
  for (const feature of ['age', 'salary_6to12m_avg', 'turn_a']) {
    const curve = (await tab.api.card.getFeatureCurve('8', feature))!;
    const at = NAMES.indexOf(feature);
    expect(curve).toMatchObject({
      feature: at,
      modelVersion: 'many-1',
      levels: [],
      ofLevels: 0,
      value: card.values[at],
      incomeRub: card.forecast.incomeRub,
    });
    expect(curve.steps[0]!.from).toBe(Number.NEGATIVE_INFINITY);
    const edges = curve.steps.slice(1).flatMap(({ from }) => [from, from - 1, from + 1]);
    for (const value of [null, -1e9, 0, 35, 1e9, ...edges]) {
      const { incomeRub } = await tab.api.card.simulate('8', [{ feature, value }]);
      const seen = value === null ? curve.missingRub : curve.steps.findLast(({ from }) => from <= value)!.incomeRub;
      expect(seen).toBe(incomeRub);
    }
  }
  const gender = (await tab.api.card.getFeatureCurve('8', 'gender'))!;
  expect(gender).toMatchObject({ steps: [], ofLevels: 2, value: null });
  for (const { level, incomeRub } of gender.levels)
    expect((await tab.api.card.simulate('8', [{ feature: 'gender', value: level }])).incomeRub).toBe(incomeRub);
  expect(gender.levels.map(({ level }) => level)).toEqual(['Женский', 'Мужской']);
  expect(await tab.api.card.getFeatureCurve('nobody', 'age')).toBeNull();
  expect(await refusal(tab.api.card.getFeatureCurve('8', 'weight'))).toBe('NotFound: feature weight');
  expect(entries).toHaveLength(1);

  // The curve uses the model that made the forecast, whichever model is active.
  await tab.api.models.activate('plain-1');
  expect(await tab.api.card.getFeatureCurve('8', 'age')).toMatchObject({ modelVersion: 'many-1' });
});

test('of a category with many levels, draws those that move the forecast most and the own one', async () => {
  const tab = await openMany();
  const { contract } = await tab.api.models.get();
  const [age, , gender] = contract.features;
  const categories = Array.from({ length: 300 }, (_, code) => `level ${code}`);
  const features = [age!, { ...gender!, name: 'place', kind: 'category' as const, typical: null, categories }];
  await importModel(tab, ownFile('levels', { contract: { features } }), 'levels');
  await importText(tab, 'id;age;place\n1;30;level 299\n');
  const curve = (await tab.api.card.getFeatureCurve('1', 'place'))!;
  expect(curve).toMatchObject({ value: 'level 299', ofLevels: 300 });
  expect(curve.levels).toHaveLength(200);
  expect(curve.levels.at(-1)).toEqual({ level: 'level 299', incomeRub: curve.incomeRub });
  const moved = [];
  for (const level of categories.slice(0, 12)) {
    const { incomeRub } = await tab.api.card.simulate('1', [{ feature: 'place', value: level }]);
    if (incomeRub !== curve.incomeRub) moved.push({ level, incomeRub });
  }
  expect(moved.length).toBeGreaterThan(0);
  expect(curve.levels).toEqual(expect.arrayContaining(moved));
});
