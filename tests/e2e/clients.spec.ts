import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, goTo, openDemoOnce, readAmount, test } from './app.ts';
import { demoClients } from './files.ts';

const demo = openDemoOnce();

test.beforeEach(async () => {
  const page = demo();
  await page.goto('./#/clients');
  await search(page).fill('');
  await expect(shown(page, 3_000)).toBeVisible();
});

const grid = (page: Page) => page.getByRole('grid', { name: 'Clients' });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search clients' });
const row = (page: Page, index: number) =>
  grid(page)
    .getByRole('row')
    .nth(index + 1);
const shown = (page: Page, count: number) =>
  page.getByText(`3,000 clients · ${count.toLocaleString('en-GB')} shown`, { exact: true });
const chip = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Segments' }).getByRole('button', { name: new RegExp(`^${name} `) });

const HEADS = {
  id: 'Client',
  name: 'Name',
  income: 'Income, ₽',
  segment: 'Segment',
  interval: 'Interval, %',
  actual: 'Actual, ₽',
} as const;
const head = (page: Page, name: keyof typeof HEADS) => grid(page).getByRole('columnheader', { name: HEADS[name] });

/** Texts of a column in the visible rows. */
async function column(page: Page, name: keyof typeof HEADS): Promise<string[]> {
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const heads = await grid(page).getByRole('columnheader').allTextContents();
  const position = heads.findIndex((text) => text.startsWith(HEADS[name])) + 1;
  const cells = grid(page).locator(
    `[role=row] > [role=gridcell]:nth-child(${position}):nth-last-child(${heads.length + 1 - position})`,
  );
  return (await cells.allTextContents()).map((text) => text.trim());
}

const panel = (page: Page) => page.getByRole('dialog', { name: 'Filters and order' });
const openPanel = (page: Page) => page.getByRole('button', { name: /^Filters/ }).click();
const closePanel = (page: Page) => panel(page).getByRole('button', { name: 'Done' }).click();
const filterChip = (page: Page, name: string | RegExp) =>
  page.getByRole('group', { name: 'Active filters' }).getByRole('button', { name });

/** Chooses an entry in one of the panel's lists. */
async function choose(page: Page, list: string, entry: string | RegExp): Promise<void> {
  await panel(page).getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: entry }).click();
}

const countOf = async (button: Locator) => readAmount((await button.textContent())?.replace(/^\D+/, '') ?? '');

test('typing finds clients by the beginning of the id or any part of the name, whatever its case', async () => {
  const page = demo();
  await search(page).pressSequentially('10000');
  await expect(shown(page, demoClients.filter(({ id }) => id.startsWith('10000')).length)).toBeVisible();
  expect((await column(page, 'id')).every((id) => id.startsWith('10000'))).toBe(true);

  await search(page).fill('');
  await search(page).pressSequentially('ВАНОВ');
  const named = demoClients.filter(({ name }) => name.toLowerCase().includes('ванов'));
  await expect(shown(page, named.length)).toBeVisible();
  expect((await column(page, 'name')).every((name) => /ванов/i.test(name))).toBe(true);
});

test('a segment filters the list, two add up, and their counts say beforehand how many there will be', async () => {
  const page = demo();
  const premium = await countOf(chip(page, 'Premium'));
  const high = await countOf(chip(page, 'High'));
  await chip(page, 'Premium').click();
  await expect(chip(page, 'Premium')).toHaveAttribute('aria-pressed', 'true');
  await expect(shown(page, premium)).toBeVisible();
  expect(new Set(await column(page, 'segment'))).toEqual(new Set(['Premium']));
  await chip(page, 'High').click();
  await expect(shown(page, premium + high)).toBeVisible();

  await search(page).fill('ванов');
  await expect(chip(page, 'Premium')).not.toHaveText(`Premium ${premium}`);
  const both = (await countOf(chip(page, 'Premium'))) + (await countOf(chip(page, 'High')));
  await expect(shown(page, both)).toBeVisible();
});

