import fc from 'fast-check';
import type { Contract } from '../../../src/core/contract/contract.ts';
import type { Model } from '../../../src/core/onnx/own/file.ts';
import type { TreeEnsemble } from '../../../src/core/trees/ensemble.ts';
import { parseJson } from '../../../src/core/trees/formats/treeFile.ts';
import { readXgboost } from '../../../src/core/trees/formats/xgboost.ts';
import { type TreeNodes, toEnsemble } from '../../../src/core/trees/treeNodes.ts';

/** Shared by the tests of models: small trees and contracts, and slow, obvious ways to predict and explain. */

/** The sum of the leaves that each row reaches, in double precision. */
export function predictRows(ensemble: TreeEnsemble, matrix: Float32Array): Float64Array {
  const { featureCount } = ensemble;
  return Float64Array.from({ length: matrix.length / featureCount }, (_, row) => {
    const values = matrix.subarray(row * featureCount, (row + 1) * featureCount);
    return ensemble.roots.reduce((sum, root) => {
      let node = root;
      while (ensemble.feature[node]! >= 0) node = nextNode(ensemble, node, values);
      return sum + ensemble.value[node]!;
    }, ensemble.baseScore);
  });
}

/** Shapley values by their definition: all subsets of features; hidden features are averaged by the covers. */
export function bruteForceShap(ensemble: TreeEnsemble, values: Float32Array): Float64Array {
  const { featureCount } = ensemble;
  const worth = Float64Array.from({ length: 1 << featureCount }, (_, known) =>
    ensemble.roots.reduce((sum, root) => sum + expectation(ensemble, root, { values, known }), ensemble.baseScore),
  );
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Float64Array.from({ length: featureCount }, (_, feature) => {
    let phi = 0;
    for (let known = 0; known < worth.length; known++) {
      if (known & (1 << feature)) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(featureCount - size - 1)) / factorial(featureCount);
      phi += weight * (worth[known | (1 << feature)]! - worth[known]!);
    }
    return phi;
  });
}

function expectation(ensemble: TreeEnsemble, node: number, given: { values: Float32Array; known: number }): number {
  const feature = ensemble.feature[node]!;
  if (feature < 0) return ensemble.value[node]!;
  if (given.known & (1 << feature)) return expectation(ensemble, nextNode(ensemble, node, given.values), given);
  const [left, right] = [ensemble.left[node]!, ensemble.right[node]!];
  const total = ensemble.cover[left]! + ensemble.cover[right]!;
  const share = total > 0 ? ensemble.cover[left]! / total : 0.5;
  return share * expectation(ensemble, left, given) + (1 - share) * expectation(ensemble, right, given);
}

function nextNode(ensemble: TreeEnsemble, node: number, values: Float32Array): number {
  const x = values[ensemble.feature[node]!]!;
  const goesLeft = Number.isNaN(x) ? ensemble.missingLeft[node] === 1 : x < ensemble.threshold[node]!;
  return goesLeft ? ensemble.left[node]! : ensemble.right[node]!;
}

/** A tree of nested splits: `[feature, threshold, missingLeft, left, right]` or a leaf `[value, cover]`. */
export type Sketch = [number, number] | [number, number, 0 | 1, Sketch, Sketch];

/** The sketch as a tree in a file; a split's cover is the sum of its leaves' covers. */
export function toTree(sketch: Sketch): TreeNodes {
  const columns = {
    left: [] as number[],
    right: [] as number[],
    feature: [] as number[],
    threshold: [] as number[],
    missingLeft: [] as number[],
    value: [] as number[],
    cover: [] as number[],
  };
  const add = (part: Sketch): number => {
    const node = columns.cover.push(0) - 1;
    const split = part.length === 5;
    columns.feature[node] = split ? part[0] : -1;
    columns.threshold[node] = split ? part[1] : 0;
    columns.missingLeft[node] = split ? part[2] : 0;
    columns.value[node] = split ? 0 : part[0];
    columns.left[node] = split ? add(part[3]) : -1;
    columns.right[node] = split ? add(part[4]) : -1;
    columns.cover[node] = split ? columns.cover[columns.left[node]!]! + columns.cover[columns.right[node]!]! : part[1];
    return node;
  };
  add(sketch);
  return columns;
}

