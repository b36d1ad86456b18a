import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClientBlock, encodeBlock } from '../../../src/core/clients/clientBlock.ts';
import { readContract } from '../../../src/core/contract/contract.ts';
import { withCuts } from '../../../src/core/contract/withCuts.ts';
import { doubleAbove } from '../../../src/core/trees/float32.ts';
import { rankOf } from '../../../src/core/trees/rankColumns.ts';
import { toEnsemble } from '../../../src/core/trees/treeNodes.ts';
import { predictRows, type Sketch, someContract, toTree } from './trees.ts';

/** A chain of splits of feature 0 at these thresholds, with leaves 0, 1, 2 … from the lowest up. */
function chain(thresholds: readonly number[], at = 0): Sketch {
  const threshold = thresholds[at];
  return threshold === undefined ? [at, 1] : [0, threshold, 0, [at, 1], chain(thresholds, at + 1)];
}

function blockOf(values: readonly number[]): ClientBlock {
  return {
    rows: values.length,
    ids: values.map(String),
    names: null,
    dates: null,
    features: ['f0'],
    values: Float64Array.from(values),
    dictionaries: [null],
  };
}

test('any doubles go the way that a comparison in double sends them', () => {
  const any = fc.oneof(
    fc.double({ noNaN: true, min: -1e30, max: 1e30 }),
    fc.integer({ min: 20_240_100, max: 20_240_140 }),
    fc.constantFrom(0, -0, 0.15, 0.15000000000000002, 2 ** 53, 2 ** 53 - 1),
  );
  fc.assert(
    fc.property(fc.uniqueArray(any, { minLength: 1, maxLength: 20 }), fc.array(any, { minLength: 1 }), (some, more) => {
      const thresholds = [...new Set(some.map((x) => x + 0))].sort((a, b) => a - b);
      const inDouble = { comparisons: true, sums: true };
      const trees = toEnsemble([toTree(chain(thresholds))], { featureCount: 1, baseScore: 0, inDouble });
      const { contract, forecast } = withCuts({ ...someContract(1), features: [named('f0')] }, trees);
      const values = [...more, ...thresholds, ...thresholds.map(doubleAbove)];
      const { matrix } = encodeBlock(blockOf(values), readContract(JSON.stringify(contract)));
      expect([...predictRows(forecast, matrix)]).toEqual(values.map((x) => thresholds.filter((t) => t <= x).length));
    }),
  );
});

function named(name: string) {
  return { ...someContract(1).features[0]!, name };
}

test('a missing value stays missing', () => {
  expect(rankOf([1, 2], Number.NaN)).toBeNaN();
});

test('trees that compare in float32, dates and categories keep their values', () => {
  const floats = toEnsemble([toTree(chain([1.5]))], { featureCount: 1, baseScore: 0 });
  const contract = someContract(1);
  expect(withCuts(contract, floats)).toEqual({ contract, forecast: floats });
  const doubles = toEnsemble([toTree(chain([1.5]))], {
    featureCount: 1,
    baseScore: 0,
    inDouble: { comparisons: true },
  });
  const date = { ...contract, features: [{ ...contract.features[0]!, kind: 'date' as const }] };
  const kept = withCuts(date as typeof contract, doubles);
  expect(kept.contract).toEqual(date);
  expect(kept.forecast.threshold).toEqual(floats.threshold);
});

test('a contract whose thresholds are out of order, or in an older version, is refused', () => {
  const contract = (contractVersion: number, cuts: number[]) =>
    JSON.stringify({ ...someContract(1), contractVersion, features: [{ ...named('f0'), cuts }] });
  expect(readContract(contract(2, [1, 2])).features[0]).toMatchObject({ cuts: [1, 2] });
  expect(() => readContract(contract(2, [2, 1]))).toThrow(/the thresholds of "f0"/);
  expect(() => readContract(contract(1, [1, 2]))).toThrow(/the thresholds of "f0"/);
});
