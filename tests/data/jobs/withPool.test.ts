import { expect, test } from 'vitest';
import { type WorkQueue, withPool } from '../../../workers/data/jobs/withPool.ts';

/** Workers whose calls end when the test says so, and are rejected once the pool is closed. */
function openPool(workers: number) {
  const calls: { end(): void; fail(error: Error): void }[] = [];
  const pool = {
    workers,
    closed: 0,
    call: () =>
      new Promise<void>((resolve, reject) => {
        calls.push({ end: resolve, fail: reject });
      }),
    close() {
      pool.closed++;
      for (const { fail } of calls) fail(new Error('the pool was closed'));
    },
  };
  return { pool, calls };
}

const pause = () => new Promise((resolve) => setTimeout(resolve));
const never = new AbortController().signal;

/** Queues `pieces` pieces, each a call of the pool. */
const queueAll = (pool: { call(): Promise<void> }, pieces: number) => async (queue: WorkQueue) => {
  for (let piece = 0; piece < pieces; piece++) await queue.take(pool.call);
  return 'all queued';
};

test('keeps a piece for each worker under way and so many ahead, and waits for all of them', async () => {
  const { pool, calls } = openPool(2);
  const done = withPool(pool, { signal: never, ahead: 1 }, queueAll(pool, 5));
  await pause();
  expect(calls).toHaveLength(3);
  calls[1]?.end();
  await pause();
  expect(calls).toHaveLength(4);
  calls[0]?.end();
  await pause();
  expect([calls.length, pool.closed]).toEqual([5, 0]);
  for (const { end } of calls) end();
  expect(await done).toBe('all queued');
  expect(pool.closed).toBe(1);
});

test('rejects with the first error of any piece, takes no more, and ends what is under way', async () => {
  const { pool, calls } = openPool(2);
  let reason: unknown;
  const done = withPool(pool, { signal: never, ahead: 0 }, (queue) => {
    queue.signal.addEventListener('abort', () => {
      reason = queue.signal.reason;
    });
    return queueAll(pool, 9)(queue);
  });
  done.catch(() => {});
  await pause();
  const error = new Error('damaged');
  calls[1]?.fail(error);
  await expect(done).rejects.toBe(error);
  expect(reason).toBe(error);
  expect([calls.length, pool.closed]).toEqual([2, 1]);
});

test('rejects with the error of the work itself once nothing is under way any more', async () => {
  const { pool, calls } = openPool(1);
  const error = new Error('no such chunk');
  const log: string[] = [];
  const done = withPool(pool, { signal: never, ahead: 2 }, async (queue) => {
    await queue.take(() => pool.call().finally(() => log.push('piece ended')));
    throw error;
  }).finally(() => log.push('settled'));
  await expect(done).rejects.toBe(error);
  expect(calls).toHaveLength(1);
  expect(log).toEqual(['piece ended', 'settled']);
});

test('closes the pool at once when it is cancelled', async () => {
  const { pool, calls } = openPool(2);
  const abort = new AbortController();
  const done = withPool(pool, { signal: abort.signal, ahead: 0 }, queueAll(pool, 9));
  done.catch(() => {});
  await pause();
  abort.abort();
  expect(pool.closed).toBe(1);
  await expect(done).rejects.toBe(abort.signal.reason);
  expect(calls).toHaveLength(2);
});

test('begins nothing when it was cancelled before', async () => {
  const { pool, calls } = openPool(2);
  await expect(withPool(pool, { signal: AbortSignal.abort(), ahead: 0 }, queueAll(pool, 9))).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect([calls.length, pool.closed]).toEqual([0, 1]);
});
