import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeBlock } from '../../src/core/clients/clientBlock.ts';
import { ModelFileError } from '../../src/core/trees/ensemble.ts';
import { readTrees } from '../../src/core/trees/formats/readTrees.ts';
import { encodeCsv, openExternal } from './externalModel.ts';

const CASES = 'tests/fixtures/cases/models';
const bytesOf = (path: string) => new Uint8Array(readFileSync(`${CASES}/${path}`));
const names = (count: number) => Array.from({ length: count }, (_, i) => `f${i}`);

/** The largest difference as a share of the expected forecast. */
function worst(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  return Array.from(expected, (value, row) => Math.abs(found[row]! - value) / Math.abs(value)).reduce(
    (most, share) => (share <= most ? most : share),
    0,
  );
}

/** A file with the column `pred`, by a model whose file names its features. */
async function openWithRows(folder: string, model: string, rows: string) {
  const csv = bytesOf(`${folder}/${rows}`);
  const [header = '', ...lines] = new TextDecoder().decode(csv).trim().split(/\r?\n/);
  const column = header.split(',').indexOf('pred');
  const opened = await openExternal(readTrees(bytesOf(`${folder}/${model}`), model), []);
  return { ...opened, csv, expected: lines.map((line) => Number(line.split(',')[column])) };
}

test('03: whole numbers beyond 2^24 that LightGBM tells apart in double', async () => {
  const { model, csv, expected } = await openWithRows('03-lightgbm-float64-thresholds', 'ymd.txt', 'ymd.csv');
  const { matrix } = encodeCsv(csv, model.contract);
  const { income, summedBy } = await model.predict(matrix);
  expect([expected.length, summedBy]).toEqual([2000, 'kernel']);
  expect(worst(income, expected)).toBeLessThanOrEqual(1e-7);
  const { sums, unexplained } = await model.explain(matrix.slice(0, 300 * model.contract.features.length));
  expect(unexplained).toEqual([]);
  expect(worst(sums, expected.slice(0, 300))).toBeLessThanOrEqual(1e-5);
});

test('06: forecasts near zero beside leaves of 1e5 are exact, and everyone is explained', async () => {
  const folder = '06-one-row-near-zero-stops-all-explanations';
  const { model, csv, expected } = await openWithRows(folder, 'centred.txt', 'centred.csv');
  const { matrix } = encodeCsv(csv, model.contract);
  const { income, unexplained } = await model.explain(matrix);
  expect(unexplained).toEqual([]);
  expect(worst(income, expected)).toBeLessThanOrEqual(1e-7);
});

test.each([
  ['07-float32-sums', 'l470-many-trees', 'txt'],
  ['07-float32-sums', 'cb-scale-bias', 'cbm.json'],
])('%s: %s, compared and added in double', async (folder, name, suffix) => {
  const path = `${folder}/${name}`;
  const read = readTrees(bytesOf(`${path}.${suffix}`), name);
  const { featureCount } = read.ensemble;
  const { model } = await openExternal(read, names(featureCount));
  const values = Float64Array.from(new Float32Array(bytesOf(`${path}.matrix.f32`).buffer));
  const rows = values.length / featureCount;
  const block = {
    rows,
    ids: new Array<string>(rows).fill(''),
    names: null,
    dates: null,
    features: model.contract.features.map((feature) => feature.name),
    values,
    dictionaries: new Array<null>(featureCount).fill(null),
  };
  const { income } = await model.predict(encodeBlock(block, model.contract).matrix);
  expect(worst(income, new Float64Array(bytesOf(`${path}.margins.f64`).buffer))).toBeLessThanOrEqual(1e-7);
});

test.each(['l335-one-leaf.txt', 'l335-const-target.txt'])('13: %s is a constant', (file) => {
  const { ensemble } = readTrees(bytesOf(`13-lightgbm-3.3-constant-model/${file}`), file);
  expect([...ensemble.value].every((leaf) => leaf === ensemble.value[0] && leaf !== 0)).toBe(true);
});

test.each([
  ['11-xgboost-categorical-json-1.7-2.1/x176-cat-used.json', 'categories', ''],
  ['11-xgboost-categorical-json-1.7-2.1/x214-cat-used.json', 'categories', ''],
  ['11-xgboost-categorical-json-1.7-2.1/x320-cat-used.json', 'categories', ''],
  ['11-xgboost-categorical-json-1.7-2.1/ubjcat.ubj', 'categories', ''],
  ['15-onnx-names/ox-sk-rfc.onnx', 'classifier', 'TreeEnsembleClassifier'],
  ['15-onnx-names/ox-hand-subgraph.onnx', 'subgraphs', 'If'],
  ['15-onnx-names/ox-hand-external.onnx', 'external-data', 'tensors whose numbers are in another file'],
  ['15-onnx-names/ox-hand-fp16.onnx', 'input-type', 'float16'],
])('%s is refused by its true name', (path, kind, name) => {
  expect(refusalOf(bytesOf(path))).toEqual({ kind, name });
});

test.each(['ox-sk-bagging.onnx', 'ox-xgb-gamma.onnx'])('15: %s is refused by its operators', (file) => {
  expect(refusalOf(bytesOf(`15-onnx-names/${file}`))).toMatchObject({
    kind: 'operators',
    name: expect.stringMatching(/\w/),
  });
});

test('19: a file beyond what can be read is called too large', () => {
  expect(refusalOf(new Uint8Array(200 * 1024 * 1024 + 1))).toEqual({ kind: 'too-large', name: '200' });
});

const text = (content: string) => new TextEncoder().encode(content);

test.each<[string, Uint8Array]>([
  ['xgboost-dump', text('booster[0]:\n0:[f0<1.5] yes=1,no=2,missing=1\n')],
  ['xgboost-dump', text('[\n  { "nodeid": 0, "depth": 0 }]')],
  [
    'xgboost-config',
    text('{"learner":{"generic_param":{"seed":"0"},"gradient_booster":{"name":"gbtree"}},"version":[2,0,3]}'),
  ],
  ['lightgbm-dump', text('{"name":"tree","version":"v4","tree_info":[]}')],
  ['pmml', text('<?xml version="1.0"?>\n<PMML version="4.4"></PMML>')],
  ['coreml', Uint8Array.of(8, 1, 0x12, 0, 0xf2, 0x12, 0)],
  ['pickle', Uint8Array.of(0x80, 5, 0x95, 0)],
  ['pickle', Uint8Array.of(0x78, 0x9c, 1, 2)],
  ['catboost-binary', text('CBM1\x00')],
  ['other-json', text('{"a":1}')],
  ['no-objective', text('{"features_info":{"float_features":[]},"scale_and_bias":[1,[0]],"oblivious_trees":[]}')],
])('%s is named', (kind, bytes) => {
  expect(refusalOf(bytes)?.kind).toBe(kind);
});

test.each(['utf-8', 'utf-16le'])('a byte order mark of %s in front does no harm', (encoding) => {
  const file = bytesOf('13-lightgbm-3.3-constant-model/l335-one-leaf.txt');
  const content = `\uFEFF${new TextDecoder().decode(file)}`;
  const marked =
    encoding === 'utf-8' ? text(content) : new Uint8Array(Uint16Array.from(content, (c) => c.charCodeAt(0)).buffer);
  expect(readTrees(marked, 'm')).toEqual(readTrees(file, 'm'));
});

function refusalOf(bytes: Uint8Array) {
  try {
    readTrees(bytes, 'model');
  } catch (error) {
    if (error instanceof ModelFileError) return error.refusal;
    throw error;
  }
  return null;
}
