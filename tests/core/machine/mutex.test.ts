import { expect, test } from 'vitest';
import { createMutex } from '../../../src/core/machine/mutex.ts';

/** A job that ends when the test resolves it. */
function gate(name: string, log: string[]) {
  let [resolve, reject] = [(_: string) => {}, (_: Error) => {}];
  const promise = new Promise<string>((open, fail) => {
    [resolve, reject] = [open, fail];
  });
  const job = () => {
    log.push(`${name} begins`);
    return promise;
  };
  return { job, open: () => resolve(name), fail: () => reject(new Error(name)) };
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

test('begins a job once the one before it has ended, in the order of the calls', async () => {
  const log: string[] = [];
  const inTurn = createMutex();
  const [first, second] = [gate('first', log), gate('second', log)];
  const answers = [inTurn(first.job), inTurn(second.job)];
  second.open();
  await pause();
  expect(log).toEqual(['first begins']);
  first.open();
  expect(await Promise.all(answers)).toEqual(['first', 'second']);
  expect(log).toEqual(['first begins', 'second begins']);
});

test('rejects the call of a job that fails, and runs those after it', async () => {
  const log: string[] = [];
  const inTurn = createMutex();
  const failing = gate('failing', log);
  const failed = inTurn(failing.job);
  const next = inTurn(() => 'next');
  const thrown = inTurn(() => {
    throw new Error('thrown at once');
  });
  failing.fail();
  await expect(failed).rejects.toThrow('failing');
  await expect(next).resolves.toBe('next');
  await expect(thrown).rejects.toThrow('thrown at once');
});
