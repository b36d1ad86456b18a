import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { crashTab, giveFile, startChromium } from '../../bench/soak/killableChromium.mjs';
import { faultsAfter, storedFacts } from '../../bench/soak/storedFacts.mjs';
import {
  chooseFile,
  expect,
  goTo,
  importWithoutRejections,
  lookAt,
  openWithDemo,
  reportOf,
  test,
  watch,
} from './app.ts';
import { csvFile, type DroppedFile, narrowFile, wideFile } from './files.ts';
import { closeGate } from './gate.ts';

/** Two full chunks and a part of a third. */
const ROWS = 12_000;

test('a browser killed and a tab crashed in mid-import lose nothing, and the import is run again', async ({
  baseURL,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tuntundohod-killed-'));
  const large = join(folder, 'large.csv');
  writeFileSync(large, wideFile(ROWS).buffer);
  let browser = await startChromium(folder);
  const offences: string[] = [];
  const open = async () => {
    offences.push(...watch(browser.context, baseURL));
    return browser.context.newPage();
  };
  try {
    let page = await open();
    await openWithDemo(page, baseURL);
    const before = await page.evaluate(storedFacts);
    await startAndStop(page, large);
    await browser.kill();

    browser = await startChromium(folder);
    page = await open();
    await page.goto(baseURL ?? '');
    await expect(page.getByText('One import was cut off')).toBeVisible();
    await expect(page.getByText('3,000 clients ·')).toBeVisible();
    const between = await page.evaluate(storedFacts);
    expect(faultsAfter(before, between, ROWS)).toEqual([]);
    expect(between.imports.map(({ state }) => state)).toEqual(['ready', 'interrupted']);

    await startAndStop(page, large);
    await crashTab(page);
    page = await browser.context.newPage();
    await page.goto(baseURL ?? '');
    await expect(page.getByText('One import was cut off')).toBeVisible();
    expect(faultsAfter(between, await page.evaluate(storedFacts), ROWS)).toEqual([]);

    await goTo(page, 'Import');
    await expect(page.getByText('Choose “large.csv”')).toBeVisible();
    // The screen's first file field begins a new import, the second one runs this import again.
    await giveFile(page, large, 1);
    expect(await reportOf(page)).toMatchObject({ Imported: '12,000' });
    await expect(page.getByRole('list').getByText('Interrupted')).toHaveCount(1);
    await goTo(page, 'Clients');
    await expect(page.getByText('15,000 clients ·')).toBeVisible();
    expect(offences).toEqual([]);
  } finally {
    await browser.kill().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Begins an import and stops it at the gate once its first chunk is on disk. */
async function startAndStop(page: Page, file: string): Promise<void> {
  const countChunks = async () => {
    const { records } = await page.evaluate(storedFacts);
    return Object.values(records).reduce((sum, { chunks = 0 }) => sum + chunks, 0);
  };
  const before = await countChunks();
  await goTo(page, 'Import');
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeVisible();
  await giveFile(page, file);
  const importButton = page.getByRole('button', { name: 'Import', exact: true });
  await expect(importButton).toBeEnabled();
  const gate = await closeGate(page, 1);
  await importButton.click();
  await gate.reached();
  await expect.poll(countChunks, 'chunks on the disk').toBe(before + 1);
}

test('an import that failed is run again with the file mended, which is another file and said to be so', async ({
  page,
}) => {
  // Longer than the head that a preview reads.
  const rows = Array.from({ length: 80_000 }, (_, row) => `${row};${20 + (row % 50)};${row}00`);
  const text = (last: string) => ['id;age;salary_6to12m_avg', ...rows, last, ''].join('\n');
  await page.goto('./#/imports');
  await lookAt(page, csvFile(text('80000;40'), 'broken.csv'));
  await importWithoutRejections(page);
  const choose = async (file: DroppedFile) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /Choose (the file and run again|another file)/ }).click();
    await (await choosing).setFiles(file);
  };
  await choose(csvFile('id;age\n1;30\n', 'other.csv'));
  await expect(page.getByText('This is “other.csv” (12 bytes), and the import was of “broken.csv” (')).toBeVisible();
  await choose(csvFile(text('80000;40;5'), 'broken.csv'));
  await page.getByRole('button', { name: 'Import this file' }).click();
  expect(await reportOf(page)).toMatchObject({ Imported: '80,001' });
  // This record has replaced the failed one.
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('an import deleted in another tab takes its clients away from the list and the card that are open', async ({
  page,
  context,
}) => {
  await page.goto('./#/imports');
  await chooseFile(page, narrowFile([{ id: 'stays', age: '30' }], 'first.csv'));
  await reportOf(page);
  await goTo(page, 'Import');
  await chooseFile(page, narrowFile([{ id: 'goes', age: '40' }], 'second.csv'));
  await reportOf(page);
  const other = await context.newPage();
  await other.goto('./#/clients/goes');
  await expect(other.getByRole('heading', { name: 'goes' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove import' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 client');
  await expect(dialog).toContainText(/This frees [\d.]+ kB/);
  await dialog.getByRole('button', { name: 'Remove import' }).click();
  await expect(other.getByText('1 client ·')).toBeVisible();
  await expect(other.getByText('There is no such client')).toBeVisible();
});
