import * as Comlink from 'comlink';
import { encodeBlock } from '../../src/core/clientBlock.ts';
import type { Contract } from '../../src/core/contract.ts';
import { createClientReader } from '../../src/core/csv/clientReader.ts';
import { planImport } from '../../src/core/csv/plan.ts';
import { readModelIndex } from '../../src/core/modelIndex.ts';
import { fileParts } from '../../workers/data/fileParts.ts';
import type { ModelApi } from '../../workers/model.api.ts';

/** Seconds of each stage alone, on one thread: what the whole import overlaps. */
export type Stages = { rows: number; parse: number; score: number };

const HEAD_BYTES = 65_536;
const BLOCK_ROWS = 5_000;

declare global {
  var measureStages: () => Promise<Stages>;
}

globalThis.measureStages = async () => {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('choose a file first');
  const { model, contract } = await startModel();

  const parsing = performance.now();
  const blocks = await parse(file, contract);
  const parse_ = performance.now() - parsing;

  const scoring = performance.now();
  for (const block of blocks) {
    const { matrix } = encodeBlock(block, contract);
    await model.predict(Comlink.transfer(matrix, [matrix.buffer]));
  }
  const score = performance.now() - scoring;

  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  return { rows, parse: parse_ / 1e3, score: score / 1e3 };
};

async function startModel(): Promise<{ model: Comlink.Remote<ModelApi>; contract: Contract }> {
  const index = readModelIndex(await (await fetch('./models/index.json')).text());
  const active = index.models.find(({ name }) => name === index.active);
  if (!active) throw new Error('the index names no active model');
  const bytes = new Uint8Array(await (await fetch(`./models/${active.file}`)).arrayBuffer());
  const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
  const model = Comlink.wrap<ModelApi>(worker);
  const { contract } = await model.load(bytes, active.sha256);
  return { model, contract };
}

async function parse(file: File, contract: Contract) {
  const planned = planImport(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), contract);
  if ('problem' in planned) throw new Error(planned.problem.kind);
  const reader = createClientReader(planned.plan, contract, BLOCK_ROWS);
  const blocks = [];
  for await (const bytes of fileParts(file)) blocks.push(...reader.push(bytes));
  return [...blocks, ...reader.finish()];
}
