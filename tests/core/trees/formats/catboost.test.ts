import { expect, test } from 'vitest';
import { predictRows } from '../trees.ts';
import { readCatboostFile as read, firstTree as tree } from './catboostFile.ts';
import { expectDamageRefusedOrSound, expectTruncationRefused, externalBytes } from './external.ts';

const LARGEST = 3.4028234663852886e38;

const NAN = Number.NaN;

test('a symmetric tree becomes a binary one that asks the last question first; inner covers are sums', () => {
  expect(read()).toEqual({
    ensemble: {
      featureCount: 2,
      baseScore: 100,
      roots: Int32Array.of(0),
      feature: Int32Array.of(1, 0, -1, -1, 0, -1, -1),
      threshold: Float32Array.of(-2 + 2 ** -23, 1 + 2 ** -23, 0, 0, 1 + 2 ** -23, 0, 0),
      left: Int32Array.of(1, 2, -1, -1, 5, -1, -1),
      right: Int32Array.of(4, 3, -1, -1, 6, -1, -1),
      missingLeft: Uint8Array.of(0, 1, 0, 0, 1, 0, 0),
      value: Float64Array.of(0, 0, 1, 2, 0, 3, 4),
      cover: Float32Array.of(100, 30, 10, 20, 70, 30, 40),
    },
    hasCovers: true,
    features: null,
  });
});

test('a value on the border goes left, the next float32 right, a missing one as its feature says', () => {
  const rows = [1, -2, 1 + 2 ** -23, -2, 1, -2 + 2 ** -23, NAN, -2, 1, NAN, NAN, NAN];
  expect([...predictRows(read().ensemble, Float32Array.from(rows))]).toEqual([101, 102, 103, 101, 103, 103]);
});

test('a border that only the missing can be above sends them there, and the greatest number not', () => {
  const { ensemble } = read((file) => {
    tree(file).splits = [{ ...tree(file).splits[0]!, float_feature_index: 1, border: LARGEST }];
    tree(file).leaf_values = [1, 2];
    tree(file).leaf_weights = [1, 1];
  });
  const rows = Float32Array.of(0, LARGEST, 0, -LARGEST, 0, 0, 0, NAN);
  expect([...predictRows(ensemble, rows)]).toEqual([101, 101, 101, 102]);
});

test('scale and bias in old and new spelling', () => {
  const rows = Float32Array.of(2, 2);
  for (const bias of [70, [70]]) {
    const { ensemble } = read((file) => (file.scale_and_bias = [2.5, bias]));
    expect([...predictRows(ensemble, rows)]).toEqual([80]);
  }
});

test('a tree of one leaf, and one without weights', () => {
  const { ensemble, hasCovers } = read((file) => {
    file.oblivious_trees = [{ leaf_values: [5], splits: [] }];
  });
  expect([...predictRows(ensemble, Float32Array.of(0, 0))]).toEqual([105]);
  expect(hasCovers).toBe(false);
});

test('names that the features were given are read', () => {
  const { features } = read((file) => {
    file.features_info.float_features.forEach((feature, i) => {
      feature.feature_id = `name ${i}`;
    });
  });
  expect(features).toEqual(['name 0', 'name 1']);
});

test('a tree that is not symmetric', () => {
  const { ensemble } = read((file) => {
    const [split] = tree(file).splits;
    const free = { split, left: { value: 1, weight: 3 }, right: { value: 2, weight: 4 } };
    Object.assign(file, { trees: [free], oblivious_trees: undefined, scale_and_bias: [2.5, [100]] });
  });
  expect([...predictRows(ensemble, Float32Array.of(1, 0, 2, 0))]).toEqual([102.5, 105]);
  expect([...ensemble.cover]).toEqual([7, 3, 4]);
});

test.each(['RMSE', 'MAE', 'MAPE', 'Quantile', 'Huber', 'Expectile', 'Lq'])('loss %s is read', (type) => {
  expect(read((file) => (file.model_info.params.loss_function.type = type)).hasCovers).toBe(true);
});

test.each(['nan-max.cbm.json', 'lossguide.cbm.json'])('%s cut short is refused', (file) => {
  expectTruncationRefused(externalBytes(`catboost/${file}`));
});

test.each(['one-tree.cbm.json', 'lossguide.cbm.json'])('%s damaged is refused or still a sound ensemble', (file) => {
  expectDamageRefusedOrSound(externalBytes(`catboost/${file}`));
});
