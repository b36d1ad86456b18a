import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { float32Above, float32AtLeast } from '../../../src/core/trees/float32.ts';
import { flattenTree } from '../../../src/core/trees/formats/flattenTree.ts';
import { toEnsemble } from '../../../src/core/trees/treeNodes.ts';
import { predictRows } from './trees.ts';

const LARGEST = 3.4028234663852886e38;
const LEAST = 2 ** -149;

const anyFloat32 = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, LEAST, -LEAST, LARGEST, -LARGEST, 1, 1e-35).map(Math.fround),
);

/** A limit in double precision: often a float32, the row's own number, or a neighbouring double. */
const anyLimit = (x: number) =>
  fc.oneof(
    fc.double({ noNaN: true }),
    fc.float({ noNaN: true }),
    fc.constantFrom(x, x * (1 + 2 ** -52), x * (1 - 2 ** -52), x + 2 ** -1074, x - 2 ** -1074, 1e300, -1e300),
  );

const anyCase = anyFloat32.chain((x) => fc.tuple(fc.constant(x), anyLimit(x)));

describe('comparisons in double precision, said in float32', () => {
  test('x <= limit is x < float32Above(limit)', () => {
    fc.assert(
      fc.property(anyCase, ([x, limit]) => {
        const threshold = float32Above(limit);
        expect(Math.fround(threshold)).toBe(threshold);
        expect(x < threshold).toBe(x <= limit);
      }),
      { numRuns: 20_000 },
    );
  });

  test('x < limit is x < float32AtLeast(limit)', () => {
    fc.assert(
      fc.property(anyCase, ([x, limit]) => {
        const threshold = float32AtLeast(limit);
        expect(Math.fround(threshold)).toBe(threshold);
        expect(x < threshold).toBe(x < limit);
      }),
      { numRuns: 20_000 },
    );
  });

  test('the neighbours of a float32 are its neighbours', () => {
    expect(float32Above(1)).toBe(1 + 2 ** -23);
    expect(float32Above(0)).toBe(LEAST);
    expect(float32Above(-0)).toBe(LEAST);
    expect(float32Above(-LEAST)).toBe(0);
    expect(float32Above(LARGEST)).toBe(Number.POSITIVE_INFINITY);
    expect(float32Above(-1e300)).toBe(-LARGEST);
    expect(float32AtLeast(1)).toBe(1);
    expect(float32AtLeast(1 + 2 ** -40)).toBe(1 + 2 ** -23);
  });
});

test('a split of a grown tree sends every finite number its way, and the missing theirs, beyond float32 too', () => {
  fc.assert(
    fc.property(anyCase, fc.boolean(), ([x, limit], missingBelow) => {
      const leaves = [-1, 1];
      const tree = flattenTree(
        'root',
        (ref) =>
          ref === 'root'
            ? { feature: 0, threshold: float32Above(limit), missingBelow, below: '0', above: '1' }
            : { value: leaves[Number(ref)]!, cover: 1 },
        'tree',
      );
      const ensemble = toEnsemble([tree], { featureCount: 1, baseScore: 0 });
      expect([...predictRows(ensemble, Float32Array.of(x, Number.NaN))]).toEqual([
        x <= limit ? -1 : 1,
        missingBelow ? -1 : 1,
      ]);
      expect([...ensemble.cover]).toEqual([2, 1, 1]);
    }),
    { numRuns: 5000 },
  );
});
