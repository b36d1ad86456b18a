import { beforeEach, expect, test } from 'vitest';
import type { InsightScope } from '../../../workers/data/scoring/explain.api.ts';
import { everyone, importText, openTab, siteAt, smallCsv, startAfresh, type Tab, until } from '../dataWorker.ts';
import { bringAlong, ownFile, refusal } from '../models/modelFiles.ts';

beforeEach(startAfresh);

const ALL: InsightScope = { segmentId: null, sample: null };
const NAMES = ['age', 'salary_6to12m_avg', 'gender', 'turn_a', 'turn_b', 'turn_c', 'turn_d', 'turn_e'];

const openMany = () => openTab(siteAt('many'));

/** Clients with ties, missing values, a category that is not known and a column that is empty. */
function variedCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const gender = ['Мужской', 'Женский', '', 'Другой'][row % 4];
    const turn = row % 3 === 0 ? '' : (row * 7919) % 50_000;
    return [row + 1, 20 + (row % 5), `${(row * 1370) % 300_000},5`, gender, turn, row, 7, '', row % 2].join(';');
  });
  return [`id;${NAMES.join(';')}`, ...lines, ''].join('\n');
}

async function explained(tab: Tab, scope = ALL): Promise<void> {
  await tab.api.insights.start(scope);
  await until(async () => (await tab.api.insights.getCurrent())?.state !== 'running');
}

/** The explanations of all clients, one card after another. */
async function cardsOf({ api }: Tab) {
  const { rows } = await api.clients.list(everyone());
  const cards = [];
  for (const { id } of rows) cards.push((await api.card.get(id))!);
  return cards.map(({ explanation, ...card }) => {
    if ('failure' in explanation) throw new Error(explanation.failure.message);
    return { ...card, explanation };
  });
}

test('finds the mean |SHAP| of features and groups that the cards give one by one', async () => {
  const tab = await openMany();
  await importText(tab, variedCsv(60));
  const cards = await cardsOf(tab);
  const { contract } = await tab.api.models.get();
  await explained(tab);
  const found = (await tab.api.insights.get())!;
  expect(found).toMatchObject({
    rows: 60,
    ofRows: 60,
    staleRows: 0,
    background: { kind: 'training' },
    baseRub: cards[0]!.explanation.baseRub,
    run: { scope: ALL, modelName: 'income', modelVersion: 'many-1', state: 'done', doneRows: 60, totalRows: 60 },
  });
  expect(found.worstGapRub).toBe(Math.max(...cards.map(({ explanation }) => explanation.gapRub)));
  const mean = (of: (contributions: Float32Array) => number) =>
    cards.reduce((sum, { explanation }) => sum + Math.abs(of(explanation.contributionsRub)), 0) / cards.length;
  const features = contract.features
    .map((_, feature) => ({
      feature,
      meanAbsRub: expect.closeTo(
        mean((rub) => rub[feature]!),
        6,
      ),
      missingShare: cards.filter(({ values }) => values[feature] === null).length / cards.length,
    }))
    .filter(({ feature }) => mean((rub) => rub[feature]!) > 0);
  expect([...found.features].sort((a, b) => a.feature - b.feature)).toEqual(features);
  expect(found.features.map(({ meanAbsRub }) => -meanAbsRub)).toEqual(
    found.features.map(({ meanAbsRub }) => -meanAbsRub).sort((a, b) => a - b),
  );
  for (const { group, meanAbsRub, features: count } of found.groups) {
    const own = contract.features.flatMap((feature, at) => (feature.group === group ? [at] : []));
    expect(count).toBe(own.length);
    expect(meanAbsRub).toBeCloseTo(
      mean((rub) => own.reduce((sum, at) => sum + rub[at]!, 0)),
      4,
    );
  }
});