test('an income range filters the list; what is no range is said beside the field', async () => {
  const page = demo();
  await openPanel(page);
  const [from, to] = [page.getByLabel('Income from, ₽'), page.getByLabel('to, ₽', { exact: true })];
  await from.fill('100 000');
  await from.press('Enter');
  await to.fill('₽150,000');
  await to.press('Enter');
  await expect(page).toHaveURL(/from=100000&to=150000/);
  await closePanel(page);
  await expect(filterChip(page, /Income ₽100,000–₽150,000/)).toBeVisible();
  await expect(shown(page, 3_000)).toBeHidden();
  const incomes = (await column(page, 'income')).map(readAmount);
  expect(incomes.length).toBeGreaterThan(10);
  expect(incomes.filter((income) => income < 100_000 || income > 150_000)).toEqual([]);

  await openPanel(page);
  await to.fill('a lot');
  await expect(page.getByText('A number, for example 50 000')).toBeVisible();
  await to.fill('1000');
  await to.press('Enter');
  await expect(page.getByText('Not less than “from”')).toBeVisible();
  await closePanel(page);
  await expect(page.getByRole('heading', { name: 'No client matches' })).toBeVisible();
});

test('each filter becomes a chip that says what it is, takes it away again, and lives in the address', async () => {
  const page = demo();
  await openPanel(page);
  await page.getByLabel('Width from, %').fill('50');
  await page.getByLabel('to, %', { exact: true }).fill('90,5');
  await page.getByLabel('to, %', { exact: true }).press('Enter');
  await choose(page, 'Product that fits', 'Mortgage');
  await choose(page, 'Import', /^Demo clients/);
  await choose(page, 'Actual income', 'Not known');
  await expect(page).toHaveURL(/\?width-from=50&width-to=90.5&import=1&product=mortgage&actual=unknown$/);
  await closePanel(page);
  await expect(page.getByRole('button', { name: 'Filters · 4' })).toBeVisible();
  await expect(filterChip(page, 'Fits: Mortgage')).toBeVisible();
  await expect(filterChip(page, /Import: Demo clients/)).toBeVisible();
  await expect(shown(page, 3_000)).toBeHidden();
  const incomes = (await column(page, 'income')).map(readAmount);
  expect(incomes.filter((income) => income < 80_000)).toEqual([]);
  const first = await row(page, 0).textContent();

  await page.reload();
  await expect(filterChip(page, /Interval width 50%–90.5%/)).toBeVisible();
  await expect(row(page, 0)).toHaveText(first ?? '');

  await filterChip(page, /Interval width/).click();
  await filterChip(page, 'Fits: Mortgage').press('Delete');
  await expect(page).toHaveURL(/#\/clients\?import=1&actual=unknown$/);
  await expect(shown(page, 3_000)).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/#\/clients$/);
  await expect(page.getByRole('group', { name: 'Active filters' })).toHaveCount(0);
});

test('a product that is offered finds the clients whose cards offer it', async () => {
  const page = demo();
  await page.goto('./#/clients?product=premium-service&sort=income');
  await expect(shown(page, 3_000)).toBeHidden();
  await row(page, 0).click();
  await expect(page.getByRole('region', { name: 'Recommended products' }).getByText('Premium service')).toBeVisible();
});

test('the width of the interval gets a column when the list is sorted by it, or where there is room', async () => {
  const page = demo();
  await expect(head(page, 'interval')).toHaveCount(0);
  await openPanel(page);
  await choose(page, 'Sort by', 'Width of the interval');
  await closePanel(page);
  await expect(page).toHaveURL(/\?sort=interval$/);
  await expect(head(page, 'interval')).toHaveAttribute('aria-sort', 'ascending');
  const rising = (await column(page, 'interval')).map(Number);
  expect(rising.length).toBeGreaterThan(10);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  await head(page, 'interval').getByRole('button').click();
  await expect.poll(async () => Number((await column(page, 'interval'))[0])).toBeGreaterThan(rising.at(-1) ?? 0);

  const size = page.viewportSize();
  await page.goto('./#/clients');
  await expect(head(page, 'interval')).toHaveCount(0);
  await page.setViewportSize({ width: 1_920, height: 900 });
  await expect(head(page, 'interval')).toBeVisible();
  await expect(head(page, 'segment')).toBeVisible();
  if (size) await page.setViewportSize(size);
});

test('an import that has gone is said to have gone, and nobody matches it', async () => {
  const page = demo();
  await page.goto('./#/clients?import=99');
  await expect(filterChip(page, 'Import: not there any more')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No client matches' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(shown(page, 3_000)).toBeVisible();
});

test('below each income stands its interval where there is room, and not where there is none', async () => {
  const page = demo();
  const interval = grid(page).locator('[role=gridcell] small');
  await expect(interval.first()).toHaveText(/^\s?[\d.]+–[\d.]+[km]?$/);
  await expect(interval.first()).toHaveAttribute('title', /^[\d,]+–[\d,]+$/);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(interval).toHaveCount(0);
  if (size) await page.setViewportSize(size);
});

test('each column sorts the list, a second click turns the order round', async () => {
  const page = demo();
  const ids = demoClients.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
  const header = (name: string) => grid(page).getByRole('columnheader', { name });
  const sort = async (name: string, order: string) => {
    await header(name).getByRole('button').click();
    await expect(header(name)).toHaveAttribute('aria-sort', order);
    await expect(grid(page).locator('[aria-sort]:not([aria-sort=none])')).toHaveCount(1);
  };
  await expect(header('Income')).toHaveAttribute('aria-sort', 'descending');
  const falling = (await column(page, 'income')).map(readAmount);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await sort('Income', 'ascending');
  await expect.poll(async () => readAmount((await column(page, 'income'))[0] ?? '')).toBeLessThan(falling.at(-1) ?? 0);

  await sort('Client', 'ascending');
  await expect(row(page, 0)).toContainText(ids[0] ?? '');
  await sort('Client', 'descending');
  await expect(row(page, 0)).toContainText(ids.at(-1) ?? '');

  await sort('Name', 'ascending');
  const names = demoClients.map(({ name }) => name.toLowerCase()).sort();
  await expect.poll(async () => (await column(page, 'name'))[0]?.toLowerCase()).toBe(names[0]);
  await sort('Segment', 'ascending');
  await expect(row(page, 0)).toContainText('Low');
  await sort('Segment', 'descending');
  await expect(row(page, 0)).toContainText('Premium');
});

test('when nobody matches, it is said, and one button brings everybody back', async () => {
  const page = demo();
  await search(page).fill('nobody is called that');
  await chip(page, 'Low').click();
  await expect(page.getByRole('heading', { name: 'No client matches' })).toBeVisible();
  // While an answer is pending, the button above the list is still there, too.
  const clear = page.getByRole('button', { name: 'Clear filters' });
  await expect(clear).toHaveCount(1);
  await clear.click();
  await expect(shown(page, 3_000)).toBeVisible();
  await expect(search(page)).toHaveValue('');
  await expect(chip(page, 'Low')).toHaveAttribute('aria-pressed', 'false');
});

test('the keyboard alone leads through search, list and card', async () => {
  const page = demo();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('ванов');
  await expect(shown(page, 3_000)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(shown(page, 3_000)).toBeVisible();
  await expect(search(page)).toHaveValue('');

  await page.keyboard.press('ArrowDown');
  await expect(grid(page)).toBeFocused();
  const selected = grid(page).getByRole('row', { selected: true });
  const isAt = (position: number) => expect(selected).toHaveAttribute('aria-rowindex', String(position + 2));
  await isAt(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await isAt(1);
  await page.keyboard.press('PageDown');
  await expect(selected).not.toHaveAttribute('aria-rowindex', '3');
  await page.keyboard.press('End');
  await isAt(2_999);
  await expect(page.getByText(/–3,000 of 3,000/)).toBeVisible();
  await page.keyboard.press('Home');
  await isAt(0);
  const id = (await column(page, 'id'))[0] ?? '';
  await expect(page).toHaveURL(new RegExp(`#/clients/${id}$`));
  await page.keyboard.press('Enter');
  await expect(grid(page)).not.toBeFocused();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Client ${id}`);
});

test('filters live in the address: reload, Back and a second window show the same list', async () => {
  const page = demo();
  await chip(page, 'High').click();
  await openPanel(page);
  await page.getByLabel('Income from, ₽').fill('200000');
  await closePanel(page);
  await grid(page).getByRole('columnheader', { name: 'Client' }).getByRole('button').click();
  await search(page).fill('1001');
  await expect(page).toHaveURL(/#\/clients\?q=1001&segment=high&from=200000&sort=id$/);
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  const ids = await column(page, 'id');

  await page.reload();
  await expect(search(page)).toHaveValue('1001');
  await expect(chip(page, 'High')).toHaveAttribute('aria-pressed', 'true');
  expect(await column(page, 'id')).toEqual(ids);

  await row(page, 0).click();
  await expect(page).toHaveURL(new RegExp(`#/clients/${ids[0]}\\?q=1001`));
  await goTo(page, 'Log');
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/#\/clients\?q=1001/);
  expect(await column(page, 'id')).toEqual(ids);
});

test('a name that is searched for never gets into the address', async () => {
  const page = demo();
  await search(page).fill('Иванова');
  await expect(shown(page, 3_000)).toBeHidden();
  await row(page, 0).click();
  await expect(page).toHaveURL(/#\/clients\/\d+$/);
  await expect(search(page)).toHaveValue('Иванова');
});

test('a card opened by its address knows its place in the list: previous and next lead on from there', async () => {
  const page = demo();
  const ids = demoClients.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
  await page.goto(`./#/clients/${ids[1_000]}?sort=id`);
  const heading = page.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(heading).toContainText(ids[1_001] ?? '');
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await expect(heading).toContainText(ids[999] ?? '');
  await expect(grid(page).getByRole('row', { selected: true })).toBeInViewport();

  await grid(page).getByRole('columnheader', { name: 'Client' }).getByRole('button').click();
  await expect(row(page, 0)).toContainText(ids.at(-1) ?? '');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(heading).toContainText(ids[998] ?? '');
});

test('the list that is shown is saved as a CSV file, as a table or as a submission', async () => {
  const page = demo();
  await chip(page, 'Premium').click();
  const [id = ''] = await column(page, 'id');
  const save = async (change: () => Promise<void>) => {
    await page.getByRole('button', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Export \d+ clients$/ });
    await change();
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const download = await downloading;
    await expect(dialog).toBeHidden();
    expect(download.suggestedFilename()).toMatch(/^clients-\d{4}-\d\d-\d\d\.csv$/);
    return readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
  };
  const table = await save(async () => {
    await page.getByRole('checkbox', { name: 'Three main reasons' }).check();
  });
  expect(table[0]).toBe('\uFEFFid,Name,"Forecast, ₽ a month","From, ₽","To, ₽",Segment,Products,Main reasons');
  expect(table[1]).toMatch(new RegExp(`^${id},.*,Premium,.*: [+−-]₽[\\d,]+;`));
  const submission = await save(async () => {
    await page.getByRole('radio', { name: 'For a submission: id;target' }).check();
  });
  expect(submission[0]).toBe('id;target');
  expect(submission[1]).toMatch(new RegExp(`^${id};\\d+(\\.\\d+)?$`));
  expect(submission).toHaveLength(table.length);
});
