import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import { expect, test, watch } from './app.ts';

const BUDGET_BYTES = 200_000;

test('the app opens empty, says what it is and offers two ways to begin', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeVisible();
  await expect(page.getByText('estimates a client’s monthly income')).toBeVisible();
});

test('the page needs at most 200 kB of JavaScript, gzipped, before its first screen', async ({ page, request }) => {
  // Uses the browser's own clock, so that later prefetching does not count, however late this test looks.
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('main button')) return;
      observer.disconnect();
      performance.mark('first screen');
    });
    observer.observe(document, { subtree: true, childList: true });
  });
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
  const scripts = await page.evaluate(() => {
    const [screen] = performance.getEntriesByName('first screen');
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => /\.js$/.test(name) && !name.includes('worker') && startTime < screen!.startTime)
      .map(({ name }) => name);
  });
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = await Promise.all(scripts.map(async (url) => gzipSync(await (await request.get(url)).body()).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('the model and its runtime are not loaded before the first screen is painted', async ({ page }) => {
  const requests: Request[] = [];
  page.on('request', (request) => {
    if (/\.(wasm|onnx)$/.test(request.url())) requests.push(request);
  });
  await page.goto('./');
  await expect.poll(() => requests.map((request) => request.url())).toContainEqual(expect.stringMatching(/\.onnx$/));
  const paintedAt = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (paint?.startTime ?? Number.NaN);
  });
  for (const request of requests) expect(request.timing().startTime, request.url()).toBeGreaterThanOrEqual(paintedAt);
});

test('the language follows the address, then the choice made, then the browser', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ locale: 'ru-RU' });
  const offences = watch(context, baseURL);
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Загрузить демо-клиентов' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');

  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();

  await page.goto('./?lang=ru');
  await expect(page.getByRole('button', { name: 'Загрузить демо-клиентов' })).toBeVisible();
  expect(offences).toEqual([]);
  await context.close();
});

test('an address that leads nowhere says so and leads back', async ({ page }) => {
  await page.goto('./#/no/such/page');
  await page.getByRole('link', { name: 'Go to clients' }).click();
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
});
