import { readdirSync } from 'node:fs';
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { describe, expect, test } from 'vitest';
import { writeOnnx } from '../../src/core/onnx/file.ts';
import { readForeignOnnx } from '../../src/core/onnx/foreign.ts';
import { encodeModel } from '../../src/core/onnx/message.ts';
import { readTrees } from '../../src/core/trees/readTrees.ts';
import {
  corrupt,
  expectDamageRefusedOrSound,
  expectTruncationRefused,
  foreignBytes,
  runtimeForecasts,
  worst,
} from './trees/foreign.ts';
import { predictRows, someContract, someForest, someRows } from './trees/trees.ts';

env.wasm.numThreads = 1;

const FILES = readdirSync(new URL('../fixtures/golden/foreign/onnx', import.meta.url)).sort();
const READ = FILES.filter((file) => !file.startsWith('refused-'));
const FEATURES = 5;

/** Rows of halves, where the thresholds lie, of their float32 neighbours, of all missing, and of any numbers. */
function rows(): Float32Array<ArrayBuffer> {
  const any = someRows(400, FEATURES);
  const beside = [1, 1 + 2 ** -22, 1 - 2 ** -22];
  const halves = any.map((x, i) => (Math.round(x * 2) / 2) * beside[i % 3]!);
  return Float32Array.from([...any.subarray(0, 500), ...halves, ...new Array(FEATURES).fill(Number.NaN)]);
}

/** What ONNX Runtime says of the file as it is. */
async function native(file: string, matrix: Float32Array): Promise<ArrayLike<number>> {
  const session = await InferenceSession.create(foreignBytes(`onnx/${file}`));
  const dims = [matrix.length / FEATURES, FEATURES];
  const isDouble = file === 'regressor-double.onnx';
  const x = isDouble ? new Tensor('float64', Float64Array.from(matrix), dims) : new Tensor('float32', matrix, dims);
  const { y } = await session.run({ x });
  await session.release();
  return y!.data as Float32Array;
}

describe('forecasts are those of ONNX Runtime on the file itself', () => {
  // The forecasts cross zero: an error is a share of the forecast, or of 100, the spread of the leaves, where that is more.
  test.each(READ)('%s', async (file) => {
    const matrix = rows();
    const expected = await native(file, matrix);
    const { ensemble } = readForeignOnnx(foreignBytes(`onnx/${file}`));
    const scale = (row: number) => Math.max(100, Math.abs(expected[row]!));
    expect(worst(predictRows(ensemble, matrix), expected, scale)).toBeLessThanOrEqual(1e-5);
    expect(worst(await runtimeForecasts(ensemble, matrix), expected, scale)).toBeLessThanOrEqual(1e-5);
    if (!file.includes('leaves')) expect(new Set(Array.from(expected)).size).toBeGreaterThan(50);
  });
});

describe('covers', () => {
  test('nodes_hitrates that add up are covers', () => {
    const { ensemble, hasCovers } = readForeignOnnx(foreignBytes('onnx/regressor-covers.onnx'));
    expect(hasCovers).toBe(true);
    expect([...ensemble.roots].map((root) => ensemble.cover[root])).toEqual(new Array(7).fill(1024));
  });

  test.each(READ.filter((file) => !/covers|leaves/.test(file)))('%s has none: all are 0', (file) => {
    const { ensemble, hasCovers } = readForeignOnnx(foreignBytes(`onnx/${file}`));
    expect(hasCovers).toBe(false);
    expect(ensemble.cover.every((cover) => cover === 0)).toBe(true);
  });
});

test('our own files are read too, covers and all', () => {
  const ensemble = someForest({ trees: 4, depth: 3, featureCount: 5 });
  expect(readForeignOnnx(writeOnnx({ contract: someContract(5), ensemble }))).toEqual({ ensemble, hasCovers: true });
});

describe('what is not supported is refused by name', () => {
  const messages: Record<string, RegExp> = {
    mode: /mode "BRANCH_EQ"/,
    transform: /post transform "LOGISTIC"/,
    minimum: /aggregate function "MIN"/,
    targets: /several targets/,
    'ensemble-mode': /mode "BRANCH_EQ"/,
    'ensemble-members': /mode "BRANCH_MEMBER"/,
    'ensemble-transform': /post transform "LOGISTIC"/,
    'ensemble-maximum': /aggregate function "MAX"/,
    'ensemble-targets': /several targets/,
    operator: /operator "Identity"/,
    'two-operators': /several tree operators/,
    integers: /inputs other than floating point/,
    'no-width': /width is not given/,
    initializer: /initializers/,
  };

  test.each(FILES.filter((file) => file.startsWith('refused-')))('%s', (file) => {
    const message = messages[file.replace(/^refused-|\.onnx$/g, '')];
    expect(message).toBeDefined();
    expect(() => readForeignOnnx(foreignBytes(`onnx/${file}`))).toThrow(corrupt(message!));
  });
});

