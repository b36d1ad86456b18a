import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { chooseFile, expect, goTo, openDemoOnce, readAmount, reportOf, test } from './app.ts';
import { demoClients, narrowFile } from './files.ts';
import { closeGate } from './gate.ts';

const demo = openDemoOnce();

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const swarm = (page: Page) => region(page, 'Effects of the strongest features');
const dependence = (page: Page) => region(page, 'One feature in detail');
const isDrawn = (page: Page) => expect(page.locator('canvas[data-drawn]')).toHaveCount(2);

/** The screen with an answer, from an earlier test or from a run started here. */
async function openExplained(page: Page): Promise<void> {
  await page.goto('./#/clients');
  await goTo(page, 'Insights');
  const start = page.getByRole('button', { name: /^Explain( anew)?$/ });
  await expect(start).toBeVisible();
  if ((await start.textContent()) === 'Explain') await start.click();
  await isDrawn(page);
}

test('without clients the screen says what it is and leads to them', async ({ page }) => {
  await page.goto('./#/insights');
  await expect(page.getByText('No clients to explain yet')).toBeVisible();
  await page.getByRole('link', { name: 'Go to clients' }).click();
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
});

test('a feature without values, and one with a single value, say so beside their picture', async ({ page }) => {
  await page.goto('./#/imports');
  const ages = ['40', '40', '', '40'];
  await chooseFile(page, narrowFile(ages.map((age, row) => ({ id: String(row + 1), age, incomeValue: `${row}0000` }))));
  await reportOf(page);
  await goTo(page, 'Insights');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await isDrawn(page);
  const pick = async (title: string) => {
    await dependence(page).getByRole('combobox', { name: 'Feature' }).fill(title);
    await page.getByRole('option', { name: title, exact: true }).click();
  };
  await pick('Age');
  await expect(dependence(page)).toContainText(/the same one: 40 years|moved none of these forecasts/);
  await pick('Gender');
  await expect(dependence(page)).toContainText('None of these clients has a value of this feature');
  await dependence(page).getByRole('button', { name: 'Show as a table' }).click();
  await expect(dependence(page).locator('tbody tr')).toHaveCount(1);
});

test('the rows of the table behind a waterfall open the curve of their feature', async () => {
  const page = demo();
  await page.goto(`./#/clients/${demoClients[0]?.id}`);
  const explanation = region(page, 'Explanation');
  await explanation.getByRole('button', { name: 'Show as a table' }).click();
  const row = explanation.locator('tbody').getByRole('button').first();
  const title = (await row.textContent()) ?? '';
  await row.click();
  await expect(region(page, `Forecast along: ${title}`)).toBeVisible();
  await expect(explanation.getByRole('row', { name: /^Base value/ }).getByRole('button')).toHaveCount(0);
});

test('a run over the demo clients names its method, its background and its exactness', async () => {
  const page = demo();
  await openExplained(page);
  const method = region(page, 'What was explained');
  await expect(method).toContainText('3,000 clients, all of the scope');
  await expect(method).toContainText('synthetic data');
  await expect(method).toContainText('averaged over the training data');
  await expect(method).toContainText(/Every row adds up, worst gap ₽[\d.]+/);
});

