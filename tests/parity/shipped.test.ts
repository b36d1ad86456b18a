import { beforeAll, describe, expect, test } from 'vitest';
import { explainInRoubles } from '../../src/core/contract/transform.ts';
import { outputsOf, readOnnx } from '../../src/core/onnx/own/file.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../src/core/trees/shap/treeShap.ts';
import { openSession } from '../../workers/runtime/session.ts';
import { someRows } from '../core/trees/trees.ts';
import { readFixture, readFloats, readJson } from './fixture.ts';
import { withoutBias, worst } from './parity.ts';

const GOLDEN = 'tests/fixtures/golden';
const ROWS = 1000;
const LONG_MS = 60_000;

type Golden = { models: { name: string; version: string; rows: number; explainedRows: number }[] };
const { models }: Golden = await readJson(`${GOLDEN}/golden.json`);

type Numbers = Float32Array<ArrayBuffer>;
const none: Numbers = new Float32Array(0);

describe.each(models)('the model $name that ships', ({ name, version, rows, explainedRows }) => {
  let ours: Awaited<ReturnType<typeof calculate>>;
  let native: Awaited<ReturnType<typeof readNative>>;
  beforeAll(async () => {
    native = await readNative(name);
    ours = await calculate(name, native.matrix, explainedRows);
  }, LONG_MS);

  test('is the one of the golden rows', () => {
    expect(ours.model.contract.version).toBe(version);
    expect([rows, native.margins.length]).toEqual([ROWS, ROWS]);
    expect(ours.model.interval).not.toBeNull();
  });

  test.each(['income', 'p10', 'p90'] as const)('says of %s what the native libraries say', (column) => {
    const said = native[column];
    expect(worst(ours[column], said, (row) => Math.max(1, Math.abs(said[row]!)))).toBeLessThanOrEqual(1e-5);
  });

  test('keeps every forecast between the ends of its interval, of other rows too', () => {
    for (const [income = none, p10 = none, p90 = none] of [[ours.income, ours.p10, ours.p90], ours.others]) {
      expect(income.length).toBeGreaterThanOrEqual(ROWS);
      expect(income.every((forecast, row) => p10[row]! <= forecast && forecast <= p90[row]!)).toBe(true);
    }
  });

  test('explains as the native libraries explain, in the scale of the trees', () => {
    const { contributions, sums, base, model } = ours;
    const { margins, contribs } = native;
    const { featureCount } = model.forecast;
    const scale = (row: number) => Math.max(1, Math.abs(margins[row]!));
    const said = withoutBias(contribs, featureCount);
    expect(worst(contributions, said, (i) => scale(Math.floor(i / featureCount)))).toBeLessThanOrEqual(1e-4);
    expect(worst([base], [contribs[featureCount]!], () => Math.abs(base))).toBeLessThanOrEqual(1e-5);
    expect(worst(sums, margins.subarray(0, explainedRows), scale)).toBeLessThanOrEqual(1e-4);
  });

  test('explains its forecast: in roubles, too, the parts add up', () => {
    const { contributions, sums, base, model } = ours;
    const copies = { contributions: contributions.slice(), sums: sums.slice() };
    const inRoubles = explainInRoubles(model.contract.transform, base, copies);
    const income = ours.income.subarray(0, explainedRows);
    expect(worst(inRoubles.sums, income, (row) => Math.max(1, Math.abs(income[row]!)))).toBeLessThanOrEqual(1e-4);
  });

  // Node.js and Chromium must both match one file, so they agree with each other. For a new model, write it by
  //     npx vitest run tests/parity --update
  test('forecasts the same bits in Node.js and in the browser', async () => {
    const sums = await Promise.all([ours.income, ours.p10, ours.p90].map(sha256));
    const lines = outputsOf(ours.model).map((output, at) => `${output} ${sums[at]}`);
    await expect([version, ...lines, ''].join('\n')).toMatchFileSnapshot(`../fixtures/golden/${name}.bits.txt`);
  });
});

/** The results of the native libraries; all models have the same rows. */
async function readNative(name: string) {
  const [matrix, margins, forecasts, contribs] = await Promise.all([
    readFloats(`${GOLDEN}/income.matrix.f32`),
    readFloats(`${GOLDEN}/${name}.margins.f32`),
    readFloats(`${GOLDEN}/${name}.forecasts.f32`),
    readFloats(`${GOLDEN}/${name}.contribs.f32`),
  ]);
  const column = (at: number) => forecasts.filter((_, i) => i % 3 === at);
  return { matrix, margins, contribs, income: column(0), p10: column(1), p90: column(2) };
}

async function calculate(name: string, matrix: Numbers, explainedRows: number) {
  const bytes = await readFixture(`public/models/${name}/${name}.onnx`);
  const model = readOnnx(bytes);
  const { featureCount } = model.forecast;
  const session = await openSession(bytes, { featureCount, outputs: outputsOf(model) });
  const [income = none, p10 = none, p90 = none] = await session.run(matrix);
  const others = await session.run(someRows(ROWS, featureCount));
  await session.close();
  const shap = prepareShap(model.forecast);
  const explained = explainRows(shap, matrix.subarray(0, explainedRows * featureCount));
  return { model, income, p10, p90, others, base: shap.base, ...explained };
}

async function sha256(column: Numbers): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', column);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
