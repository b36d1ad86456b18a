import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { describe, expect, test, vi } from 'vitest';
import { readTrees, type TreeFormat } from '../../src/core/trees/formats/readTrees.ts';
import { prepareShap } from '../../src/core/trees/shap/shapModel.ts';
import { explainRows } from '../../src/core/trees/shap/treeShap.ts';
import { bruteForceShap, someRows } from '../core/trees/trees.ts';
import { readDoubles, readFixture, readFloats, readJson } from './fixture.ts';
import { expectParity, type Native, scaleOf, worst } from './parity.ts';

env.wasm.numThreads = 1;
vi.setConfig({ testTimeout: 30_000 });

const GOLDEN = 'tests/fixtures/golden';
const EXTERNAL = `${GOLDEN}/external`;
const ROWS = 1000;

/** A model file. `native`: path of its own library's results; `hasCovers`: whether the file has covers for SHAP. */
type Case = { format: TreeFormat; name: string; file: string; native: string; hasCovers: boolean };
type Listed = { name: string; file: string; explained: boolean };

const libraries: Record<'lightgbm' | 'catboost' | 'xgboost', Listed[]> = await readJson(`${EXTERNAL}/external.json`);
const onnx: { written: string[]; boosters: { file: string; native: string; explained: boolean }[] } = await readJson(
  `${EXTERNAL}/onnx/onnx.json`,
);

const of = (format: TreeFormat, family: keyof typeof libraries) =>
  libraries[family].map(({ name, file }): Case => {
    const native = `${EXTERNAL}/${family}/${name}`;
    const isJson = format === 'xgboost-json';
    const path = isJson ? `${GOLDEN}/${name}.booster.json` : `${EXTERNAL}/${family}/${file}`;
    return { format, name, file: path, native, hasCovers: true };
  });
const READERS: Record<TreeFormat, Case[]> = {
  'xgboost-json': of('xgboost-json', 'xgboost'),
  'xgboost-ubjson': of('xgboost-ubjson', 'xgboost'),
  lightgbm: of('lightgbm', 'lightgbm'),
  catboost: of('catboost', 'catboost'),
  onnx: onnx.boosters.map(({ file, native, explained }) => ({
    format: 'onnx',
    name: file,
    file: `${EXTERNAL}/onnx/${file}`,
    native: `${EXTERNAL}/${native}`,
    hasCovers: explained,
  })),
};

/** CatBoost's SHAP values for trees grown leaf by leaf do not add up to the forecasts. */
const UNEXPLAINED = libraries.catboost
  .filter(({ explained }) => !explained)
  .map(({ name }) => `${EXTERNAL}/catboost/${name}`);

async function nativeOf(path: string): Promise<Native> {
  const [matrix, margins, contribs] = await Promise.all([
    // All models of a library have the same rows.
    readFloats(`${path.slice(0, path.lastIndexOf('/'))}/matrix.f32`),
    readDoubles(`${path}.margins.f64`),
    UNEXPLAINED.includes(path) ? null : readFloats(`${path}.contribs.f32`),
  ]);
  // The native mean forecast over the training rows, or else over these rows.
  const mean = contribs ? contribs.at(-1)! : margins.reduce((sum, margin) => sum + margin, 0) / margins.length;
  return { matrix, margins, contribs, floor: Math.abs(mean) };
}

describe('forecasts and SHAP values are those of the library that made the model', () => {
  test.each(Object.values(READERS).flat())('$format: $name', async ({ file, format, native, hasCovers }) => {
    const said = await nativeOf(native);
    expect(said.margins.length).toBe(ROWS);
    expect(said.matrix.some(Number.isNaN)).toBe(true);
    const read = readTrees(await readFixture(file), file);
    expect([read.format, read.hasCovers]).toEqual([format, hasCovers]);
    await expectParity(read.ensemble, said);
  });

  test.each(Object.entries(READERS))('%s has a model of every kind', (format, cases) => {
    const kinds = new Set(cases.map(({ native }) => native.split('/').at(-1)));
    expect([...kinds]).toEqual(expect.arrayContaining(['deep', 'stumps', 'one-tree', 'early-stopped']));
    // CatBoost has no DART.
    if (format !== 'catboost') expect(kinds).toContain('dart');
  });
});

test.each(libraries.xgboost)(
  '$name saved as UBJSON is the same as saved as JSON, bit for bit',
  async ({ name, file }) => {
    const [ubjson, json] = await Promise.all(
      [`${EXTERNAL}/xgboost/${file}`, `${GOLDEN}/${name}.booster.json`].map(async (path) => {
        const { format: _, ...read } = readTrees(await readFixture(path), path);
        return read;
      }),
    );
    expect(ubjson).toEqual(json);
  },
);

describe('where the library explains nothing, SHAP values are those of the definition', () => {
  test.each(UNEXPLAINED)('%s', async (path) => {
    const { ensemble } = readTrees(await readFixture(`${path}.cbm.json`), path);
    const native = await nativeOf(path);
    const scale = scaleOf(native);
    const width = ensemble.featureCount;
    const { contributions } = explainRows(prepareShap(ensemble), native.matrix);
    for (let row = 0; row < ROWS; row += 61) {
      const own = (values: Float32Array) => values.subarray(row * width, (row + 1) * width);
      const defined = bruteForceShap(ensemble, own(native.matrix));
      expect(worst(own(contributions), defined, () => scale(row))).toBeLessThanOrEqual(1e-6);
    }
  });
});

describe('forecasts are those of ONNX Runtime on the file itself', () => {
  const width = 5;
  test.each(onnx.written)('%s', async (file) => {
    const matrix = rowsBesideHalves(width);
    const bytes = await readFixture(`${EXTERNAL}/onnx/${file}`);
    const margins = await runtimeOn(bytes, { matrix, width, isDouble: file === 'regressor-double.onnx' });
    if (!file.includes('leaves')) expect(new Set(Array.from(margins)).size).toBeGreaterThan(50);
    // The floor is the spread of the leaves.
    await expectParity(readTrees(bytes, file).ensemble, { matrix, margins, contribs: null, floor: 100 });
  });
});

/** Rows of halves, which are the thresholds, of their float32 neighbours, of all missing, and of any numbers. */
function rowsBesideHalves(width: number): Float32Array<ArrayBuffer> {
  const any = someRows(ROWS - 1, width);
  const beside = [1, 1 + 2 ** -22, 1 - 2 ** -22];
  const rows = any.map((x, i) => (i < 400 * width ? x : (Math.round(x * 2) / 2) * beside[i % 3]!));
  return Float32Array.from([...rows, ...new Array(width).fill(Number.NaN)]);
}

type Rows = { matrix: Float32Array<ArrayBuffer>; width: number; isDouble: boolean };

async function runtimeOn(bytes: Uint8Array, { matrix, width, isDouble }: Rows): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes);
  const dims = [matrix.length / width, width];
  const x = isDouble ? new Tensor('float64', Float64Array.from(matrix), dims) : new Tensor('float32', matrix, dims);
  const { y } = await session.run({ x });
  await session.release();
  return y?.data as Float32Array;
}
