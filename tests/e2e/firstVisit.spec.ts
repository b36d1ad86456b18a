import { gzipSync } from 'node:zlib';
import { expect, test, watch } from './app.ts';

const BUDGET_BYTES = 200_000;

test('the app opens empty, says what it is and offers two ways to begin', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeVisible();
  await expect(page.getByText('estimates a client’s monthly income')).toBeVisible();
});

test.describe('without a service worker in between', () => {
  test.use({ serviceWorkers: 'block' });

  test('the page needs at most 200 kB of JavaScript, gzipped, before its first screen', async ({ page }) => {
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      const isPageScript = response.request().resourceType() === 'script' && !response.url().includes('worker');
      if (isPageScript) scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto('./');
    await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
    const sizes = await Promise.all(scripts);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  test('the model and its runtime are not loaded before the first screen is painted', async ({ page }) => {
    const early: string[] = [];
    page.on('request', (request) => {
      if (/\.(wasm|onnx)$/.test(request.url())) early.push(request.url());
    });
    await page.goto('./', { waitUntil: 'commit' });
    const painted = page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
        }),
    );
    await painted;
    expect(early).toEqual([]);
  });
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