test('draws the same clients in every row of dots; ranks share ties and leave out what is missing', async () => {
  const tab = await openMany();
  await importText(tab, variedCsv(60));
  const cards = await cardsOf(tab);
  await explained(tab);
  const { features } = (await tab.api.insights.get())!;
  const swarm = (await tab.api.insights.getBeeswarm(3))!;
  expect(swarm.ids).toEqual(cards.map(({ id }) => id));
  expect(swarm.rows.map(({ feature }) => feature)).toEqual(features.slice(0, 3).map(({ feature }) => feature));
  for (const { feature, contributionsRub, ranks } of (await tab.api.insights.getBeeswarm(99))!.rows) {
    expect([...contributionsRub]).toEqual(cards.map(({ explanation }) => explanation.contributionsRub[feature]));
    cards.forEach(({ values }, at) => {
      expect(Number.isNaN(ranks[at])).toBe(values[feature] === null);
      cards.forEach((other, too) => {
        if (values[feature] !== null && other.values[feature] === values[feature]) expect(ranks[too]).toBe(ranks[at]);
      });
    });
    const known = ranks.filter((rank) => !Number.isNaN(rank));
    expect(known.every((rank) => rank >= 0 && rank <= 1)).toBe(true);
  }
  const salary = (await tab.api.insights.getDependence(1, 2))!;
  expect(salary.ids).toEqual(swarm.ids);
  expect([...salary.values]).toEqual(cards.map(({ values }) => values[1]));
  expect([...salary.contributionsRub]).toEqual(cards.map(({ explanation }) => explanation.contributionsRub[1]));
  expect([...salary.colourValues!]).toEqual(
    cards.map(({ values }) => (values[2] === null ? Number.NaN : ['Женский', 'Мужской'].indexOf(String(values[2])))),
  );
  expect(await tab.api.insights.getDependence(0, null)).toMatchObject({
    distinctValues: 5,
    colourFeature: null,
    colourValues: null,
  });
  expect(await tab.api.insights.getDependence(5, null)).toMatchObject({ distinctValues: 1 });
  expect(await tab.api.insights.getDependence(6, null)).toMatchObject({ distinctValues: 0 });
  expect(await refusal(tab.api.insights.getDependence(99, null))).toEqual({ kind: 'unknown-feature', feature: 99 });
  expect(await refusal(tab.api.insights.getDependence(0, -1))).toEqual({ kind: 'unknown-feature', feature: -1 });
});

test('explains a segment by the forecasts shown, an even sample, and each client by its newest row', async () => {
  const tab = await openMany();
  await importText(tab, `${variedCsv(40)}1;20;1,5;;;;;;\n`);
  await importText(tab, variedCsv(50));
  const { rows } = await tab.api.clients.list(everyone());
  const middle = rows[25]!.segmentId;
  const own = rows.filter(({ segmentId }) => segmentId === middle).map(({ id }) => id);
  await explained(tab, { segmentId: middle, sample: null });
  expect(await tab.api.insights.get()).toMatchObject({ rows: own.length, ofRows: own.length });
  expect((await tab.api.insights.getBeeswarm(1))!.ids).toEqual(own);
  await explained(tab, { segmentId: null, sample: 10 });
  expect(await tab.api.insights.get()).toMatchObject({ rows: 10, ofRows: 50 });
  expect((await tab.api.insights.getBeeswarm(1))!.ids).toEqual([
    '1',
    '6',
    '11',
    '16',
    '21',
    '26',
    '31',
    '36',
    '41',
    '46',
  ]);
  await explained(tab, { segmentId: null, sample: 1 });
  expect(await tab.api.insights.get()).toMatchObject({ rows: 1, ofRows: 50 });
});

test('forgets what it found when clients, model or segments change; says whose forecasts are of another model', async () => {
  const tab = await openMany();
  await importText(tab, variedCsv(9));
  await explained(tab);
  const first = await tab.api.insights.get();
  expect(first).not.toBeNull();
  await tab.api.models.activate('plain-1');
  const gone = () =>
    Promise.all([tab.api.insights.get(), tab.api.insights.getCurrent(), tab.api.insights.getBeeswarm(2)]);
  expect(await gone()).toEqual([null, null, null]);
  await explained(tab);
  expect(await tab.api.insights.get()).toMatchObject({ staleRows: 9, run: { modelVersion: 'plain-1' } });
  const [segment, ...others] = await tab.api.offers.listSegments();
  await tab.api.offers.saveSegments([{ ...segment!, name: { ru: 'Первый', en: 'First' } }, ...others]);
  expect(await gone()).toEqual([null, null, null]);
  await explained(tab);
  expect(await tab.api.insights.get()).not.toBeNull();
  const { id } = await importText(tab, variedCsv(2));
  expect(await gone()).toEqual([null, null, null]);
  await explained(tab);
  await tab.api.imports.remove(id);
  expect(await gone()).toEqual([null, null, null]);
});

