import { beforeEach, expect, test } from 'vitest';
import { waitFor } from '../../waitFor.ts';
import { importText, notified, smallCsv, startAfresh } from '../dataWorker.ts';
import { holdTable } from '../holds.ts';
import { ALL, openMany } from '../insights/explainedClients.ts';
import { refusal } from '../outcomes.ts';

beforeEach(startAfresh);

/** Enough rows for a pool of workers. */
const ROWS = 3_000;

test('writes contributions and counts covers one at a time, telling how far it is, and leaves nothing when cancelled', async () => {
  const tab = await openMany();
  await importText(tab, smallCsv(ROWS));
  expect(await tab.api.jobs.getCurrent()).toBeNull();
  const common = { rowsPerSecond: expect.any(Number), failure: null };
  const cancelled = { ...common, state: 'cancelled', totalRows: ROWS, secondsLeft: null };

  tab.gate.close(1);
  const writing = tab.api.exports.writeContributions(ALL);
  await waitFor('the first thousand rows', tab.api.jobs.getCurrent, (job) => job?.doneRows === 1_000);
  expect(await tab.api.jobs.getCurrent()).toMatchObject({ kind: 'contributions', state: 'running', totalRows: ROWS });
  expect(await refusal(tab.api.models.countCovers('uncovered-1'))).toMatch(/^Busy/);
  expect((await tab.api.card.get('7'))?.explanation).toHaveProperty('baseRub');
  await tab.api.jobs.cancel();
  expect(await tab.api.jobs.getCurrent()).toEqual({ ...cancelled, kind: 'contributions', doneRows: 1_000 });
  expect(await writing).toBeNull();

  const release = await holdTable('chunks');
  const counting = tab.api.models.countCovers('uncovered-1');
  await waitFor(
    'the count to begin',
    tab.api.jobs.getCurrent,
    (job) => job?.kind === 'covers' && job.totalRows === ROWS,
  );
  const cancelling = tab.api.jobs.cancel();
  release();
  await cancelling;
  expect(await tab.api.jobs.getCurrent()).toEqual({ ...cancelled, kind: 'covers', doneRows: expect.any(Number) });
  expect(await counting).toBeNull();
  expect((await tab.api.models.list()).find(({ version }) => version === 'uncovered-1')).toMatchObject({
    countedRows: null,
  });

  expect(await tab.api.models.countCovers('uncovered-1')).toMatchObject({ value: { countedRows: ROWS } });
  expect(await tab.api.jobs.getCurrent()).toMatchObject({
    kind: 'covers',
    state: 'done',
    doneRows: ROWS,
    secondsLeft: null,
  });
  await notified(tab, 'job', ({ job }) => job.state === 'done');
  const received = tab.events.flatMap((event) => (event.kind === 'job' ? [event.job] : []));
  expect(received.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual([
    'cancelled',
    'cancelled',
    'done',
  ]);
  // A refused start is no job.
  expect(await tab.api.models.countCovers('many-1')).toEqual({ problem: { kind: 'has-covers' } });
  expect(await tab.api.jobs.getCurrent()).toMatchObject({ kind: 'covers', state: 'done' });
});
