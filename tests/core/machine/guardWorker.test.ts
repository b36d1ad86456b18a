import { expose, wrap } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import { guardWorker, type WorkerLike } from '../../../src/core/machine/guardWorker.ts';

/** Stands in for a worker with the far end of a real MessageChannel; the test can announce the worker's death. */
function startCalculator() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const asked: number[] = [];
  const calculator = {
    async half(x: number): Promise<number> {
      asked.push(x);
      if (Number.isNaN(x)) throw Object.assign(new Error('not a number'), { name: 'RangeError' });
      return x / 2;
    },
    never: (): Promise<number> => new Promise(() => {}),
  };
  expose(calculator, port2);
  const events = new EventTarget();
  let terminated = 0;
  const worker: WorkerLike = {
    addEventListener: (type, listener) => events.addEventListener(type, (event) => listener(event)),
    terminate: () => {
      terminated++;
      port2.close();
    },
  };
  const guarded = guardWorker<typeof calculator>(worker, wrap(port1), 'ModelStopped');
  return { ...guarded, asked, events, terminated: () => terminated };
}

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

const stopped = expect.objectContaining({ name: 'ModelStopped' });

test('a living worker answers through it', async () => {
  const { api } = startCalculator();
  expect(await Promise.all([api.half(8), api.half(3)])).toEqual([4, 1.5]);
});

test('an error that the worker throws keeps its name, and the worker lives on', async () => {
  const { api } = startCalculator();
  await expect(api.half(Number.NaN)).rejects.toMatchObject({ name: 'RangeError', message: 'not a number' });
  expect(await api.half(2)).toBe(1);
});

test.each(['error', 'messageerror'])(
  'after the event "%s" every waiting and every later call is rejected',
  async (type) => {
    const { api, died, events, terminated } = startCalculator();
    const waiting = [api.never(), api.never()];
    events.dispatchEvent(new Event(type));
    for (const call of waiting) await expect(call).rejects.toEqual(stopped);
    await expect(api.half(2)).rejects.toEqual(stopped);
    expect(await died).toEqual(stopped);
    expect(terminated()).toBe(1);
  },
);

test('a killed worker is terminated once and is asked nothing more', async () => {
  const { api, kill, asked, events, terminated } = startCalculator();
  const waiting = api.never();
  kill();
  kill();
  events.dispatchEvent(new Event('error'));
  await expect(waiting).rejects.toEqual(stopped);
  await expect(api.half(2)).rejects.toEqual(stopped);
  expect(asked).toEqual([]);
  expect(terminated()).toBe(1);
});

test('the api can be returned from an async function', async () => {
  const { api } = await (async () => startCalculator())();
  const passed = await (async () => api)();
  expect(await passed.half(4)).toBe(2);
});