describe('a hostile file is refused', () => {
  type Attribute = { kind: string; value: unknown };
  const small = (): Record<string, Attribute> => ({
    n_targets: { kind: 'integer', value: 1 },
    nodes_treeids: { kind: 'integers', value: [3, 3, 3] },
    nodes_nodeids: { kind: 'integers', value: [7, 5, 6] },
    nodes_modes: { kind: 'strings', value: ['BRANCH_LEQ', 'LEAF', 'LEAF'] },
    nodes_featureids: { kind: 'integers', value: [1, 0, 0] },
    nodes_values: { kind: 'floats', value: [0.5, 0, 0] },
    nodes_truenodeids: { kind: 'integers', value: [5, 0, 0] },
    nodes_falsenodeids: { kind: 'integers', value: [6, 0, 0] },
    target_treeids: { kind: 'integers', value: [3, 3] },
    target_nodeids: { kind: 'integers', value: [6, 5] },
    target_ids: { kind: 'integers', value: [0, 0] },
    target_weights: { kind: 'floats', value: [2, 1] },
  });

  function read(
    change: (attributes: Record<string, Attribute>) => void,
    { opset = 3, opType = 'TreeEnsembleRegressor' } = {},
  ) {
    const attributes = small();
    change(attributes);
    const node = { domain: 'ai.onnx.ml', opType, inputs: ['x'], outputs: ['y'] };
    return readForeignOnnx(
      encodeModel({
        irVersion: 8,
        producerName: '',
        producerVersion: '',
        opsets: new Map([['ai.onnx.ml', opset]]),
        graphName: '',
        nodes: [{ ...node, attributes: new Map(Object.entries(attributes)) as never }],
        inputs: [{ name: 'x', shape: ['N', 2] }],
        outputs: [{ name: 'y', shape: ['N', 1] }],
        metadata: new Map(),
      }),
    );
  }

  test('nothing changed: nodes of any number, leaves in any order', () => {
    const { ensemble } = read(() => {});
    expect([...predictRows(ensemble, Float32Array.of(0, 0.5, 0, 0.6, 0, Number.NaN))]).toEqual([1, 2, 2]);
  });

  const set = (name: string, value: unknown, kind?: string) => (attributes: Record<string, Attribute>) => {
    attributes[name] = { kind: kind ?? attributes[name]!.kind, value };
  };
  const cases: [string, RegExp, (attributes: Record<string, Attribute>) => void][] = [
    ['a cycle', /reached twice/, set('nodes_truenodeids', [7, 0, 0])],
    ['a child that is not there', /child 9 that is not there/, set('nodes_truenodeids', [9, 0, 0])],
    ['a node that stands twice', /stands twice/, set('nodes_nodeids', [7, 5, 5])],
    ['a scattered tree', /do not stand together/, set('nodes_treeids', [3, 4, 3])],
    ['a feature out of range', /feature 2 of 2/, set('nodes_featureids', [2, 0, 0])],
    ['a leaf without a value', /leaf 3\/5 has no value/, set('target_nodeids', [6, 4])],
    ['a leaf with two values', /several values/, set('target_nodeids', [6, 6])],
    ['a second target', /several targets/, set('target_ids', [0, 1])],
    ['a short list', /"nodes_values" has 2 items instead of 3/, set('nodes_values', [1, 2])],
    ['short modes', /"nodes_modes" has not 3 items/, set('nodes_modes', ['LEAF'])],
    ['a short list of directions', /another length/, set('nodes_missing_value_tracks_true', [1], 'integers')],
    ['a threshold that is none', /threshold/, set('nodes_values', [Number.NaN, 0, 0])],
    ['a leaf that is none', /leaf value/, set('target_weights', [Number.NaN, 0])],
    ['a mode that is none', /mode "LEAVES"/, set('nodes_modes', ['LEAVES', 'LEAF', 'LEAF'])],
    ['a list of another kind', /"nodes_modes" is of another kind/, set('nodes_modes', [1, 2, 3], 'integers')],
    ['an unknown attribute', /attribute "more" is not supported/, set('more', 1, 'integer')],
    ['a missing attribute', /"nodes_values" is missing/, (attributes) => delete attributes.nodes_values],
    ['two base values', /"base_values" is not one value/, set('base_values', [1, 2], 'floats')],
    [
      'no trees',
      /no trees/,
      (attributes) =>
        Object.values(attributes).forEach((attribute) => {
          if (attribute.kind !== 'integer') attribute.value = [];
        }),
    ],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => read(change)).toThrow(corrupt(message));
  });

  test('operators and operator sets that are unknown', () => {
    const nothing = () => {};
    expect(() => read(nothing, { opType: 'TreeEnsembleClassifier' })).toThrow(corrupt(/"TreeEnsembleClassifier"/));
    expect(() => read(nothing, { opset: 6 })).toThrow(corrupt(/"ai.onnx.ml" 6 is not supported/));
    expect(() => read(nothing, { opset: 3, opType: 'TreeEnsemble' })).toThrow(corrupt(/"ai.onnx.ml" 3/));
  });
});

test.each(['regressor-mixed.onnx', 'ensemble-mixed.onnx'])('%s cut short is refused', (file) => {
  expectTruncationRefused(foreignBytes(`onnx/${file}`));
});

test.each(['regressor-covers.onnx', 'ensemble-lt.onnx', 'regressor-double.onnx'])(
  '%s damaged is refused or still a sound ensemble',
  (file) => {
    expectDamageRefusedOrSound(foreignBytes(`onnx/${file}`), 1000);
  },
);

test('the door says which format it is', () => {
  expect(readTrees(foreignBytes('onnx/ensemble-lt.onnx'), 'a')).toMatchObject({ format: 'onnx', features: null });
});
