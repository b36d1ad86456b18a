import { beforeEach, expect, test } from 'vitest';
import { NO_CHOICES } from '../../../src/core/csv/choices.ts';
import {
  demoCopies,
  ended,
  everyone,
  importText,
  knowsClients,
  nameOfError,
  openTab,
  recordOf,
  smallCsv,
  startAfresh,
  startAndStop,
} from '../dataWorker.ts';

beforeEach(startAfresh);

/** A file on disk, as a browser's file picker returns it. */
async function handleOf(name: string, contents: Blob | string): Promise<FileSystemFileHandle> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const writing = await handle.createWritable();
  await writing.write(contents);
  await writing.close();
  return handle;
}

test('gives an import another name, also on the cards of its clients; an empty one brings the file back', async () => {
  const [tab, other] = [await openTab(), await openTab()];
  const { id } = await importText(tab, smallCsv(3), 'clients.csv');
  await tab.api.imports.rename(id, '  Branch 7, June  ');
  expect(await recordOf(other.api, id)).toMatchObject({ name: 'Branch 7, June', fileName: 'clients.csv' });
  expect((await tab.api.card.get('2'))?.versions).toMatchObject([{ importId: id, import: { name: 'Branch 7, June' } }]);
  await other.api.imports.rename(id, ' ');
  expect(await recordOf(tab.api, id)).toMatchObject({ name: 'clients.csv' });
  expect(await nameOfError(tab.api.imports.rename(id + 1, 'x'))).toBe('NotFound');
});

test('renames no import that is running', async () => {
  const tab = await openTab();
  const id = await startAndStop(tab, await demoCopies(2));
  expect(await nameOfError(tab.api.imports.rename(id, 'x'))).toBe('Busy');
  await tab.api.imports.cancel(id);
  await tab.api.imports.rename(id, 'x');
  expect(await recordOf(tab.api, id)).toMatchObject({ name: 'x', state: 'cancelled' });
});

test('counts the bytes that an import takes', async () => {
  const tab = await openTab();
  const small = await importText(tab, smallCsv(100));
  const large = await importText(tab, smallCsv(10_000), 'large.csv');
  // The features of the file in 64 bits, two words of a hash, a forecast with both ends of its interval, and the id.
  const features = smallCsv(1).split('\n', 1)[0]!.split(';').length - 1;
  const rowBytes = features * 8 + 8 + 12;
  expect(large.storedBytes).toBeGreaterThan(10_000 * rowBytes);
  expect(large.storedBytes).toBeLessThan(10_000 * (rowBytes + 20));
  expect(small.storedBytes).toBeGreaterThan(100 * rowBytes);
  const failed = await importText(tab, 'id;age\n');
  expect(failed).toMatchObject({ state: 'failed', storedBytes: 0 });
});

test('keeps the handle of a file until its import has ended well, and runs it again in its own place', async () => {
  const tab = await openTab();
  const handle = await handleOf('again.csv', 'id;age\n1E+5;30\n');
  const id = await tab.api.imports.start(await handle.getFile(), null, handle);
  expect(await ended(tab, id)).toMatchObject({ state: 'failed', canRunAgain: true });
  await tab.api.imports.rename(id, 'June');
  const other = await importText(tab, smallCsv(2, 500), 'other.csv');
  tab.end();

  const later = await openTab();
  const known = (await later.api.imports.getHandle(id))!;
  expect(known.name).toBe('again.csv');
  await handleOf('again.csv', 'id;age\n1;30\n');
  const again = await later.api.imports.startAgain(id, await known.getFile(), known);
  expect(await ended(later, again)).toMatchObject({ state: 'ready', name: 'June', canRunAgain: false });
  expect((await later.api.imports.list()).map((record) => record.id)).toEqual([again, other.id]);
  expect(await later.api.imports.getHandle(id)).toBeNull();
  expect(await later.api.imports.getHandle(again)).toBeNull();
  expect((await later.api.clients.list(everyone())).rows.map((row) => row.id)).toEqual(['1', '500', '501']);
});

