import * as Comlink from 'comlink';
import { type ClientBlock, encodeBlock } from '../../src/core/clients/clientBlock.ts';
import type { Contract } from '../../src/core/contract/contract.ts';
import { readModelIndex } from '../../src/core/contract/modelIndex.ts';
import { planImport } from '../../src/core/csv/detect/planImport.ts';
import { createClientReader } from '../../src/core/csv/read/clientReader.ts';
import { readOnnx } from '../../src/core/onnx/own/file.ts';
import { fileParts } from '../../workers/data/files/fileParts.ts';
import type { ModelApi } from '../../workers/model.api.ts';
import { parseByPapa } from './papa.ts';
import { openStoring } from './storing.ts';

/**
 * Seconds of each import stage alone on one thread (a whole import overlaps the stages), and of PapaParse on the same
 * file. Each block is released before the next one, as in an import. `storeRecords`: the same rows, one record each.
 */
export type Stages = { rows: number; parse: number; papa: number; score: number; store: number; storeRecords: number };

const HEAD_BYTES = 65_536;
const BLOCK_ROWS = 5_000;

declare global {
  var measureStages: () => Promise<Stages>;
}

globalThis.measureStages = async () => {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('choose a file first');
  const { model, contract } = await startModel();

  const { rows, seconds: parse } = await parseFile(file, contract, async () => {});

  const papaStarted = performance.now();
  const papaRows = await parseByPapa(file, contract);
  const papa = (performance.now() - papaStarted) / 1e3;
  if (papaRows !== rows) throw new Error(`PapaParse read ${papaRows} rows, not ${rows}`);

  let score = 0;
  await parseFile(file, contract, async (block) => {
    const started = performance.now();
    const { matrix } = encodeBlock(block, contract);
    await model.predict(Comlink.transfer(matrix, [matrix.buffer]));
    score += (performance.now() - started) / 1e3;
  });
  const storing = await openStoring();
  await parseFile(file, contract, storing.add);
  storing.close();
  const { chunks: store, records: storeRecords } = storing.seconds;
  return { rows, parse, papa, score, store, storeRecords };
};

async function startModel(): Promise<{ model: Comlink.Remote<ModelApi>; contract: Contract }> {
  const index = readModelIndex(await (await fetch('./models/index.json')).text());
  const active = index.models.find(({ name }) => name === index.active);
  if (!active) throw new Error('the index names no active model');
  const bytes = new Uint8Array(await (await fetch(`./models/${active.file}`)).arrayBuffer());
  const worker = new Worker(new URL('../../workers/model.worker.ts', import.meta.url), { type: 'module' });
  const model = Comlink.wrap<ModelApi>(worker);
  await model.load(bytes, active.sha256);
  return { model, contract: readOnnx(bytes).contract };
}

/** Parses the whole file; `seconds` runs from the first byte to the last row. */
async function parseFile(file: File, contract: Contract, use: (block: ClientBlock) => Promise<void>) {
  const started = performance.now();
  const planned = planImport(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), contract);
  if ('problem' in planned) throw new Error(planned.problem.kind);
  const reader = createClientReader(planned.plan, contract, BLOCK_ROWS);
  let rows = 0;
  const take = async (blocks: ClientBlock[]) => {
    for (const block of blocks) {
      rows += block.rows;
      await use(block);
      reader.reuse(block);
    }
  };
  for await (const { bytes } of fileParts(file)) await take(reader.push(bytes));
  await take(reader.finish());
  return { rows, seconds: (performance.now() - started) / 1e3 };
}
