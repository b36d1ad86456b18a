import { describe, expect, test } from 'vitest';
import { readExternalOnnx } from '../../../src/core/onnx/external/externalTrees.ts';
import { writeOnnx } from '../../../src/core/onnx/own/file.ts';
import { decodeModel } from '../../../src/core/onnx/wire/decodeModel.ts';
import { encodeModel } from '../../../src/core/onnx/wire/encodeModel.ts';
import type { OnnxNode } from '../../../src/core/onnx/wire/onnxModel.ts';
import { readTrees } from '../../../src/core/trees/formats/readTrees.ts';
import {
  corrupt,
  expectDamageRefusedOrSound,
  expectTruncationRefused,
  externalBytes,
} from '../trees/formats/external.ts';
import { predictRows, someForest, someModel } from '../trees/trees.ts';

type Files = { written: string[]; refused: string[]; boosters: { file: string; explained: boolean }[] };
const FILES: Files = JSON.parse(new TextDecoder().decode(externalBytes('onnx/onnx.json')));
const UNCOVERED = [
  ...FILES.written.filter((file) => !/covers|leaves/.test(file)),
  ...FILES.boosters.filter(({ explained }) => !explained).map(({ file }) => file),
];

describe('covers', () => {
  test('nodes_hitrates that add up are covers', () => {
    const { ensemble, hasCovers } = readExternalOnnx(externalBytes('onnx/regressor-covers.onnx'));
    expect(hasCovers).toBe(true);
    expect([...ensemble.roots].map((root) => ensemble.cover[root])).toEqual(new Array(7).fill(1024));
  });

  test.each(UNCOVERED)('%s has none: all are 0', (file) => {
    const { ensemble, hasCovers } = readExternalOnnx(externalBytes(`onnx/${file}`));
    expect(hasCovers).toBe(false);
    expect(ensemble.cover.every((cover) => cover === 0)).toBe(true);
  });
});

test('our own files are read too, covers and all', () => {
  const ensemble = someForest({ trees: 4, depth: 3, featureCount: 5 });
  expect(readExternalOnnx(writeOnnx(someModel(ensemble)))).toEqual({ ensemble, hasCovers: true });
});

test('what changes no number is skipped in the files of other writers, and unknown in our own', () => {
  const file = writeOnnx(someModel(someForest({ trees: 1, depth: 2, featureCount: 3 })));
  // ModelProto.doc_string, "hi"
  const documented = Uint8Array.from([...file, (6 << 3) | 2, 2, 104, 105]);
  expect(readExternalOnnx(documented)).toEqual(readExternalOnnx(file));
  expect(() => decodeModel(documented)).toThrow(corrupt(/unexpected field 6 in ModelProto/));
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
    'two-operators': /several tree operators/,
    integers: /an input of int64/,
    'no-width': /width is not given/,
    initializer: /initializers/,
  };

  test.each(FILES.refused)('%s', (file) => {
    const message = messages[file.replace(/^refused-|\.onnx$/g, '')];
    expect(message).toBeDefined();
    expect(() => readExternalOnnx(externalBytes(`onnx/${file}`))).toThrow(corrupt(message!));
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
    return readExternalOnnx(
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
  expectTruncationRefused(externalBytes(`onnx/${file}`));
});

test.each(['regressor-covers.onnx', 'ensemble-lt.onnx', 'regressor-double.onnx'])(
  '%s damaged is refused or still a sound ensemble',
  (file) => {
    expectDamageRefusedOrSound(externalBytes(`onnx/${file}`), 1000);
  },
);

test('the door says which format it is', () => {
  expect(readTrees(externalBytes('onnx/ensemble-lt.onnx'), 'a')).toMatchObject({ format: 'onnx', features: null });
});

describe('a graph that ends in copies', () => {
  const tree = someForest({ trees: 2, depth: 2, featureCount: 3 });
  const [regressor] = decodeModel(writeOnnx(someModel(tree))).nodes;
  const identity = (input: string, output: string) => ({
    domain: '',
    opType: 'Identity',
    inputs: [input],
    outputs: [output],
    attributes: new Map(),
  });
  const readWith = (nodes: OnnxNode[]) =>
    readExternalOnnx(
      encodeModel({
        irVersion: 8,
        producerName: '',
        producerVersion: '',
        opsets: new Map([
          ['', 17],
          ['ai.onnx.ml', 3],
        ]),
        graphName: '',
        nodes,
        inputs: [{ name: 'features', shape: ['N', 3] }],
        outputs: [{ name: 'variable', shape: ['N', 1] }],
        metadata: new Map(),
      }),
    );

  test('of the trees gives the trees', () => {
    const copies = [identity('income', 'between'), identity('between', 'variable')];
    expect(readWith([regressor!, ...copies])).toEqual({ ensemble: tree, hasCovers: true });
  });

  test('of something else is refused', () => {
    expect(() => readWith([regressor!, identity('features', 'variable')])).toThrow(corrupt(/not one tree operator/));
    expect(() => readWith([identity('features', 'variable')])).toThrow(corrupt(/empty/));
  });
});