test('runs beside the person at the screen: cards open, progress is told, it can be cancelled', {
  timeout: 120_000,
}, async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(30_000));
  await bringAlong(tab, ownFile('slow', { trees: 4_000, depth: 5 }), 'slow');
  await tab.api.insights.start(ALL);
  await until(async () => ((await tab.api.insights.getCurrent())?.doneRows ?? 0) > 0);
  expect((await tab.api.card.get('7'))?.explanation).toHaveProperty('baseRub');
  expect(await tab.api.card.simulate('7', [])).toMatchObject({ modelVersion: 'slow-1' });
  expect(await tab.api.insights.getCurrent()).toMatchObject({
    state: 'running',
    modelVersion: 'slow-1',
    totalRows: 30_000,
  });
  expect(await tab.api.insights.get()).toBeNull();
  await tab.api.insights.cancel();
  expect(await tab.api.insights.getCurrent()).toMatchObject({ state: 'cancelled', failure: null, secondsLeft: null });
  expect(await tab.api.insights.get()).toBeNull();
  const received = tab.events.flatMap((event) => (event.kind === 'insights' ? [event.run] : []));
  expect([received[0]!.state, received.at(-1)!.state]).toEqual(['running', 'cancelled']);
  expect(received.every(({ doneRows }, at) => doneRows >= (received[at - 1]?.doneRows ?? 0))).toBe(true);

  // Few clients are explained by the worker that cards need; nobody waits for it to finish either.
  await tab.api.insights.start({ segmentId: null, sample: 1_900 });
  await tab.api.insights.cancel();
  expect(await tab.api.insights.getCurrent()).toMatchObject({ state: 'cancelled', totalRows: 1_900 });

  // Clients that go away under it end it, saying why.
  await tab.api.insights.start(ALL);
  await until(async () => ((await tab.api.insights.getCurrent())?.doneRows ?? 0) > 0);
  const [large] = await tab.api.imports.list();
  await tab.api.imports.remove(large!.id);
  await until(async () => (await tab.api.insights.getCurrent())?.state !== 'running');
  const { state, failure } = (await tab.api.insights.getCurrent())!;
  expect([state, failure?.name, JSON.parse(failure!.message)]).toEqual(['failed', 'Refused', { kind: 'changed' }]);
});

test('explains many clients on workers of their own as it explains few', { timeout: 120_000 }, async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(12_000));
  await explained(tab, { segmentId: null, sample: 1_500 });
  const few = (await tab.api.insights.get())!;
  await explained(tab);
  const many = (await tab.api.insights.get())!;
  expect(many).toMatchObject({ rows: 12_000, run: { doneRows: 12_000 } });
  expect(many.features.map(({ feature }) => feature)).toEqual(few.features.map(({ feature }) => feature));
  const swarm = (await tab.api.insights.getBeeswarm(1))!;
  expect(swarm.ids).toHaveLength(5_000);
  expect(new Set(swarm.ids).size).toBe(5_000);
  for (const at of [0, 1_234, 4_999]) {
    const { explanation } = (await tab.api.card.get(swarm.ids[at]!))!;
    expect(explanation).toHaveProperty(
      ['contributionsRub', swarm.rows[0]!.feature],
      swarm.rows[0]!.contributionsRub[at],
    );
  }
});

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
  expect(await refusal(tab.api.card.getFeatureCurve('8', 'weight'))).toEqual({
    kind: 'unknown-feature',
    feature: 'weight',
  });
  expect(entries).toHaveLength(1);

  // The model that made the forecast, whichever is active.
  await tab.api.models.activate('plain-1');
  expect(await tab.api.card.getFeatureCurve('8', 'age')).toMatchObject({ modelVersion: 'many-1' });
});

