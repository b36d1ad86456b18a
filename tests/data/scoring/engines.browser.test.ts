import { beforeEach, expect, test } from 'vitest';
import { demoCopies, ended, everyone, openTab, startAfresh, type Tab } from '../dataWorker.ts';
import { importModel, ownFile } from '../models/modelFiles.ts';
import { accepted, refusal } from '../outcomes.ts';

beforeEach(startAfresh);

/** Forecasts and interval ends of the first hundred clients. */
async function numbers({ api }: Tab) {
  const { rows } = await api.clients.list(everyone());
  return rows.map(({ id, incomeRub, interval }) => [id, incomeRub, interval]);
}

async function importCopies(tab: Tab, copies: number) {
  return ended(tab, await tab.api.imports.start(await demoCopies(copies), null, null));
}

test('gives the same bits on the GPU as on the processor', async () => {
  const processor = await openTab();
  expect(await processor.api.engine.get()).toEqual({
    chosen: 'wasm',
    adapter: null,
    failure: null,
    isKernelMistrusted: false,
  });
  expect((await importCopies(processor, 2)).engine).toBe('wasm');
  const expected = await numbers(processor);
  await startAfresh();

  const tab = await openTab();
  await tab.api.engine.choose('webgpu');
  expect(await importCopies(tab, 2)).toMatchObject({ state: 'ready', engine: 'webgpu' });
  expect(await numbers(tab)).toEqual(expected);
  expect(await tab.api.engine.get()).toMatchObject({
    chosen: 'webgpu',
    failure: null,
    adapter: { vendor: expect.any(String) },
  });
  const card = await tab.api.card.get('1');
  expect(card?.explanation).toHaveProperty('baseRub');
});

test('says why the processor stood in for the GPU, and loses no forecast', async () => {
  const tab = await openTab();
  const version = await importModel(tab, ownFile('deep', { trees: 2, depth: 13 }), 'deep');
  await tab.api.models.activate(version);
  await tab.api.engine.choose('webgpu');
  expect(await importCopies(tab, 2)).toMatchObject({ state: 'ready', engine: 'wasm', counts: { imported: 6_000 } });
  expect(await tab.api.engine.get()).toMatchObject({
    chosen: 'webgpu',
    failure: { name: 'ModelCorrupt', message: expect.stringMatching(/too deep/) },
  });
});

test('tries both on stored clients, and keeps the faster one', async () => {
  const tab = await openTab();
  expect(await refusal(tab.api.engine.runTrial())).toEqual({ kind: 'no-clients' });
  await importCopies(tab, 1);
  const trial = await accepted(tab.api.engine.runTrial());
  expect(trial).toMatchObject({ worstRelative: 0, failure: null });
  expect(Math.min(trial.gpuRowsPerSecond, trial.wasmRowsPerSecond)).toBeGreaterThan(0);
  const isFaster = trial.gpuRowsPerSecond > trial.wasmRowsPerSecond;
  expect(trial.verdict).toBe(isFaster ? 'faster' : 'slower');
  expect((await tab.api.engine.get()).chosen).toBe(isFaster ? 'webgpu' : 'wasm');
});