test('importance stands by feature, expandable to all, and by group', async () => {
  const page = demo();
  await openExplained(page);
  const panel = region(page, 'What matters');
  await panel.getByRole('button', { name: 'Show as a table' }).click();
  const rows = panel.locator('tbody tr');
  await expect(rows).toHaveCount(20);
  const effects = (await rows.locator('td:nth-child(2)').allTextContents()).map(readAmount);
  expect(effects).toEqual(effects.toSorted((a, b) => b - a));
  await panel.getByRole('button', { name: /^Show all \d+ features$/ }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(100);
  await panel.getByRole('button', { name: 'By group' }).click();
  await expect(panel.getByRole('row', { name: /Credit history/ })).toContainText('₽');
  expect(await rows.count()).toBeLessThan(14);
});

test('the keys walk from dot to dot, say what each is, and Enter opens its client', async () => {
  const page = demo();
  await openExplained(page);
  await swarm(page).getByRole('group', { name: 'Effects of the strongest features' }).focus();
  await page.keyboard.press('End');
  const tip = swarm(page).getByRole('status');
  await expect(tip).toContainText(/Client \d+/);
  await expect(tip).toContainText(/\+₽[\d,]+/);
  await page.keyboard.press('ArrowDown');
  const [, id] = /Client (\d+)/.exec((await tip.textContent()) ?? '') ?? [];
  expect(demoClients.map((client) => client.id)).toContain(id);
  await page.keyboard.press('+');
  await page.keyboard.press('0');
  await page.keyboard.press('End');
  const [, last = ''] = /Client (\d{6})/.exec((await tip.textContent()) ?? '') ?? [];
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(last);
});

test('a dot under the pointer is named, and a click opens its client; a drag does not', async () => {
  const page = demo();
  await openExplained(page);
  const group = swarm(page).getByRole('group', { name: 'Effects of the strongest features' });
  await group.scrollIntoViewIfNeeded();
  await swarm(page).getByRole('button', { name: 'Whole' }).click();
  await group.focus();
  await page.keyboard.press('End');
  const tip = swarm(page).getByRole('status');
  const place = await tip.evaluate(({ style }) => ({
    x: Number.parseFloat(style.left),
    y: Number.parseFloat(style.top),
  }));
  const named = /Client (\d{6})/.exec((await tip.textContent()) ?? '')?.[1] ?? '';
  await page.keyboard.press('Escape');
  await group.hover({ position: { x: place.x, y: place.y } });
  await expect(tip).toContainText(named);
  await page.mouse.down();
  await page.mouse.move(300, 400, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/#\/insights$/);
  await swarm(page).getByRole('button', { name: 'Whole' }).click();
  await group.click({ position: { x: place.x, y: place.y } });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(named);
});

test('the table behind the dots leads to the clients at both ends', async () => {
  const page = demo();
  await openExplained(page);
  await swarm(page).getByRole('button', { name: 'Show as a table' }).click();
  await expect(swarm(page).locator('tbody tr')).toHaveCount(20);
  const link = swarm(page).getByRole('link').first();
  const id = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(id);
});

test('a feature in detail: a number, a category, a date, coloured by another', async () => {
  const page = demo();
  await openExplained(page);
  const pick = async (box: string, title: string) => {
    await dependence(page).getByRole('combobox', { name: box }).fill(title);
    await page.getByRole('option', { name: title, exact: true }).click();
  };
  for (const title of ['Age', 'Gender', "Month of last activity in the bank's service"]) {
    await pick('Feature', title);
    await expect(dependence(page).getByRole('img')).toHaveAccessibleName(`Effect of: ${title}`);
  }
  await pick('Coloured by', 'Gender');
  await expect(dependence(page)).toContainText('Colour: Gender');
  await expect(dependence(page)).toContainText('Женский');
  await pick('Feature', 'Gender');
  await dependence(page).getByRole('button', { name: 'Show as a table' }).click();
  const counts = await dependence(page).locator('tbody tr td:nth-child(2)').allTextContents();
  expect(counts.map(readAmount).reduce((sum, count) => sum + count, 0)).toBe(3_000);
});

test('every picture can be downloaded', async () => {
  const page = demo();
  await openExplained(page);
  for (const name of ['What matters', 'Effects of the strongest features', 'One feature in detail']) {
    const downloading = page.waitForEvent('download');
    await region(page, name).getByRole('button', { name: 'Download as PNG' }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toMatch(/\.png$/);
    expect(readFileSync(await file.path()).length).toBeGreaterThan(5_000);
  }
});

test('the contributions of a scope come as a file in which every row adds up', async () => {
  const page = demo();
  await openExplained(page);
  await page.getByRole('combobox', { name: 'Clients' }).click();
  await page.getByRole('option', { name: 'Segment Premium' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Contributions as CSV' }).click();
  const text = readFileSync(await (await downloading).path(), 'utf8').replace(/^\ufeff/, '');
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(10);
  const separator = head.includes(';') ? ';' : ',';
  for (const line of lines.slice(0, 50)) {
    const [, forecast = 0, ...parts] = line.split(separator).map(Number);
    const sum = parts.reduce((total, part) => total + part, 0);
    expect(Math.abs(sum - forecast)).toBeLessThanOrEqual(1e-4 * forecast);
  }
});

test('a file of contributions and a running explanation can be cancelled, and leave nothing', async () => {
  const page = demo();
  await page.goto('./#/insights');
  await page.getByRole('combobox', { name: 'How many' }).click();
  await page.getByRole('option', { name: 'All of them' }).click();
  const gate = await closeGate(page);
  await page.getByRole('button', { name: 'Contributions as CSV' }).click();
  await gate.reached();
  await region(page, 'Writing the contributions').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled, no file was written.')).toBeVisible();
  await page.getByRole('button', { name: /^Explain( anew)?$/ }).click();
  await expect(page.getByRole('progressbar', { name: 'Explaining' })).toBeVisible();
  await region(page, 'Explaining').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing of the run was kept')).toBeVisible();
  await expect(region(page, 'What matters')).toBeHidden();
  await gate.open();
});

test('clients that change make the answer void', async () => {
  const page = demo();
  await openExplained(page);
  await goTo(page, 'Import');
  await chooseFile(page, narrowFile([{ id: 'new', age: '30' }]));
  await reportOf(page);
  await goTo(page, 'Insights');
  await expect(page.getByRole('button', { name: 'Explain', exact: true })).toBeVisible();
  await expect(region(page, 'What was explained')).toBeHidden();
});
