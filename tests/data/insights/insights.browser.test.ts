import { beforeEach, describe, expect, test } from 'vitest';
import { waitFor } from '../../waitFor.ts';
import { everyone, importText, notified, smallCsv, startAfresh, type Tab } from '../dataWorker.ts';
import { refusal } from '../outcomes.ts';
import { ALL, cardsOf, explained, insightsEnd, openMany, variedCsv } from './explainedClients.ts';

beforeEach(startAfresh);

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
  expect(await refusal(tab.api.insights.getDependence(99, null))).toBe('NotFound: feature 99');
  expect(await refusal(tab.api.insights.getDependence(0, -1))).toBe('NotFound: feature -1');
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

describe('a run for many clients, stopped half-way,', () => {
  const ROWS = 3_000;

  /** A tab whose run has explained a thousand clients and is held there. */
  async function openHalfWay(): Promise<Tab> {
    const tab = await openMany();
    await importText(tab, smallCsv(ROWS));
    tab.gate.close(1);
    await tab.api.insights.start(ALL);
    await waitFor('the first thousand rows', tab.api.insights.getCurrent, (run) => run?.doneRows === 1_000);
    return tab;
  }

  test('leaves room for cards and simulations, and gives no answer yet', async () => {
    const { api } = await openHalfWay();
    expect((await api.card.get('7'))?.explanation).toHaveProperty('baseRub');
    expect(await api.card.simulate('7', [])).toMatchObject({ modelVersion: 'many-1' });
    expect(await api.insights.getCurrent()).toMatchObject({
      state: 'running',
      modelVersion: 'many-1',
      totalRows: ROWS,
    });
    expect(await api.insights.get()).toBeNull();
  });

  test('can be cancelled; what it told of its progress only grows', async () => {
    const tab = await openHalfWay();
    await tab.api.insights.cancel();
    expect(await tab.api.insights.getCurrent()).toMatchObject({
      state: 'cancelled',
      doneRows: 1_000,
      failure: null,
      secondsLeft: null,
    });
    expect(await tab.api.insights.get()).toBeNull();
    await notified(tab, 'insights', ({ run }) => run.state === 'cancelled');
    const received = tab.events.flatMap((event) => (event.kind === 'insights' ? [event.run] : []));
    expect([received[0]!.state, received.at(-1)!.state]).toEqual(['running', 'cancelled']);
    expect(received.every(({ doneRows }, at) => doneRows >= (received[at - 1]?.doneRows ?? 0))).toBe(true);
  });

  test('ends when its clients go away, saying why', async () => {
    const tab = await openHalfWay();
    const [record] = await tab.api.imports.list();
    await tab.api.imports.remove(record!.id);
    tab.gate.open();
    const { state, failure } = (await insightsEnd(tab))!;
    expect([state, failure?.name]).toEqual(['failed', 'Outdated']);
  });
});

test('a run for few clients is cancelled without waiting for the worker that cards need', async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(1_900));
  tab.gate.close();
  await tab.api.insights.start(ALL);
  await tab.gate.reached();
  await tab.api.insights.cancel();
  expect(await tab.api.insights.getCurrent()).toMatchObject({ state: 'cancelled', doneRows: 0, totalRows: 1_900 });
});

test('explains many clients on workers of their own as it explains few', async () => {
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

test('says why nothing can be explained', async () => {
  const tab = await openMany();
  expect(await tab.api.insights.getCurrent()).toBeNull();
  expect(await tab.api.insights.start(ALL)).toEqual({ problem: { kind: 'no-clients' } });
  expect(await tab.api.exports.writeContributions(ALL)).toEqual({ problem: { kind: 'no-clients' } });
  await importText(tab, variedCsv(1));
  expect(await tab.api.insights.start({ segmentId: 'rich', sample: null })).toEqual({
    problem: { kind: 'unknown-segment', segmentId: 'rich' },
  });
  expect(await tab.api.insights.start({ segmentId: null, sample: 0 })).toEqual({ problem: { kind: 'bad-sample' } });
  const { segmentId } = (await tab.api.clients.list(everyone())).rows[0]!;
  const empty = (await tab.api.offers.listSegments()).find(({ id }) => id !== segmentId)!;
  expect(await tab.api.insights.start({ segmentId: empty.id, sample: null })).toEqual({
    problem: { kind: 'no-clients' },
  });
  await explained(tab);
  expect(await tab.api.insights.get()).toMatchObject({ rows: 1, ofRows: 1 });
  expect((await tab.api.insights.getBeeswarm(1))!.rows[0]!.ranks).toHaveLength(1);
});
