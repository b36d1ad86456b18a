import type { Page } from '@playwright/test';
import { expect, openDemoOnce, readAmount, test } from './app.ts';

const demo = openDemoOnce();

test.beforeEach(async () => {
  const page = demo();
  await page.goto('./#/administration/segments');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(bound(page, 'Up to', 1)).toHaveValue('50\u202f000');
});

const bound = (page: Page, end: 'From' | 'Up to', row: number) =>
  page.getByRole('textbox', { name: `${end}, ₽ a month, row ${row}` });
const problem = (page: Page) => page.getByRole('table').getByRole('alert');
const save = (page: Page) => page.getByRole('button', { name: 'Save segments' });
const chip = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Segments' }).getByRole('button', { name: new RegExp(`^${name} `) });
const countOf = async (page: Page, name: string) =>
  readAmount(((await chip(page, name).textContent()) ?? '').slice(name.length));
const product = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Products' }).getByRole('row', { name: new RegExp(`Edit ${name} `) });

/** Opens the card of the client with the highest forecast. */
async function openRichest(page: Page): Promise<number> {
  await page.goto('./#/clients');
  await page.getByRole('grid').getByRole('row').nth(1).click();
  const forecast = page.getByRole('region', { name: 'Forecast', exact: true });
  await expect(forecast).toContainText('₽');
  return readAmount(await forecast.textContent());
}

test('a changed bound sorts the clients anew, in the list and on the card', async () => {
  const page = demo();
  await openRichest(page);
  const [low, middle] = [await countOf(page, 'Low'), await countOf(page, 'Middle')];

  await page.goto('./#/administration/segments');
  await bound(page, 'Up to', 1).fill('70000');
  await bound(page, 'From', 2).fill('70 000');
  await bound(page, 'From', 4).fill('2 000 000');
  await bound(page, 'Up to', 3).fill('2000000');
  await save(page).click();
  await expect(page.getByText('Segments saved.')).toBeVisible();

  const richest = await openRichest(page);
  await expect(chip(page, 'Premium')).toHaveText('Premium 0');
  expect(await countOf(page, 'Low')).toBeGreaterThan(low);
  expect(await countOf(page, 'Middle')).toBeLessThan(middle);
  const segment = page.getByRole('region', { name: 'Segment', exact: true });
  await expect(segment).toContainText('High');
  await expect(segment).toContainText(`₽${(2_000_000 - richest).toLocaleString('en-GB')} to Premium`);
});

test('a gap and an overlap are refused with the incomes concerned, and can be closed at once', async () => {
  const page = demo();
  await bound(page, 'Up to', 1).fill('40000');
  await expect(problem(page)).toContainText('Incomes from ₽40,000 to ₽50,000 would belong to no segment.');
  await expect(save(page)).toBeDisabled();
  await bound(page, 'Up to', 1).fill('60 000');
  await expect(problem(page)).toContainText('Incomes from ₽50,000 to ₽60,000 would belong to two segments.');
  await expect(save(page)).toBeDisabled();
  await bound(page, 'Up to', 1).fill('a lot');
  await expect(problem(page)).toContainText('Enter the bounds as numbers');
  await bound(page, 'Up to', 1).fill('60 000');
  await page.getByRole('button', { name: 'Join the bounds' }).click();
  await expect(problem(page)).toBeHidden();
  await expect(bound(page, 'From', 2)).toHaveValue(/^60.000$/);
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(bound(page, 'From', 2)).toHaveValue('50\u202f000');
  await expect(save(page)).toBeDisabled();
});

test('a segment can be added and removed; the bounds beside it stay joined', async () => {
  const page = demo();
  await page.getByRole('button', { name: 'Add segment' }).click();
  await page.getByRole('textbox', { name: 'Name in English, row 5' }).fill('Private');
  await page.getByRole('textbox', { name: 'Name in Russian, row 5' }).fill('Частный');
  await save(page).click();
  await expect(page.getByText('Segments saved.')).toBeVisible();
  await openRichest(page);
  await expect(page.getByRole('region', { name: 'Segment', exact: true })).toContainText('Private');

  await page.goto('./#/administration/segments');
  await page.getByRole('button', { name: 'Remove Middle, row 2' }).click();
  await expect(bound(page, 'Up to', 1)).toHaveValue('120\u202f000');
  await expect(page.getByText('One product names a segment that would no longer exist')).toBeVisible();
  await save(page).click();
  await openRichest(page);
  await expect(chip(page, 'Middle')).toBeHidden();
  await expect(chip(page, 'Private')).toBeVisible();
});

