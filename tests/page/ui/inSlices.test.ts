import { expect, test } from 'vitest';
import { inSlices } from '../../../src/ui/scatter/inSlices.ts';

/** Steps that count themselves, each as long as `stepMs`. */
function* steps(count: number, taken: number[], stepMs = 0): Generator<void, string> {
  for (let step = 0; step < count; step++) {
    const until = performance.now() + stepMs;
    while (performance.now() < until);
    taken.push(step);
    yield;
  }
  return 'result';
}

const never = () => new AbortController().signal;

test('runs all steps in order and gives the result', async () => {
  const taken: number[] = [];
  expect(await inSlices(steps(3, taken), never())).toBe('result');
  expect(taken).toEqual([0, 1, 2]);
});

test('starts in a task of its own, and lets other tasks run between slices', async () => {
  const taken: number[] = [];
  const seen: number[] = [];
  const done = inSlices(steps(6, taken, 5), never());
  expect(taken).toEqual([]);
  const timer = setInterval(() => seen.push(taken.length), 0);
  await done;
  clearInterval(timer);
  expect(seen.some((count) => count > 0 && count < 6)).toBe(true);
});

test('stops when it is aborted, before, on the way and after the last step', async () => {
  const taken: number[] = [];
  expect(await inSlices(steps(3, taken), AbortSignal.abort())).toBeNull();
  expect(taken).toEqual([]);

  const stop = new AbortController();
  function* aborting(): Generator<void, string> {
    stop.abort();
    yield* steps(1, taken, 10);
    yield* steps(1, taken);
    return 'result';
  }
  expect(await inSlices(aborting(), stop.signal)).toBeNull();
  expect(taken).toEqual([0]);

  const late = new AbortController();
  const last = inSlices(
    (function* (): Generator<void, string> {
      late.abort();
      yield;
      return 'result';
    })(),
    late.signal,
  );
  expect(await last).toBeNull();
});

test('passes on the error of a step', async () => {
  const failing = (function* (): Generator<void, string> {
    yield;
    throw new Error('no memory');
  })();
  await expect(inSlices(failing, never())).rejects.toThrow('no memory');
});
