import { describe, expect, test } from 'vitest';
import { readTrees } from '../../../../src/core/trees/formats/readTrees.ts';
import {
  type CatboostFile as File,
  readCatboostFile as read,
  smallFile as small,
  type Treatment,
  firstTree as tree,
} from './catboostFile.ts';
import { corrupt } from './external.ts';

describe('what is not supported is refused by name', () => {
  const stranger = [{ feature_index: 2, flat_feature_index: 2 }];
  const cases: [string, RegExp, (file: File) => void][] = [
    ...[
      'Logloss',
      'CrossEntropy',
      'Poisson',
      'Tweedie',
      'MultiClass',
      'MultiRMSE',
      'RMSEWithUncertainty',
      'YetiRank',
    ].map((type): [string, RegExp, (file: File) => void] => [
      `loss ${type}`,
      new RegExp(`loss "${type}"`),
      (file) => (file.model_info.params.loss_function.type = type),
    ]),
    ['categorical features', /categorical features/, (file) => (file.features_info.categorical_features = stranger)],
    ['text features', /text features/, (file) => (file.features_info.text_features = stranger)],
    ['embedding features', /embedding features/, (file) => (file.features_info.embedding_features = stranger)],
    ...['OneHotFeature', 'OnlineCtr', 'EstimatedFeature'].map((type): [string, RegExp, (file: File) => void] => [
      `splits of type ${type}`,
      new RegExp(`splits of type "${type}"`),
      (file) => (tree(file).splits[1]!.split_type = type),
    ]),
    ['vector leaves', /vector leaves/, (file) => (tree(file).leaf_values = [1, 2, 3, 4, 5, 6, 7, 8])],
    ['several outputs', /several outputs/, (file) => (file.scale_and_bias = [1, [1, 2]])],
    [
      'vector leaves of a free tree',
      /vector leaves/,
      (file) => Object.assign(file, { trees: [{ value: [1, 2], weight: 1 }] }),
    ],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => read(change)).toThrow(corrupt(message));
  });
});

describe('a hostile file is refused', () => {
  const nested = (depth: number): unknown =>
    depth === 0
      ? { value: 1, weight: 1 }
      : { split: tree(small()).splits[0], left: { value: 1, weight: 1 }, right: nested(depth - 1) };
  const cases: [string, RegExp, (file: File) => void][] = [
    ['leaves for other splits', /3 leaves for 2 splits/, (file) => tree(file).leaf_values.pop()],
    ['weights for other leaves', /3 weights for 4 leaves/, (file) => tree(file).leaf_weights?.pop()],
    ['a feature out of range', /without a feature/, (file) => (tree(file).splits[0]!.float_feature_index = 2)],
    ['a fractional feature', /without a feature/, (file) => (tree(file).splits[0]!.float_feature_index = 0.5)],
    ['a split of nothing', /without a feature/, (file) => (tree(file).splits[0]!.float_feature_index = undefined)],
    ['a leaf beyond float32', /leaf value/, (file) => (tree(file).leaf_values[0] = 1e39)],
    ['a negative weight', /cover/, (file) => (tree(file).leaf_weights![0] = -1000)],
    ['features out of order', /in order/, (file) => file.features_info.float_features.reverse()],
    ['no trees', /no trees/, (file) => (file.oblivious_trees = [])],
    [
      'no features',
      /no features/,
      (file) =>
        Object.assign(file, {
          features_info: { float_features: [] },
          oblivious_trees: [{ leaf_values: [1], splits: [] }],
        }),
    ],
    ['no loss', /does not say by which loss/, (file) => Object.assign(file, { model_info: { params: {} } })],
    [
      'a treatment that is none',
      /nan_value_treatment/,
      (file) => (file.features_info.float_features[0]!.nan_value_treatment = 'x' as Treatment),
    ],
    [
      'more than 16 levels',
      /deeper than 16/,
      (file) => (tree(file).splits = Array.from({ length: 40 }, () => tree(file).splits[0]!)),
    ],
    ['a free tree of 65 levels', /deeper than 64/, (file) => Object.assign(file, { trees: [nested(65)] })],
    [
      'a free tree of nothing',
      /tree 0: "\(root\)" is missing/,
      (file) => Object.assign(file, { oblivious_trees: [], trees: [null] }),
    ],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => read(change)).toThrow(corrupt(message));
  });

  test('a tree nested without end', () => {
    const deep = `${'{"split":{"split_type":"FloatFeature","float_feature_index":0,"border":1},"left":{"value":1,"weight":1},"right":'.repeat(3000)}1${'}'.repeat(3000)}`;
    const text = JSON.stringify({ ...small(), trees: ['here'] }).replace('"here"', deep);
    expect(() => readTrees(new TextEncoder().encode(text), 'deep')).toThrow(corrupt(/deeper than 64|damaged/));
  });
});
