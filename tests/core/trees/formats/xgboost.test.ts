import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TreeEnsemble } from '../../../../src/core/trees/ensemble.ts';
import { readXgboost } from '../../../../src/core/trees/formats/xgboost.ts';
import { predictRows, readXgboostJson } from '../trees.ts';

const GOLDEN = new URL('../../../fixtures/golden/', import.meta.url);
const STUMPS = readFileSync(new URL('stumps.booster.json', GOLDEN), 'utf8');

/** A file of XGBoost 3.2 with one split on feature 1, `change`d before it is read. */
function read(change: (file: ReturnType<typeof smallFile>) => void = () => {}): TreeEnsemble {
  const file = smallFile();
  change(file);
  return readXgboostJson(JSON.stringify(file));
}

function smallTree(leaves: [number, number] = [-10, 20]) {
  return {
    left_children: [1, -1, -1],
    right_children: [2, -1, -1],
    split_indices: [1, 0, 0],
    split_conditions: [0.1, ...leaves],
    default_left: [1, 0, 0] as (number | boolean)[],
    sum_hessian: [10, 4, 6],
    split_type: [0, 0, 0],
    categories_nodes: [] as number[],
    tree_param: { num_nodes: '3', size_leaf_vector: '1' },
  };
}

function smallFile() {
  const model = {
    gbtree_model_param: { num_trees: '1', num_parallel_tree: '1' },
    tree_info: [0],
    trees: [smallTree()],
  };
  return {
    learner: {
      attributes: {} as Record<string, string>,
      learner_model_param: { base_score: '[1E2]', num_class: '0', num_feature: '2', num_target: '1' },
      objective: { name: 'reg:absoluteerror' } as Record<string, unknown>,
      gradient_booster: { name: 'gbtree', model } as Record<string, unknown> & { model: typeof model },
    },
    version: [3, 2, 0],
  };
}

test('a tree of the file becomes the common form in float32, covers from sum_hessian', () => {
  expect(read()).toEqual({
    featureCount: 2,
    baseScore: 100,
    roots: Int32Array.of(0),
    feature: Int32Array.of(1, -1, -1),
    threshold: Float32Array.of(0.1, 0, 0),
    left: Int32Array.of(1, -1, -1),
    right: Int32Array.of(2, -1, -1),
    missingLeft: Uint8Array.of(1, 0, 0),
    value: Float32Array.of(0, -10, 20),
    cover: Float32Array.of(10, 4, 6),
  } satisfies TreeEnsemble);
});

test('a value on the threshold goes right, one float32 below it left, a missing one its own way', () => {
  const onThreshold = Math.fround(0.1);
  const below = onThreshold - 2 ** -27;
  const rows = Float32Array.of(0, onThreshold, 0, below, 0, Number.NaN);
  expect(predictRows(read(), rows)).toEqual(Float64Array.of(120, 90, 90));
});

test('base scores of old and new files are read alike', () => {
  for (const text of ['1E2', '[1E2]', '100']) {
    expect(read((file) => (file.learner.learner_model_param.base_score = text)).baseScore).toBe(100);
  }
});

test('after early stopping only the trees up to the best iteration count, all parallel ones of a round', () => {
  const ensemble = read(({ learner }) => {
    const { model } = learner.gradient_booster;
    model.trees = [smallTree(), smallTree([1, 2]), smallTree([3, 4]), smallTree([5, 6]), smallTree([7, 8])];
    model.tree_info = [0, 0, 0, 0, 0];
    model.gbtree_model_param.num_parallel_tree = '2';
    learner.attributes.best_iteration = '1';
  });
  expect(ensemble.roots).toEqual(Int32Array.of(0, 3, 6, 9));
});

test('the trees behind the best iteration are read as well, for whoever predicts with all of them', () => {
  const file = smallFile();
  const { model } = file.learner.gradient_booster;
  model.trees = [smallTree(), smallTree([1, 2]), smallTree([3, 4])];
  model.tree_info = [0, 0, 0];
  const readFile = () => readXgboost(JSON.parse(JSON.stringify(file)));
  const row = Float32Array.of(0, 0);
  expect(readFile().allTrees).toBeUndefined();
  file.learner.attributes.best_iteration = '2';
  expect(readFile().allTrees).toBeUndefined();
  file.learner.attributes.best_iteration = '0';
  const { ensemble, allTrees } = readFile();
  expect([ensemble.roots.length, allTrees?.roots.length]).toEqual([1, 3]);
  expect(predictRows(ensemble, row)).toEqual(Float64Array.of(90));
  expect(predictRows(allTrees!, row)).toEqual(Float64Array.of(94));
});

test('a column of yes and no is told, and every other kind left open', () => {
  const file = { ...smallFile() };
  expect(readXgboost({ learner: { ...file.learner, feature_types: ['i', 'float'] } }).kinds).toEqual([
    { kind: 'flag' },
    null,
  ]);
  expect(readXgboost(file).kinds).toBeUndefined();
});

test('dart scales the leaves of each tree by its weight', () => {
  const ensemble = read(({ learner }) => {
    const { model } = learner.gradient_booster;
    Object.assign(learner, {
      gradient_booster: { name: 'dart', gbtree: { name: 'gbtree', model }, weight_drop: [0.5] },
    });
  });
  expect(ensemble.value).toEqual(Float32Array.of(0, -5, 10));
});