test('of a category with many levels, draws those that move the forecast most and the own one', async () => {
  const tab = await openMany();
  const { contract } = await tab.api.models.get();
  const [age, , gender] = contract.features;
  const categories = Array.from({ length: 300 }, (_, code) => `level ${code}`);
  const features = [age!, { ...gender!, name: 'place', kind: 'category' as const, typical: null, categories }];
  await bringAlong(tab, ownFile('levels', { contract: { features } }), 'levels');
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

test('writes the contributions of a scope as CSV; every line adds up and reads back', async () => {
  const tab = await openMany();
  await importText(tab, `${variedCsv(25)}=1+1;30;1;;;;;;\n"a;b";30;1;;;;;;\n`);
  const cards = await cardsOf(tab);
  const blob = (await tab.api.exports.writeContributions(ALL))!;
  const text = await blob.text();
  const [header, ...lines] = text.trimEnd().split('\n');
  expect(header).toBe(`id;forecast_rub;base_rub;${NAMES.join(';')}`);
  expect(lines).toHaveLength(27);
  expect(lines.find((line) => line.includes('=1+1'))).toMatch(/^'=1\+1;/);
  expect(lines.some((line) => line.startsWith('"a;b";'))).toBe(true);
  for (const line of lines) {
    const cells = line.replace('"a;b"', 'a,b').split(';');
    const card = cards.find(({ id }) => id.replace(';', ',') === cells[0]!.replace("'", ''))!;
    const [forecast = 0, base = 0, ...contributions] = cells.slice(1).map(Number);
    expect(Math.fround(forecast)).toBe(card.forecast.incomeRub);
    expect(base).toBe(card.explanation.baseRub);
    expect(contributions.map(Math.fround)).toEqual([...card.explanation.contributionsRub]);
    const sum = contributions.reduce((total, rub) => total + rub, base);
    expect(Math.abs(sum - forecast)).toBeLessThanOrEqual(1e-4 * Math.max(1, forecast));
  }
  const sample = await (await tab.api.exports.writeContributions({ segmentId: null, sample: 3 }))!.text();
  expect(sample.trimEnd().split('\n')).toHaveLength(4);
});

test('counts covers for a model without, explains with them, and forecasts as before', {
  timeout: 60_000,
}, async () => {
  const [tab, other] = [await openMany(), await openMany()];
  expect(await refusal(tab.api.models.countCovers('uncovered-1'))).toEqual({ kind: 'no-clients' });
  await tab.api.models.activate('uncovered-1');
  await importText(tab, `${smallCsv(40)}1;33;5\n`);
  const before = await tab.api.clients.list(everyone());
  const [bare] = (await tab.api.models.list()).slice(-1);
  expect(bare).toMatchObject({ version: 'uncovered-1', isExplainable: false, countedRows: null });
  expect(await tab.api.card.get('5')).toMatchObject({
    explanation: { failure: { name: 'NoCovers' } },
    background: null,
  });
  expect(await refusal(tab.api.insights.start(ALL))).toMatch(/^NoCovers/);
  await until(async () => (await other.api.clients.list(everyone())).total === 40);
  expect(await other.api.card.get('5')).toMatchObject({ background: null });

  const counted = { ...bare!, isExplainable: true, countedRows: 40 };
  expect(await tab.api.models.countCovers('uncovered-1')).toEqual(counted);
  expect((await tab.api.models.list()).at(-1)).toEqual(counted);
  const { contract: _, ...listing } = await tab.api.models.get();
  expect(listing).toEqual(counted);
  expect(await tab.api.clients.list(everyone())).toEqual(before);
  const background = { kind: 'clients', rows: 40 };
  const cards = await cardsOf(tab);
  for (const card of cards) {
    expect(card.background).toEqual(background);
    expect((await tab.api.card.simulate(card.id, [])).incomeRub).toBe(card.forecast.incomeRub);
  }
  // The background is these clients: their mean forecast is where explanations start.
  const mean = cards.reduce((sum, { forecast }) => sum + forecast.incomeRub, 0) / cards.length;
  expect(cards[0]!.explanation.baseRub).toBeCloseTo(mean, 1);
  await explained(tab);
  expect(await tab.api.insights.get()).toMatchObject({ background, rows: 40, run: { state: 'done' } });
  await until(async () => (await other.api.card.get('5'))?.background !== null);
  tab.end();

  const again = await openMany();
  const { explanation, forecast } = cards.find(({ id }) => id === '5')!;
  expect(await again.api.card.get('5')).toMatchObject({ explanation, forecast, background });
  expect((await again.api.models.list()).at(-1)).toEqual(counted);
  await importText(again, smallCsv(60));
  expect(await again.api.models.countCovers('uncovered-1')).toMatchObject({ countedRows: 60 });
  expect((await again.api.card.get('5'))?.background).toEqual({ kind: 'clients', rows: 60 });
  expect(await refusal(again.api.models.countCovers('many-1'))).toEqual({ kind: 'has-covers' });
  expect(await refusal(again.api.models.countCovers('nobody'))).toMatch(/^ModelMissing/);
});

test('writes contributions and counts covers one at a time, telling how far it is, and leaves nothing when cancelled', {
  timeout: 120_000,
}, async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(30_000));
  await bringAlong(tab, ownFile('slow', { trees: 4_000, depth: 5 }), 'slow');
  expect(await tab.api.jobs.getCurrent()).toBeNull();
  const begun = () => until(async () => ((await tab.api.jobs.getCurrent())?.doneRows ?? 0) > 0);
  const blank = { rowsPerSecond: expect.any(Number), failure: null };
  const ended = { ...blank, state: 'cancelled', doneRows: expect.any(Number), totalRows: 30_000, secondsLeft: null };

  const writing = tab.api.exports.writeContributions(ALL);
  await begun();
  expect(await tab.api.jobs.getCurrent()).toMatchObject({ kind: 'contributions', state: 'running', totalRows: 30_000 });
  expect(await refusal(tab.api.models.countCovers('uncovered-1'))).toMatch(/^Busy/);
  expect((await tab.api.card.get('7'))?.explanation).toHaveProperty('baseRub');
  await tab.api.jobs.cancel();
  expect(await tab.api.jobs.getCurrent()).toEqual({ ...ended, kind: 'contributions' });
  expect(await writing).toBeNull();

  const counting = tab.api.models.countCovers('uncovered-1');
  await begun();
  await tab.api.jobs.cancel();
  expect(await tab.api.jobs.getCurrent()).toEqual({ ...ended, kind: 'covers' });
  expect(await counting).toBeNull();
  expect((await tab.api.models.list()).find(({ version }) => version === 'uncovered-1')).toMatchObject({
    countedRows: null,
  });

  expect(await tab.api.models.countCovers('uncovered-1')).toMatchObject({ countedRows: 30_000 });
  expect(await tab.api.jobs.getCurrent()).toMatchObject({
    kind: 'covers',
    state: 'done',
    doneRows: 30_000,
    secondsLeft: null,
  });
  const received = tab.events.flatMap((event) => (event.kind === 'job' ? [event.job] : []));
  expect(received.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual([
    'cancelled',
    'cancelled',
    'done',
  ]);
  expect(await refusal(tab.api.models.countCovers('many-1'))).toEqual({ kind: 'has-covers' });
  expect(await tab.api.jobs.getCurrent()).toMatchObject({
    kind: 'covers',
    state: 'failed',
    failure: { name: 'Refused' },
  });
});

test('says why nothing can be explained', async () => {
  const tab = await openMany();
  expect(await tab.api.insights.getCurrent()).toBeNull();
  expect(await refusal(tab.api.insights.start(ALL))).toEqual({ kind: 'no-clients' });
  expect(await refusal(tab.api.exports.writeContributions(ALL))).toEqual({ kind: 'no-clients' });
  await importText(tab, variedCsv(1));
  expect(await refusal(tab.api.insights.start({ segmentId: 'rich', sample: null }))).toEqual({
    kind: 'unknown-segment',
    segmentId: 'rich',
  });
  expect(await refusal(tab.api.insights.start({ segmentId: null, sample: 0 }))).toEqual({ kind: 'bad-sample' });
  const { segmentId } = (await tab.api.clients.list(everyone())).rows[0]!;
  const empty = (await tab.api.offers.listSegments()).find(({ id }) => id !== segmentId)!;
  expect(await refusal(tab.api.insights.start({ segmentId: empty.id, sample: null }))).toEqual({ kind: 'no-clients' });
  await explained(tab);
  expect(await tab.api.insights.get()).toMatchObject({ rows: 1, ofRows: 1 });
  expect((await tab.api.insights.getBeeswarm(1))!.rows[0]!.ranks).toHaveLength(1);
});
