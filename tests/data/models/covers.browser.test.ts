import { beforeEach, expect, test } from 'vitest';
import { waitFor } from '../../waitFor.ts';
import { everyone, importText, knowsClients, smallCsv, startAfresh } from '../dataWorker.ts';
import { ALL, cardsOf, explained, openMany } from '../insights/explainedClients.ts';
import { refusal } from '../outcomes.ts';

beforeEach(startAfresh);

test('counts covers for a model without, explains with them, and forecasts as before', async () => {
  const [tab, other] = [await openMany(), await openMany()];
  expect(await tab.api.models.countCovers('uncovered-1')).toEqual({ problem: { kind: 'no-clients' } });
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
  await knowsClients(other, 40);
  expect(await other.api.card.get('5')).toMatchObject({ background: null });

  const counted = { ...bare!, isExplainable: true, countedRows: 40 };
  expect(await tab.api.models.countCovers('uncovered-1')).toEqual({ value: counted });
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
  // The background is these clients: their mean forecast is the base value.
  const mean = cards.reduce((sum, { forecast }) => sum + forecast.incomeRub, 0) / cards.length;
  expect(cards[0]!.explanation.baseRub).toBeCloseTo(mean, 1);
  await explained(tab);
  expect(await tab.api.insights.get()).toMatchObject({ background, rows: 40, run: { state: 'done' } });
  await waitFor('the counted covers in the other tab', async () => (await other.api.card.get('5'))?.background);
  tab.end();

  const again = await openMany();
  const { explanation, forecast } = cards.find(({ id }) => id === '5')!;
  expect(await again.api.card.get('5')).toMatchObject({ explanation, forecast, background });
  expect((await again.api.models.list()).at(-1)).toEqual(counted);
  await importText(again, smallCsv(60));
  expect(await again.api.models.countCovers('uncovered-1')).toMatchObject({ value: { countedRows: 60 } });
  expect((await again.api.card.get('5'))?.background).toEqual({ kind: 'clients', rows: 60 });
  expect(await again.api.models.countCovers('many-1')).toEqual({ problem: { kind: 'has-covers' } });
  expect(await refusal(again.api.models.countCovers('nobody'))).toMatch(/^ModelMissing/);
});
