import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RowsProgress } from '../../../workers/data/jobs/jobs.api.ts';
import { openJobs } from '../../../workers/data/jobs/jobs.ts';
import { newRowsProgress, openRowsJobs } from '../../../workers/data/jobs/rowsJobs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CLOSED = Object.assign(new Error('closed'), { name: 'StorageBlocked' });

/** Jobs, and the progress that they have told. */
function openTold() {
  const told: RowsProgress[] = [];
  return { told, jobs: openRowsJobs<RowsProgress>((state) => void told.push({ ...state })) };
}

test('works out the rate and the time left from the rows done', async () => {
  const { told, jobs } = openTold();
  await jobs.start(newRowsProgress(), async ({ begin, onRows }) => {
    vi.advanceTimersByTime(3_000);
    begin(1_000);
    for (let piece = 0; piece < 4; piece++) {
      vi.advanceTimersByTime(500);
      onRows(250);
    }
  });
  const running = { state: 'running', totalRows: 1_000, rowsPerSecond: 500, failure: null };
  expect(told).toEqual([
    newRowsProgress(),
    newRowsProgress(1_000),
    { ...running, doneRows: 250, secondsLeft: 1.5 },
    { ...running, doneRows: 500, secondsLeft: 1 },
    { ...running, doneRows: 750, secondsLeft: 0.5 },
    { ...running, doneRows: 1_000, secondsLeft: 0 },
    { ...running, doneRows: 1_000, secondsLeft: null, state: 'done' },
  ]);
});

test('knows no time left before the first row', async () => {
  const { told, jobs } = openTold();
  await jobs.start(newRowsProgress(10), async ({ onRows }) => {
    vi.advanceTimersByTime(200);
    onRows(0);
  });
  expect(told[1]).toEqual(newRowsProgress(10));
});

test('says of a failed job why it failed', async () => {
  const { jobs } = openTold();
  await jobs.start(newRowsProgress(10), () => Promise.reject(CLOSED));
  expect(jobs.getCurrent()).toEqual({
    ...newRowsProgress(10),
    state: 'failed',
    failure: { name: 'StorageBlocked', message: 'closed' },
  });
});

test('hands the answer of a job on, its error, and null when it was cancelled', async () => {
  const jobs = openJobs(() => {});
  expect(jobs.getCurrent()).toBeNull();
  expect(await jobs.run('contributions', async () => 'csv')).toBe('csv');
  await expect(jobs.run('covers', () => Promise.reject(CLOSED))).rejects.toBe(CLOSED);
  const cancelled = jobs.run('clients-csv', ({ signal }) => {
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  await expect(jobs.run('covers', async () => 1)).rejects.toMatchObject({ name: 'Busy' });
  await jobs.cancel();
  expect(await cancelled).toBeNull();
  expect(jobs.getCurrent()).toMatchObject({ kind: 'clients-csv', state: 'cancelled', failure: null });
});
