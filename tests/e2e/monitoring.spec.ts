import type { Page } from '@playwright/test';
import { expect, goTo, openDemoOnce, readAmount, test } from './app.ts';

const CLIENT = '100002';
const demo = openDemoOnce();

test.beforeAll(async () => {
  const page = demo();
  await page.goto(`./#/clients/${CLIENT}`);
  await page.getByRole('button', { name: 'Forecast again' }).click();
  await expect(page.getByRole('region', { name: 'History' }).locator('tbody tr')).toHaveCount(2);
  const whatIf = page.getByRole('region', { name: 'What-if' });
  await whatIf.getByRole('combobox', { name: 'Feature to change' }).fill('age');
  await page.getByRole('option', { name: 'Age', exact: true }).click();
  await whatIf.getByRole('textbox', { name: 'Age' }).fill('44');
  await whatIf.getByRole('textbox', { name: 'Age' }).press('Enter');
  await expect(page.getByRole('region', { name: 'History' }).locator('tbody tr')).toHaveCount(3);
});

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The figures of a panel, by label. */
async function figuresOf(page: Page, panel: string): Promise<Record<string, string>> {
  const figures = region(page, panel).locator('dl > div');
  await expect(figures.first()).toBeVisible();
  const texts = await figures.evaluateAll((all) =>
    all.map((figure) => [...figure.querySelectorAll('dt, dd')].map((part) => part.textContent ?? '')),
  );
  return Object.fromEntries(texts.map(([label, ...value]) => [label, value.join(' · ')]));
}

/** The rows of the table behind a chart. */
async function tableOf(page: Page, panel: string): Promise<string[][]> {
  await region(page, panel).getByRole('button', { name: 'Show as a table' }).click();
  const rows = region(page, panel).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}

test('each imported row, each new forecast and each simulation counts as a request', async () => {
  const page = demo();
  await goTo(page, 'Monitoring');
  const figures = await figuresOf(page, 'Figures of the period');
  expect(figures).toMatchObject({
    Requests: '3,002 · incl. imported rows',
    'Unique clients': '3,000',
    Errors: '0',
  });
  expect(figures['Share of simulations']).toContain('1 simulation');
  expect(figures['Single request, median']).toMatch(/\d.* (ms|s)$/);
  expect(figures['Single request, p95']).toContain('of 2 requests');
  expect(figures['Imported row, p95']).toContain('of 3,000 rows');
  expect(await figuresOf(page, 'Imports')).toMatchObject({ Started: '1', Imported: '1', Failed: '0' });
});

test('behind each chart stands a table: by source, model, segment and time', async () => {
  const page = demo();
  await goTo(page, 'Monitoring');
  const counts = (rows: string[][]) =>
    Object.fromEntries(rows.map(([label, count]) => [label, readAmount(count ?? '')]));
  const sum = (rows: string[][]) => rows.reduce((total, [, count]) => total + readAmount(count ?? ''), 0);
  expect(counts(await tableOf(page, 'Requests by source'))).toEqual({ import: 3_000, card: 1, 'what-if': 1 });
  expect(sum(await tableOf(page, 'Requests by model version'))).toBe(3_002);
  const segments = await tableOf(page, 'Forecasts by segment');
  expect(segments.map(([name]) => name)).toEqual(['Low', 'Middle', 'High', 'Premium']);
  expect(sum(segments)).toBe(3_001);
  const timeline = await tableOf(page, 'Requests over time');
  expect(timeline.flatMap((row) => row.slice(1).map(readAmount)).reduce((a, b) => a + b)).toBe(3_002);
});

test('a period in which nothing happened says so and leads back', async () => {
  const page = demo();
  await page.goto('./#/monitoring?period=custom&from=2001-01-01T00:00&to=2001-12-31T00:00');
  await expect(page.getByRole('heading', { name: 'Nothing happened in this period' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all time' }).click();
  expect((await figuresOf(page, 'Figures of the period')).Requests).toContain('3,002');
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Last hour' }).click();
  await expect(page).toHaveURL(/period=hour/);
  expect((await figuresOf(page, 'Figures of the period')).Requests).toContain('3,002');
});

test('the log shows the import as one line and each single request, narrowed by client and source', async () => {
  const page = demo();
  await goTo(page, 'Log');
  const rows = page.getByRole('table', { name: 'Requests' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('what-if');
  await expect(rows.nth(1)).toContainText('card');
  await expect(rows.nth(2)).toContainText('import · 3,000 rows');

  await page.getByRole('textbox', { name: 'Client id' }).fill(CLIENT);
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'card' }).click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/client=100002&source=card/);
  await page.getByRole('textbox', { name: 'Client id' }).fill('nobody');
  await expect(page.getByText('No request in the log fits these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(rows).toHaveCount(3);
});

test('a log entry tells what the model saw, what was changed and how long each stage took', async () => {
  const page = demo();
  await goTo(page, 'Log');
  await page.getByRole('row', { name: /what-if/ }).click();
  const details = page.getByRole('dialog');
  await expect(region(page, 'Changed in the simulation')).toContainText(/Ageage44 years/);
  const inputs = region(page, 'What the model saw');
  await inputs.getByLabel('Search features').fill('gender');
  await expect(inputs.locator('tbody tr')).toHaveCount(1);
  await expect(inputs.locator('tbody tr')).toContainText('Женский');
  await expect(region(page, 'Latency by stage')).toContainText('Explaining');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await page.getByRole('row', { name: /3,000 rows/ }).click();
  await details.getByRole('link', { name: 'Open the import' }).click();
  await expect(page.getByRole('region', { name: 'Report' })).toBeVisible();
});
