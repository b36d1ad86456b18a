import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../../src/core/contract/contract.ts';
import {
  frameOf,
  layOutBeeswarm,
  reachOf,
  rubOf,
  xOf,
} from '../../../../src/screens/insights/beeswarm/beeswarmLayout.ts';
import { layOutDependence } from '../../../../src/screens/insights/dependence/dependenceLayout.ts';
import { importanceBars } from '../../../../src/screens/insights/importance/importanceBars.ts';
import { MISSING, paintAt } from '../../../../src/ui/scatter/paints.ts';
import type { Beeswarm, Insights } from '../../../../workers/data/insights/insights.api.ts';
import { EN, numberFeature, plain, RU } from '../../words.ts';

/** Runs steps to their result. */
function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const SWARM: Beeswarm = {
  ids: ['1', '2', '3'],
  rows: [
    { feature: 0, contributionsRub: Float32Array.of(-400, 100, 100), ranks: Float32Array.of(0, 1, Number.NaN) },
    { feature: 1, contributionsRub: Float32Array.of(0, 600, 0), ranks: Float32Array.of(0.5, 0.5, 0.5) },
  ],
};

describe('a beeswarm', () => {
  test('reaches from the lowest effect to the highest, none at all between them', () => {
    expect(reachOf(SWARM)).toEqual({ fromRub: -400, toRub: 600 });
    expect(reachOf({ ids: [], rows: [] })).toEqual({ fromRub: 0, toRub: 0 });
    const frame = frameOf(reachOf(SWARM), 1_000);
    expect(rubOf(frame, 1_000)(xOf(frame, 1_000)(123))).toBeCloseTo(123, 9);
    expect([frame.left, frameOf(reachOf(SWARM), 400).left]).toEqual([300, 0]);
  });

  test('has a lane for each feature: equal effects beside each other, missing values below', () => {
    const { dots, laneSize, fixedTo } = finish(layOutBeeswarm(SWARM, 1_000));
    expect([laneSize, fixedTo, dots.x.length]).toEqual([3, 300, 6]);
    expect([...dots.paint]).toEqual([paintAt(0), paintAt(1), MISSING, paintAt(0.5), paintAt(0.5), paintAt(0.5)]);
    const [first, second, missing, left, right, beside] = [...dots.y];
    expect(second).toBe(first);
    expect(missing).toBeGreaterThan(second!);
    expect(left).toBeGreaterThan(missing!);
    expect(right).toBe(left);
    // Two dots at one place are drawn side by side.
    expect(beside).not.toBe(left);
    expect(dots.x[0]).toBeLessThan(dots.x[1]!);
  });
});

test('a dependence has a dot for each client, the missing ones in a lane at the left', () => {
  const dependence = {
    feature: 0,
    values: Float64Array.of(10, Number.NaN, 20),
    distinctValues: 2,
    contributionsRub: Float32Array.of(-100, 0, 300),
    colourFeature: null,
    colourValues: null,
    ids: ['a', 'b', 'c'],
  };
  const scatter = finish(
    layOutDependence({ dependence, feature: numberFeature({ name: 'age' }), paints: Uint8Array.of(3, 4, 5) }, 600),
  );
  const { dots, fixedTo } = scatter;
  expect([...dots.paint]).toEqual([3, MISSING, 5]);
  expect(dots.x[1]).toBeLessThan(fixedTo);
  expect(dots.x[0]).toBeGreaterThanOrEqual(fixedTo);
  expect(dots.x[2]).toBeGreaterThan(dots.x[0]!);
  expect(dots.y[2]).toBeLessThan(dots.y[0]!);
});

test('importance stands by feature and by group, with how often a feature is missing or how many a group has', () => {
  const contract = { features: [numberFeature({ name: 'age', title: { ru: 'Возраст', en: 'Age' } })] } as Contract;
  const insights = {
    features: [{ feature: 0, meanAbsRub: 1_234, missingShare: 0.25 }],
    groups: [{ group: 'person', meanAbsRub: 2_000, features: 12 }],
  } as unknown as Insights;
  expect(importanceBars({ insights, contract, by: 'feature', ...RU })).toEqual([
    { title: 'Возраст', rub: 1_234, note: RU.format.percent(0.25) },
  ]);
  const [group] = importanceBars({ insights, contract, by: 'group', ...EN });
  expect({ ...group, note: plain(group!.note) }).toEqual({ title: EN.t('card.groups.person'), rub: 2_000, note: '12' });
});