test('nodes that were pruned away are dropped', () => {
  const ensemble = read(({ learner }) => {
    learner.gradient_booster.model.trees[0] = {
      ...smallTree(),
      left_children: [3, -1, -1, -1],
      right_children: [1, -1, -1, -1],
      split_indices: [1, 0, 2_147_483_647, 0],
      split_conditions: [0.1, 20, 0, -10],
      default_left: [true, false, false, false],
      sum_hessian: [10, 6, 0, 4],
      split_type: [0, 0, 0, 0],
    };
  });
  expect(ensemble.value).toEqual(Float32Array.of(0, 20, -10));
  expect([ensemble.left[0], ensemble.right[0]]).toEqual([2, 1]);
});

describe('what is not supported is refused by name', () => {
  type File = ReturnType<typeof smallFile>;
  const cases: [string, RegExp, (file: File) => void][] = [
    ['another objective', /"binary:logistic"/, ({ learner }) => (learner.objective.name = 'binary:logistic')],
    ['a linear booster', /"gblinear"/, ({ learner }) => (learner.gradient_booster.name = 'gblinear')],
    ['a classifier', /classifiers/, ({ learner }) => (learner.learner_model_param.num_class = '3')],
    ['several targets', /targets/, ({ learner }) => (learner.learner_model_param.num_target = '2')],
    [
      'several quantiles',
      /quantiles/,
      ({ learner }) =>
        (learner.objective = { name: 'reg:quantileerror', quantile_loss_param: { quantile_alpha: '[0.1,0.9]' } }),
    ],
    ['several base scores', /base scores/, ({ learner }) => (learner.learner_model_param.base_score = '[1,2]')],
    ['several outputs', /outputs/, ({ learner }) => (learner.gradient_booster.model.tree_info = [1])],
    ['a categorical split', /categorical/, (file) => (tree(file).split_type = [1, 0, 0])],
    ['vector leaves', /vector leaves/, (file) => (tree(file).tree_param.size_leaf_vector = '2')],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({ name: 'ModelCorrupt', message: expect.stringMatching(message) }),
    );
  });
});

describe('a hostile file is refused', () => {
  type File = ReturnType<typeof smallFile>;
  const cases: [string, RegExp, (file: File) => void][] = [
    ['a child out of range', /child 3 of 3/, (file) => (tree(file).right_children[0] = 3)],
    ['half a split', /child -1/, (file) => (tree(file).right_children[0] = -1)],
    ['a cycle', /reached twice/, (file) => (tree(file).left_children[0] = 0)],
    ['a node with two parents', /reached twice/, (file) => (tree(file).right_children[0] = 1)],
    ['a fractional child', /child 1.5/, (file) => (tree(file).left_children[0] = 1.5)],
    ['a feature out of range', /feature 2 of 2/, (file) => (tree(file).split_indices[0] = 2)],
    ['a threshold beyond float32', /threshold/, (file) => (tree(file).split_conditions[0] = 1e39)],
    ['a leaf beyond float32', /leaf value/, (file) => (tree(file).split_conditions[2] = -1e39)],
    ['a negative cover', /cover/, (file) => (tree(file).sum_hessian[1] = -1)],
    ['lists of unequal length', /unequal/, (file) => tree(file).sum_hessian.pop()],
    ['a tree without nodes', /no nodes/, (file) => Object.assign(tree(file), emptied(tree(file)))],
    ['a direction that is none', /missing value/, (file) => (tree(file).default_left[0] = 2)],
    ['no trees', /no trees/, ({ learner }) => (learner.gradient_booster.model.trees = [])],
    ['no features', /no features/, ({ learner }) => (learner.learner_model_param.num_feature = '0')],
    ['a base score that is none', /base_score/, ({ learner }) => (learner.learner_model_param.base_score = 'NaN')],
    ['a best iteration that is none', /best_iteration/, ({ learner }) => (learner.attributes.best_iteration = '-1')],
  ];
  test.each(cases)('%s', (_, message, change) => {
    expect(() => read(change)).toThrow(
      expect.objectContaining({ name: 'ModelCorrupt', message: expect.stringMatching(message) }),
    );
  });

  test('a tree deeper than 64 splits', () => {
    const depth = 65;
    const splits = Array.from({ length: depth }, (_, i) => i);
    const zeros = new Array(2 * depth + 1).fill(0);
    expect(() =>
      read((file) =>
        Object.assign(tree(file), {
          left_children: [...splits.map((i) => i + 1), ...new Array(depth + 1).fill(-1)],
          right_children: [...splits.map((i) => depth + 1 + i), ...new Array(depth + 1).fill(-1)],
          split_indices: zeros,
          split_conditions: zeros,
          default_left: zeros,
          sum_hessian: zeros,
          split_type: zeros,
        }),
      ),
    ).toThrow(/deeper than 64/);
  });

  test.each(['', '<html>', '[]', 'null', '{"learner":{}}', '['.repeat(100_000)])(
    'text that is no model: %.20s',
    (text) => {
      expect(() => readXgboostJson(text)).toThrow(expect.objectContaining({ name: 'ModelCorrupt' }));
    },
  );

  test('a real file with any one character changed is refused or still a sound ensemble', () => {
    fc.assert(
      fc.property(fc.nat(STUMPS.length - 1), fc.constantFrom(...'0123456789-.eE[]{}",:n'), (at, character) => {
        try {
          const ensemble = readXgboostJson(STUMPS.slice(0, at) + character + STUMPS.slice(at + 1));
          expect(predictRows(ensemble, new Float32Array(ensemble.featureCount)).every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ModelCorrupt' });
        }
      }),
      { numRuns: 150 },
    );
  });
});

function tree(file: ReturnType<typeof smallFile>): ReturnType<typeof smallTree> {
  return file.learner.gradient_booster.model.trees[0]!;
}

function emptied(columns: object): object {
  return Object.fromEntries(Object.entries(columns).map(([key, list]) => [key, Array.isArray(list) ? [] : list]));
}
