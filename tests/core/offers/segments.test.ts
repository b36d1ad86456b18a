import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkSegments,
  DEFAULT_SEGMENTS,
  type Segment,
  segmentIndex,
  sortSegments,
} from '../../../src/core/offers/segments.ts';

/** Segments between the given bounds; the last one is unbounded. */
function segmentsAt(...bounds: number[]): Segment[] {
  return bounds.map((fromRub, at) => {
    return { id: `s${at}`, name: { ru: `№ ${at}`, en: `No ${at}` }, fromRub, toRub: bounds[at + 1] ?? null };
  });
}

/** The three segments of 0, 50,000 and 120,000, one of them changed. */
function changed(index: number, change: Partial<Segment>): Segment[] {
  return segmentsAt(0, 50_000, 120_000).map((segment, at) => (at === index ? { ...segment, ...change } : segment));
}

test('accepts the shipped segments', () => {
  expect(checkSegments(DEFAULT_SEGMENTS)).toBeNull();
});

test('puts a bound into the higher segment', () => {
  const idAt = (incomeRub: number) => DEFAULT_SEGMENTS[segmentIndex(DEFAULT_SEGMENTS, incomeRub)]?.id;
  expect([0, 49_999.99, 50_000, 119_999.99, 120_000, 299_999, 300_000, 1e9].map(idAt)).toEqual([
    'low',
    'low',
    'middle',
    'middle',
    'high',
    'high',
    'premium',
    'premium',
  ]);
});

test('counts a forecast below zero to the lowest segment', () => {
  expect(segmentIndex(DEFAULT_SEGMENTS, -1)).toBe(0);
});

test.for<[string, Segment[], object]>([
  ['no segment at all', [], { kind: 'none' }],
  ['a gap', changed(1, { fromRub: 60_000 }), { kind: 'gap', index: 0, fromRub: 50_000, toRub: 60_000 }],
  ['an overlap', changed(1, { fromRub: 40_000 }), { kind: 'overlap', index: 0, fromRub: 40_000, toRub: 50_000 }],
  ['a list that begins above zero', segmentsAt(1, 10), { kind: 'first-not-from-zero', index: 0 }],
  ['a list that ends', changed(2, { toRub: 500_000 }), { kind: 'last-bounded', index: 2 }],
  ['a segment without end before the last', changed(1, { toRub: null }), { kind: 'unbounded-before-last', index: 1 }],
  ['a segment of nobody', changed(1, { toRub: 50_000 }), { kind: 'empty-band', index: 1 }],
  ['a name in one language only', changed(1, { name: { ru: 'Средний', en: ' ' } }), { kind: 'name-missing', index: 1 }],
  ['one id twice', changed(1, { id: 's0' }), { kind: 'id-repeated', index: 1 }],
  ['a bound that is no number', changed(1, { toRub: Number.NaN }), { kind: 'not-a-number', index: 1 }],
])('refuses %s', ([, segments, problem]) => {
  expect(checkSegments(segments)).toEqual(problem);
});

test('does not care about the order in which segments are given', () => {
  expect(checkSegments(segmentsAt(0, 10, 20).reverse())).toBeNull();
});

test('puts every income from zero up into exactly one of any accepted segments', () => {
  const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(bounds, fc.double({ min: 0, max: 3_000_000, noNaN: true }), (inner, incomeRub) => {
      const segments = segmentsAt(0, ...inner.sort((a, b) => a - b));
      expect(checkSegments(segments)).toBeNull();
      const holding = sortSegments(segments).flatMap(({ fromRub, toRub }, index) =>
        incomeRub >= fromRub && incomeRub < (toRub ?? Number.POSITIVE_INFINITY) ? [index] : [],
      );
      expect(holding).toEqual([segmentIndex(sortSegments(segments), incomeRub)]);
    }),
  );
});
