import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLightgbmText } from '../../../../src/core/trees/formats/lightgbm.ts';
import { predictRows } from '../trees.ts';
import { corrupt, expectDamageRefusedOrSound, expectTruncationRefused, externalBytes } from './external.ts';

const ZERO = Math.fround(1e-35);

/** A file with one split on feature 1, after the given changes. */
function small(changes: Record<string, string | null> = {}): string {
  const fields: Record<string, string | null> = {
    version: 'v4',
    num_class: '1',
    num_tree_per_iteration: '1',
    max_feature_idx: '1',
    objective: 'regression',
    average_output: null,
    feature_names: 'Column_0 Column_1',
    feature_infos: '[0:1] [0:1]',
    tree_sizes: '300',
    Tree: '0',
    num_leaves: '2',
    num_cat: '0',
    split_feature: '1',
    threshold: '0.5',
    decision_type: '10',
    left_child: '-1',
    right_child: '-2',
    leaf_value: '-10 20',
    leaf_count: '4 6',
    internal_count: '10',
    is_linear: '0',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [key === 'average_output' ? key : `${key}=${value}`],
  );
  return ['tree', ...lines, '', 'end of trees', ''].join('\n');
}

const read = (changes: Record<string, string | null> = {}) => readLightgbmText(small(changes));
const predict = (x: number, changes: Record<string, string | null> = {}) =>
  predictRows(read(changes).ensemble, Float32Array.of(0, x))[0];

test('the categories of pandas are told with their texts in code order, and nothing when it is not certain', () => {
  const withInfos = (infos: string, list: string) =>
    readLightgbmText(`${small({ feature_infos: infos })}\npandas_categorical:${list}\n`).kinds;
  expect(withInfos('0:1:2 [0.5:9]', '[["c", "b", 7]]')).toEqual([
    { kind: 'category', categories: ['c', 'b', '7'] },
    null,
  ]);
  for (const list of ['null', '[]', '[["a"], ["b"]]', '[["a", "a"]]', '[[{}]]', '[["cut short']) {
    expect(withInfos('0:1:2 [0.5:9]', list)).toBeUndefined();
  }
});

test('a tree of the file becomes the common form, covers from the counts', () => {
  expect(read()).toEqual({
    ensemble: {
      featureCount: 2,
      baseScore: 0,
      roots: Int32Array.of(0),
      feature: Int32Array.of(1, -1, -1),
      threshold: Float32Array.of(0.5 + 2 ** -24, 0, 0),
      exactThreshold: Float64Array.of(0.5 + 2 ** -53, 0, 0),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      missingLeft: Uint8Array.of(1, 0, 0),
      value: Float64Array.of(0, -10, 20),
      cover: Float32Array.of(10, 4, 6),
    },
    hasCovers: true,
    features: null,
  });
});

test('names that the features were given are read, those that LightGBM made up are not', () => {
  expect(read({ feature_names: 'age income' }).features).toEqual(['age', 'income']);
  expect(read().features).toBeNull();
});

test('without counts there are no covers', () => {
  expect(read({ leaf_count: null, internal_count: null })).toMatchObject({
    hasCovers: false,
    ensemble: { cover: Float32Array.of(0, 0, 0) },
  });
});

test('a random forest forecasts the mean of its trees', () => {
  const tree = (number: number, leaves: string) =>
    small({ Tree: String(number), leaf_value: leaves }).match(/^Tree[\s\S]*?\n\n/m)![0];
  const head = small({ average_output: '', tree_sizes: '300 300' }).split('Tree=0')[0];
  const text = `${head}${tree(0, '-10 20')}${tree(1, '-30 40')}end of trees\n`;
  expect(predictRows(readLightgbmText(text).ensemble, Float32Array.of(0, 0, 0, 1))).toEqual(Float64Array.of(-20, 30));
  expect(predictRows(readLightgbmText(text.replace('average_output\n', '')).ensemble, Float32Array.of(0, 0))).toEqual(
    Float64Array.of(-40),
  );
});

test('a tree of one leaf is its value', () => {
  const lists = { split_feature: '', threshold: '', decision_type: '', left_child: '', right_child: '' };
  const { ensemble } = read({ num_leaves: '1', leaf_value: '82.5', leaf_count: '10', internal_count: '', ...lists });
  expect(predictRows(ensemble, Float32Array.of(0, 0))).toEqual(Float64Array.of(82.5));
});

describe('the missing go where LightGBM sends them', () => {
  /** Copies `Tree::NumericalDecision` and the rule of `Predictor` for numbers around zero literally. */
  function goesLeft(x: number, threshold: number, decision: number): boolean {
    const missing = decision >> 2;
    let value = Math.abs(x) > ZERO || Number.isNaN(x) ? x : 0;
    if (Number.isNaN(value) && missing !== 2) value = 0;
    const isMissing = (missing === 1 && Math.abs(value) <= ZERO) || (missing === 2 && Number.isNaN(value));
    return isMissing ? (decision & 2) !== 0 : value <= threshold;
  }

  const anyX = fc.oneof(
    fc.float({ noDefaultInfinity: true }),
    fc.constantFrom(Number.NaN, 0, ZERO, -ZERO, 1e-36, -1e-36, 1, -1, 3.4028234663852886e38).map(Math.fround),
  );
  const anyThreshold = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, ZERO, -ZERO, 1e-36, -1e-36, Number.POSITIVE_INFINITY, 1e300, -1e300, 0.5, -0.5, 1 + 2 ** -40),
  );

  test.each([0, 2, 4, 6, 8, 10])('decision type %i', (decision) => {
    fc.assert(
      fc.property(anyX, anyThreshold, (x, threshold) => {
        const changes = { threshold: String(threshold).replace('Infinity', 'inf'), decision_type: String(decision) };
        const isOneComparison =
          decision >> 2 !== 1 || Math.abs(threshold) <= ZERO || threshold > 0 === ((decision & 2) !== 0);
        if (isOneComparison) expect(predict(x, changes)).toBe(goesLeft(x, threshold, decision) ? -10 : 20);
        else expect(() => predict(x, changes)).toThrow(corrupt(/zero as missing/));
      }),
      { numRuns: 500 },
    );
  });
});