test('forgets the handle of an import that is deleted', async () => {
  const tab = await openTab();
  const handle = await handleOf('gone.csv', '');
  const id = await tab.api.imports.start(await handle.getFile(), null, handle);
  await ended(tab, id);
  await tab.api.imports.remove(id);
  expect(await tab.api.imports.getHandle(id)).toBeNull();
  expect(await nameOfError(tab.api.imports.startAgain(id, await handle.getFile(), handle))).toBe('NotFound');
});

test('runs an import again with its own choices, and another file with those of its header', async () => {
  const tab = await openTab();
  const text = 'id;age;other\n1E+1;30;x\n2E+1;31;x\n';
  const choices = { ...NO_CHOICES, uses: { 2: { kind: 'name' } as const } };
  const id = await tab.api.imports.start(new File([text], 'a.csv'), choices, null);
  expect(await ended(tab, id)).toMatchObject({ state: 'failed', canRunAgain: false, choices });
  const mended = text.replaceAll('E+1', '   ');
  const again = await ended(tab, await tab.api.imports.startAgain(id, new File([mended], 'a.csv'), null));
  expect(again).toMatchObject({ state: 'ready', choices });
  expect((await tab.api.card.get('1'))?.name).toBe('x');

  const failed = await importText(tab, 'id;age;other\n3E+1;30;y', 'b.csv');
  expect(failed.state).toBe('failed');
  const different = new File(['age;id;incomeValue\n33;4;50000\n'], 'c.csv');
  const last = await ended(tab, await tab.api.imports.startAgain(failed.id, different, null));
  expect(last).toMatchObject({ state: 'ready', fileName: 'c.csv', name: 'c.csv', choices: { uses: {} } });
  expect((await tab.api.card.get('4'))?.name).toBeNull();
});

test('leaves the record of a failed import where it is as long as another one runs', async () => {
  const tab = await openTab();
  const failed = await importText(tab, 'id;age\n');
  const running = await startAndStop(tab, await demoCopies(2));
  expect(await nameOfError(tab.api.imports.startAgain(failed.id, new File([smallCsv(2)], 'a.csv'), null))).toBe('Busy');
  await tab.api.imports.cancel(running);
  tab.gate.open();
  expect((await tab.api.imports.list()).map(({ id }) => id)).toEqual([running, failed.id]);
  const ready = await importText(tab, smallCsv(2));
  expect(await nameOfError(tab.api.imports.startAgain(ready.id, new File([smallCsv(2)], 'a.csv'), null))).toBe(
    'NotFound',
  );
});

test('says that a file was changed while it was read, and keeps what was there', async () => {
  const tab = await openTab();
  await importText(tab, smallCsv(3));
  const handle = await handleOf('changing.csv', await demoCopies(10));
  const id = await startAndStop(tab, await handle.getFile(), handle);
  await handleOf('changing.csv', 'id;age\n1;30\n');
  tab.gate.open();
  expect(await ended(tab, id)).toMatchObject({ state: 'failed', failure: { kind: 'file-unreadable' } });
  expect((await tab.api.clients.list(everyone())).total).toBe(3);

  const again = await tab.api.imports.startAgain(id, await (await tab.api.imports.getHandle(id))!.getFile(), handle);
  expect(await ended(tab, again)).toMatchObject({ state: 'ready', counts: { imported: 1, updated: 1 } });
});

test('deletes an import under the eyes of another tab', async () => {
  const [one, other] = [await openTab(), await openTab()];
  await importText(one, smallCsv(3), 'first.csv');
  const { id } = await importText(one, smallCsv(2, 3), 'second.csv');
  await knowsClients(other, 4);
  expect((await other.api.card.get('3'))?.importId).toBe(id);
  await one.api.imports.remove(id);
  await knowsClients(other, 3);
  expect(await other.api.card.get('4')).toBeNull();
  expect((await other.api.card.get('3'))?.versions).toMatchObject([{ import: { name: 'first.csv' } }]);
  expect(await other.api.card.getChanges('4', id)).toBeNull();
});