test('a new product with an income bound and a rule is offered to whom it fits, with the reason', async () => {
  const page = demo();
  await page.goto('./#/administration/products');
  await page.getByRole('button', { name: 'Add product' }).click();
  const dialog = page.getByRole('dialog', { name: 'New product' });
  await dialog.getByRole('button', { name: 'Save product' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Give the product a name in Russian.');
  await dialog.getByLabel('Name in Russian').fill('Яхта');
  await dialog.getByLabel('Name in English').fill('Yacht loan');
  await dialog.getByLabel('What it gives, in Russian').fill('Своя яхта');
  await dialog.getByLabel('What it gives, in English').fill('A yacht <b>of one’s own</b>');
  await dialog.getByLabel('Income from').fill('300000');
  await dialog.getByLabel('Income up to').fill('200 000');
  await expect(dialog.getByRole('alert')).toContainText('The income bounds are the wrong way round');
  await dialog.getByLabel('Income up to').fill('');
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  const rule = dialog.getByRole('group', { name: 'Rule 1' });
  await rule.getByLabel('Feature').fill('age');
  await page.getByRole('option', { name: 'Age', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Rule 1: enter a number for “Age”.');
  await rule.getByLabel('Value').fill('18');
  await dialog.getByRole('button', { name: 'Save product' }).click();
  await expect(dialog).toBeHidden();
  await expect(product(page, 'Yacht loan')).toContainText('Age ≥ 18 years');

  await openRichest(page);
  const offers = page.getByRole('region', { name: 'Recommended products' });
  const offer = offers.getByRole('listitem').filter({ hasText: 'Yacht loan' });
  await expect(offer).toContainText('A yacht <b>of one’s own</b>');
  await expect(offer).toContainText(/Fits: income ₽[\d,]+ · Age: \d+ years/);

  await page.goto('./#/administration/products');
  await product(page, 'Yacht loan').getByRole('switch').click();
  await expect(product(page, 'Yacht loan').getByRole('switch')).not.toBeChecked();
  await openRichest(page);
  await expect(offers.getByRole('listitem').first()).toBeVisible();
  await expect(offer).toBeHidden();
});

test('a removed product comes back in its place by Undo, and the defaults bring everything back', async () => {
  const page = demo();
  await page.goto('./#/administration/products');
  const names = page.getByRole('table', { name: 'Products' }).getByRole('rowheader');
  await expect(names).toHaveCount(8);
  const before = await names.allTextContents();
  await page.getByRole('button', { name: 'Remove Mortgage' }).click();
  await expect(names).toHaveCount(7);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(names).toHaveText(before);

  await page.getByRole('button', { name: 'Remove Mortgage' }).click();
  await page.getByRole('button', { name: 'Remove Cash loan' }).click();
  await page.getByRole('button', { name: 'Duplicate Debit card' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save product' }).click();
  await expect(names).toHaveCount(7);
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'One of them you added yourself, and it will be lost: Debit card (copy).',
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(names).toHaveText(before);
});

test('resetting to the defaults puts away segments that were typed and not saved', async () => {
  const page = demo();
  await bound(page, 'Up to', 1).fill('60000');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(bound(page, 'Up to', 1)).toHaveValue('50\u202f000');
  await expect(save(page)).toBeDisabled();
});

test('another open tab sees a change at once', async () => {
  const page = demo();
  const other = await page.context().newPage();
  await openRichest(other);
  await expect(other.getByRole('region', { name: 'Recommended products' })).toContainText('Mortgage');
  await page.goto('./#/administration/products');
  await product(page, 'Mortgage').getByRole('switch').click();
  await expect(other.getByRole('region', { name: 'Recommended products' })).not.toContainText('Mortgage');
  await page.goto('./#/administration/segments');
  await page.getByRole('textbox', { name: 'Name in English, row 4' }).fill('Top');
  await save(page).click();
  await expect(other.getByRole('region', { name: 'Segment', exact: true })).toContainText('Top');
  await expect(chip(other, 'Top')).toBeVisible();
  await other.close();
});