/** Trees of up to `depth` splits over few features, so that most paths meet a feature more than once. */
export function anyEnsemble({ featureCount = 4, depth = 6, trees = 4 } = {}): fc.Arbitrary<TreeEnsemble> {
  const leaf = fc.tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.integer({ min: 0, max: 50 }));
  const tree = (left: number): fc.Arbitrary<Sketch> => {
    if (left === 0) return leaf;
    const split = fc.tuple(
      fc.nat(featureCount - 1),
      fc.integer({ min: -4, max: 4 }),
      fc.constantFrom<0 | 1>(0, 1),
      tree(left - 1),
      tree(left - 1),
    );
    return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: split });
  };
  return fc
    .array(tree(depth), { minLength: 1, maxLength: trees })
    .map((sketches) => toEnsemble(sketches.map(toTree), { featureCount, baseScore: 1000 }));
}

/** A row in which about 30 % of the values are missing. */
export function anyRow(featureCount: number): fc.Arbitrary<Float32Array<ArrayBuffer>> {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constant(Number.NaN) },
    { weight: 7, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
  );
  return fc
    .array(value, { minLength: featureCount, maxLength: featureCount })
    .map((values) => Float32Array.from(values));
}

/** Reproducible rows, about 30 % missing, for tests that need many. */
export function someRows(rows: number, featureCount: number): Float32Array<ArrayBuffer> {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length: rows * featureCount }, () => (next() < 0.3 ? Number.NaN : next() * 10 - 5));
}

/** A forest grown without a trainer: full trees of the given depth with reproducible splits and leaves. */
export function someForest({
  trees,
  depth,
  featureCount,
  seed = 0,
}: Record<'trees' | 'depth' | 'featureCount', number> & { seed?: number }): TreeEnsemble {
  const numbers = someRows(trees * 2 ** (depth + 2), 2).map((x) => (Number.isNaN(x) ? 0.5 : x));
  let used = seed * 31;
  const next = () => numbers[used++ % numbers.length]!;
  const grow = (left: number): Sketch => {
    if (left === 0) return [next() * 100, 1 + Math.abs(next()) * 10];
    const feature = Math.floor(((next() + 5) / 10) * featureCount) % featureCount;
    return [feature, next(), next() < 0 ? 0 : 1, grow(left - 1), grow(left - 1)];
  };
  return toEnsemble(
    Array.from({ length: trees }, () => toTree(grow(depth))),
    { featureCount, baseScore: 50_000 },
  );
}

/** The trees of a booster that XGBoost saved as JSON. */
export function readXgboostJson(text: string): TreeEnsemble {
  const { isBaseFirst: _, ...ensemble } = readXgboost(parseJson(text)).ensemble;
  return ensemble;
}

/** The smallest valid contract. */
export function someContract(featureCount: number): Contract {
  return {
    contractVersion: 1,
    name: 'income',
    version: '1.0.0',
    trainedAt: '2025-01-31',
    synthetic: true,
    unit: 'RUB/month',
    transform: { kind: 'identity' },
    features: Array.from({ length: featureCount }, (_, i) => ({
      name: `feature_${i}`,
      group: 'turnover' as const,
      title: { ru: `Признак ${i}`, en: `Feature ${i}` },
      unit: 'rub' as const,
      missingShare: 0.3,
      kind: 'number' as const,
      typical: null,
      deciles: null,
    })),
    metrics: null,
    incomePercentiles: Array.from({ length: 101 }, (_, i) => i * 1000),
  };
}

/** A model of these trees alone, with the smallest contract. */
export function someModel(forecast: TreeEnsemble, contract: Partial<Contract> = {}): Model {
  return { contract: { ...someContract(forecast.featureCount), ...contract }, forecast, interval: null };
}