test.each(['fair', 'huber', 'mape', 'quantile', 'regression', 'regression_l1'])('objective %s is read', (objective) => {
  expect(predict(1, { objective })).toBe(20);
});

describe('what is not supported is refused by name', () => {
  const cases: [string, RegExp, Record<string, string | null>][] = [
    ...['poisson', 'gamma', 'tweedie', 'binary sigmoid:1', 'lambdarank', 'cross_entropy', 'regression sqrt'].map(
      (objective): [string, RegExp, Record<string, string>] => [
        `objective ${objective}`,
        new RegExp(`objective "${objective}"`),
        { objective },
      ],
    ),
    ['a custom objective', /custom objectives/, { objective: null }],
    ['a classifier', /several outputs/, { num_class: '3', num_tree_per_iteration: '3' }],
    ['a categorical tree', /categorical splits/, { num_cat: '1' }],
    ['a categorical split', /split 0: categorical splits/, { decision_type: '11' }],
    ['linear leaves', /linear leaves/, { is_linear: '1' }],
    ['an older format', /format "v2"/, { version: 'v2' }],
    ['zero as missing against its neighbours', /split 0: zero as missing/, { decision_type: '4' }],
    ['an unknown kind of missing', /decision type 12/, { decision_type: '12' }],
    ['a decision beyond its bits', /decision type 4294967304/, { decision_type: '4294967304' }],
  ];
  test.each(cases)('%s', (_, message, changes) => {
    expect(() => read(changes)).toThrow(corrupt(message));
  });
});

describe('a hostile file is refused', () => {
  const cases: [string, RegExp, Record<string, string | null>][] = [
    ['a cycle', /reached twice/, { left_child: '0' }],
    ['a leaf out of range', /child 2 of 2/, { right_child: '-3' }],
    ['a split out of range', /child 1 of 1/, { right_child: '1' }],
    ['a fractional child', /child 0.5/, { right_child: '0.5' }],
    ['a feature out of range', /feature 2 of 2/, { split_feature: '2' }],
    ['a short list', /"leaf_value" has 1 numbers instead of 2/, { leaf_value: '1' }],
    ['a number that is none', /"0x10", which is no number/, { leaf_value: '1 0x10' }],
    ['an infinite leaf', /leaf value/, { leaf_value: '1 inf' }],
    ['a threshold that is none', /"nan", which is no number/, { threshold: 'nan' }],
    ['a leaf beyond float32', /leaf value/, { leaf_value: '1 1e39' }],
    ['a negative count', /cover/, { leaf_count: '-4 6' }],
    ['no leaves', /no leaves/, { num_leaves: '0' }],
    ['a count that is none', /num_leaves "2.5" is not a count/, { num_leaves: '2.5' }],
    ['a missing list', /"threshold" is missing/, { threshold: null }],
    ['a tree that was lost', /2 trees are announced, 1 are there/, { tree_sizes: '300 300' }],
    ['a tree out of order', /tree "1" is out of order/, { Tree: '1' }],
    ['names of other features', /1 feature names for 2 features/, { feature_names: 'one' }],
  ];
  test.each(cases)('%s', (_, message, changes) => {
    expect(() => read(changes)).toThrow(corrupt(message));
  });

  test('no trees, and a field that stands twice', () => {
    const head = small().split('Tree=0')[0]!;
    expect(() => readLightgbmText(`${head.replace('tree_sizes=300', 'tree_sizes=')}end of trees\n`)).toThrow(
      corrupt(/no trees/),
    );
    expect(() => readLightgbmText(small().replace('num_cat=0', 'num_cat=0\nnum_cat=0'))).toThrow(corrupt(/twice/));
  });

  test('a chain of more than 64 splits', () => {
    const splits = Array.from({ length: 70 }, (_, i) => i);
    const list = (item: (i: number) => unknown, extra: unknown[] = []) => [...splits.map(item), ...extra].join(' ');
    const deep = {
      num_leaves: '71',
      split_feature: list(() => 0),
      threshold: list((i) => i),
      decision_type: list(() => 10),
      left_child: list((i) => (i < 69 ? i + 1 : -71)),
      right_child: list((i) => ~i),
      leaf_value: list(() => 1, [1]),
      leaf_count: list(() => 1, [1]),
      internal_count: list((i) => 71 - i),
    };
    expect(() => read(deep)).toThrow(corrupt(/deeper than 64/));
  });
});

test.each(['dart.txt', 'random-forest.txt'])('%s cut short is refused', (file) => {
  expectTruncationRefused(externalBytes(`lightgbm/${file}`));
});

test('a damaged file is refused or still a sound ensemble', () => {
  expectDamageRefusedOrSound(externalBytes('lightgbm/stumps.txt'));
});
