import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from '../../scripts/chromium.mjs';
import { chooseByInput, chooseFile, expect, goTo, openWithDemo, reportOf, test, watch } from './app.ts';
import { narrowFile } from './files.ts';

test('after one visit everything works without a network, after a cold start too', async ({ baseURL }) => {
  const profile = mkdtempSync(join(tmpdir(), 'tuntundohod-profile-'));
  const start = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: ensureChromium(),
      args: CHROMIUM_FLAGS,
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      ...(baseURL ? { baseURL } : {}),
    });

  const visit = await start();
  const offences = watch(visit, baseURL);
  const first = await visit.newPage();
  await first.goto('./');
  await expect(first.getByText('Works offline')).toBeVisible();
  await visit.close();

  const offline = await start();
  const offlineOffences = watch(offline, baseURL);
  await chooseByInput(offline);
  await offline.setOffline(true);
  const page = await offline.newPage();
  await openWithDemo(page);
  await goTo(page, 'Import');
  await chooseFile(page, narrowFile([{ id: 'offline-1', age: '30', incomeValue: '90000' }]));
  expect(await reportOf(page)).toMatchObject({ Imported: '1' });
  await page.goto('./#/clients/offline-1');
  await expect(page.getByRole('region', { name: 'Forecast' })).toContainText('₽');
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('₽');
  for (const screen of ['Monitoring', 'Log', 'Models', 'Administration', 'Import', 'Clients'] as const) {
    await goTo(page, screen);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
    await expect(page.getByRole('status', { name: 'Loading…' })).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await offline.close();
  expect([...offences, ...offlineOffences]).toEqual([]);
  rmSync(profile, { recursive: true, force: true });
});

test.use({ serviceWorkers: 'allow' });

test('it can be installed: a manifest with a name, icons and a start address within its scope', async ({
  page,
  context,
}) => {
  await page.goto('./');
  const session = await context.newCDPSession(page);
  const { errors, url } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toContain('manifest.webmanifest');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
