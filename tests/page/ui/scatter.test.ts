import { describe, expect, test } from 'vitest';
import { buildGrid, nearestDot } from '../../../src/ui/scatter/dotGrid.ts';
import {
  clampView,
  type Scatter,
  toLayout,
  toScreen,
  viewOfMost,
  WHOLE_VIEW,
  zoomed,
} from '../../../src/ui/scatter/scatter.ts';
import { type DotKey, dotBeside } from '../../../src/ui/scatter/scatterMoves.ts';

/** Two lanes of three dots each. */
const SCATTER: Scatter = {
  width: 400,
  height: 100,
  fixedTo: 100,
  laneSize: 3,
  start: WHOLE_VIEW,
  dots: {
    x: Float32Array.of(150, 350, 250, 120, 390, 260),
    y: Float32Array.of(20, 20, 20, 70, 70, 70),
    paint: new Uint8Array(6),
  },
};

describe('a view', () => {
  test('leads from the scatter to the screen and back; labels at the left stay', () => {
    const view = { zoom: 4, pan: 30 };
    for (const x of [130, 250.5, 399]) expect(toLayout(toScreen(x, SCATTER, view), SCATTER, view)).toBeCloseTo(x, 9);
    expect([toScreen(40, SCATTER, view), toLayout(40, SCATTER, view)]).toEqual([40, 40]);
  });

  test('zooms around a place that stays where it is, and never beyond its ends', () => {
    const place = 220;
    const closer = zoomed(SCATTER, WHOLE_VIEW, 2, place);
    expect(toScreen(toLayout(place, SCATTER, WHOLE_VIEW), SCATTER, closer)).toBeCloseTo(place, 9);
    expect(zoomed(SCATTER, closer, 0.01, place).zoom).toBe(1);
    expect(zoomed(SCATTER, WHOLE_VIEW, 1e9, place).zoom).toBe(400);
    expect(clampView(SCATTER, { zoom: 2, pan: 999 })).toEqual({ zoom: 2, pan: 150 });
    expect(clampView(SCATTER, { zoom: 2, pan: -5 })).toEqual({ zoom: 2, pan: 0 });
  });

  test('begins without the outlying dots, unless that makes it hardly clearer', () => {
    const x = Float32Array.from({ length: 1_000 }, (_, dot) => (dot === 0 ? 399 : 110 + (dot % 50)));
    const { zoom, pan } = viewOfMost({ x, left: 100, width: 400, outlying: 0.005 });
    expect(zoom).toBeGreaterThan(4);
    expect(pan).toBeLessThan(20);
    expect(viewOfMost({ x, left: 100, width: 400, outlying: 0.005, keep: 399 })).toEqual(WHOLE_VIEW);
    expect(viewOfMost({ x: new Float32Array(0), left: 100, width: 400, outlying: 0 })).toEqual(WHOLE_VIEW);
  });
});

test('the nearest dot is found within reach, and none beyond it', () => {
  const steps = buildGrid(SCATTER);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const at = (x: number, y: number) => nearestDot(step.value!, SCATTER, { x, y, reachX: 12, reachY: 12 });
  expect([at(152, 22), at(258, 66), at(200, 50), at(345, 25)]).toEqual([0, 5, null, 1]);
});

test('keys lead through a lane from left to right, and to the nearest dot of the next lane', () => {
  const beside = (dot: number | null, key: DotKey) => dotBeside({ scatter: SCATTER }, dot, key);
  expect(beside(null, 'ArrowRight')).toBe(0);
  expect([beside(0, 'ArrowRight'), beside(2, 'ArrowRight'), beside(1, 'ArrowRight')]).toEqual([2, 1, 1]);
  expect([beside(1, 'Home'), beside(0, 'End')]).toEqual([0, 1]);
  expect([beside(2, 'ArrowDown'), beside(5, 'ArrowUp'), beside(4, 'ArrowDown')]).toEqual([5, 2, 4]);
});
