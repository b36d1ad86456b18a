import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type JobEnd, type JobRun, openJobRunner } from '../../../workers/data/jobs/jobRunner.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type State = { name: string; done: number; elapsedMs: number; end: JobEnd<unknown>['state'] | null };

/** A runner, and the states that it has told. */
function openRunner() {
  const told: State[] = [];
  const runner = openJobRunner<State>({
    notify: (state) => void told.push({ ...state }),
    measure(state, elapsedMs) {
      state.elapsedMs = elapsedMs;
    },
    end(state, { state: end }) {
      state.end = end;
    },
  });
  return { runner, told };
}

const newState = (name = 'job'): State => ({ name, done: 0, elapsedMs: 0, end: null });

/** Work that runs until it is cancelled. */
const untilCancelled = ({ signal }: JobRun) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('tells when a job begins and when it has ended, and answers with what the work found', async () => {
  const { runner, told } = openRunner();
  expect(runner.getCurrent()).toBeNull();
  const ended = runner.start(newState(), async () => 42);
  expect(told).toEqual([newState()]);
  expect(await ended).toEqual({ state: 'done', value: 42 });
  expect(told.slice(1)).toEqual([{ ...newState(), end: 'done' }]);
  expect(runner.getCurrent()).toEqual({ ...newState(), end: 'done' });
});

test('tells progress at most ten times a second, with the time since the job began', async () => {
  const { runner, told } = openRunner();
  const state = newState();
  const ended = runner.start(state, async ({ onProgress }) => {
    for (; state.done < 1_000; state.done++) {
      vi.advanceTimersByTime(1);
      onProgress();
    }
  });
  await ended;
  expect(told.map(({ elapsedMs }) => elapsedMs)).toEqual([
    0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_000,
  ]);
  expect(told.at(-1)).toEqual({ ...newState(), done: 1_000, elapsedMs: 1_000, end: 'done' });
});

test('counts the time from when it is known how much there is to do', async () => {
  const { runner, told } = openRunner();
  await runner.start(newState(), async ({ begin, onProgress }) => {
    vi.advanceTimersByTime(5_000);
    begin();
    vi.advanceTimersByTime(100);
    onProgress();
  });
  expect(told.map(({ elapsedMs, end }) => [elapsedMs, end])).toEqual([
    [0, null],
    [0, null],
    [100, null],
    [100, 'done'],
  ]);
});

test('cancels: the work is aborted, and whoever cancels waits until it has ended', async () => {
  const { runner, told } = openRunner();
  const ended = runner.start(newState(), untilCancelled);
  await runner.cancel();
  expect(told.map(({ end }) => end)).toEqual([null, 'cancelled']);
  expect(await ended).toEqual({ state: 'cancelled' });
  await runner.cancel();
  expect(told).toHaveLength(2);
});

test('takes work that finishes although it was cancelled for done', async () => {
  const { runner } = openRunner();
  const saveAnyway = ({ signal }: JobRun) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('saved')));
  const ended = runner.start(newState(), saveAnyway);
  await runner.cancel();
  expect(await ended).toEqual({ state: 'done', value: 'saved' });
});

test('says why work failed, also work that throws at once', async () => {
  const { runner, told } = openRunner();
  const error = new Error('no room');
  expect(await runner.start(newState('first'), () => Promise.reject(error))).toEqual({ state: 'failed', error });
  const throwing = () => {
    throw error;
  };
  expect(await runner.start(newState('second'), throwing)).toEqual({ state: 'failed', error });
  expect(told.map(({ name, end }) => [name, end])).toEqual([
    ['first', null],
    ['first', 'failed'],
    ['second', null],
    ['second', 'failed'],
  ]);
  expect(await runner.start(newState('third'), async () => 3)).toEqual({ state: 'done', value: 3 });
});

test('runs one job at a time; the next may begin once whoever is told of the end hears of it', async () => {
  const { runner } = openRunner();
  const first = runner.start(newState('first'), untilCancelled);
  expect(() => runner.start(newState('second'), untilCancelled)).toThrow(expect.objectContaining({ name: 'Busy' }));
  expect(runner.getCurrent()?.name).toBe('first');
  await runner.cancel();
  await first;
  expect(await runner.start(newState('second'), async () => 2)).toEqual({ state: 'done', value: 2 });
  expect(runner.getCurrent()?.name).toBe('second');
});
