import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readOnnx, writeOnnx } from '../../src/core/onnx/file.ts';
import type { TreeEnsemble } from '../../src/core/trees/ensemble.ts';
import { explainRows, prepareShap } from '../../src/core/trees/treeShap.ts';
import { readXgboostJson } from '../../src/core/trees/xgboost.ts';
import { openSession } from '../../workers/model/session.ts';
import { someContract } from './trees/trees.ts';

const GOLDEN = new URL('../fixtures/golden/', import.meta.url);
const INCOME = new URL('../../public/models/income/income.onnx', import.meta.url);

type Golden = { modelVersion: string; boosters: { name: string }[] };
const golden: Golden = JSON.parse(readFileSync(new URL('golden.json', GOLDEN), 'utf8'));

/** What native XGBoost said: margins, and contributions with the bias as one more column. */
function native(name: string) {
  return {
    matrix: floats(`${name}.matrix.f32`),
    margins: floats(`${name}.margins.f32`),
    contribs: floats(`${name}.contribs.f32`),
  };
}

function floats(file: string): Float32Array<ArrayBuffer> {
  const bytes = readFileSync(new URL(file, GOLDEN));
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** Largest difference, as a share of each row's forecast or of `floor` where the forecast is smaller than that. */
function worst(found: ArrayLike<number>, expected: ArrayLike<number>, scale: (i: number) => number): number {
  expect(found.length).toBe(expected.length);
  return Array.from(found).reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i]!) / scale(i)), 0);
}

type Case = { name: string; ensemble: TreeEnsemble; file: Uint8Array; floor: number };

async function figures({ name, ensemble, file, floor }: Case) {
  const { matrix, margins, contribs } = native(name);
  const width = ensemble.featureCount;
  const session = await openSession(file, width);
  const income = await session.run(matrix);
  await session.close();
  const model = prepareShap(ensemble);
  const { contributions, sums } = explainRows(model, matrix);
  const bias = contribs[width]!;
  const forecast = (row: number) => Math.max(floor, Math.abs(margins[row]!));
  return {
    forecast: worst(income, margins, forecast),
    contribution: worst(
      contributions,
      contribs.filter((_, i) => i % (width + 1) < width),
      (i) => forecast(Math.floor(i / width)),
    ),
    base: worst([model.baseRub], [bias], () => Math.max(floor, Math.abs(bias))),
    additivity: worst(sums, income, forecast),
  };
}

function expectParity(found: Awaited<ReturnType<typeof figures>>): void {
  expect(found.forecast).toBeLessThanOrEqual(1e-5);
  expect(found.contribution).toBeLessThanOrEqual(1e-4);
  expect(found.base).toBeLessThanOrEqual(1e-5);
  expect(found.additivity).toBeLessThanOrEqual(1e-4);
}

describe('ONNX Runtime and SHAP say what native XGBoost says', () => {
  // The forecasts of these cross zero, where float32 sums in another order differ by a large share of next to nothing.
  test.each(golden.boosters.map(({ name }) => name))('of the small booster "%s"', async (name) => {
    const ensemble = readXgboostJson(readFileSync(new URL(`${name}.booster.json`, GOLDEN), 'utf8'));
    const file = writeOnnx({ contract: someContract(ensemble.featureCount), ensemble });
    expectParity(await figures({ name, ensemble, file, floor: Math.abs(ensemble.baseScore) }));
  });

  test.runIf(existsSync(INCOME))('of the income model that ships', async () => {
    const file = new Uint8Array(readFileSync(INCOME));
    const { contract, ensemble } = readOnnx(file);
    expect(contract.version, 'the packed model is another one than that of the golden rows').toBe(golden.modelVersion);
    expectParity(await figures({ name: 'income', ensemble, file, floor: 1 }));
  });
});
