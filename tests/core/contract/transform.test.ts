import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainInRoubles, type Transform, toRoubles } from '../../../src/core/contract/transform.ts';

const TRANSFORMS: Transform[] = [{ kind: 'identity' }, { kind: 'log1p' }, { kind: 'power', exponent: 0.25 }];

/** Applies a transform to roubles. */
function forward(transform: Transform, rub: number): number {
  if (transform.kind === 'log1p') return Math.log1p(rub);
  return transform.kind === 'power' ? rub ** transform.exponent : rub;
}

test('roubles come back from each transform', () => {
  for (const transform of TRANSFORMS) {
    for (const rub of [0, 1, 20_000, 62_754.5, 1_500_000]) {
      expect(toRoubles(transform, forward(transform, rub))).toBeCloseTo(rub, 6);
    }
  }
});

test('a power of roubles below nought is nought', () => {
  expect(toRoubles({ kind: 'power', exponent: 0.5 }, -3)).toBe(0);
});

describe.each(TRANSFORMS)('explanations in roubles of $kind', (transform) => {
  const anyRub = fc.double({ min: 20_000, max: 1_500_000, noNaN: true });

  test('add up from base to forecast, with the signs and proportions they had', () => {
    fc.assert(
      fc.property(
        anyRub,
        anyRub,
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (from, to, shares) => {
          const base = forward(transform, from);
          const sum = forward(transform, to);
          const [first = 0, ...others] = shares;
          const parts = Float32Array.of(sum - base - others.reduce((a, b) => a + b, 0), ...others);
          const actual = parts.reduce((a, b) => a + b, base);
          const { contributions, sums, baseRub } = explainInRoubles(transform, base, {
            contributions: parts.slice(),
            sums: Float64Array.of(actual),
          });
          expect(baseRub).toBeCloseTo(from, 4);
          const total = contributions.reduce((a, b) => a + b, baseRub);
          expect(sums[0]).toBe(transform.kind === 'identity' ? actual : total);
          expect(Math.abs(total - toRoubles(transform, actual))).toBeLessThanOrEqual(1e-4 * to);
          expect(contributions.map(Math.sign)).toEqual(parts.map(Math.sign));
          expect(first).toBe(shares[0]);
        },
      ),
    );
  });

  test('are nothing where nothing moved the forecast, and small where next to nothing did', () => {
    const base = forward(transform, 60_000);
    const still = explainInRoubles(transform, base, {
      contributions: new Float32Array(3),
      sums: Float64Array.of(base),
    });
    expect([...still.contributions]).toEqual([0, 0, 0]);
    const nudge = base * 1e-9;
    const { contributions } = explainInRoubles(transform, base, {
      contributions: Float32Array.of(nudge * 2, -nudge),
      sums: Float64Array.of(base + nudge),
    });
    const slope = (toRoubles(transform, base * 1.0001) - 60_000) / (base * 0.0001);
    expect(contributions[0]! / (2 * nudge * slope)).toBeCloseTo(1, 2);
  });
});
