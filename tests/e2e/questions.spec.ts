import { chooseFile, expect, goTo, lookAt, reportOf, test } from './app.ts';
import { csvFile } from './files.ts';

const DOUBTFUL = csvFile('id,age,incomeValue\n501,31,"79,765"\n502,45,"193,091"\n', 'doubtful.csv');

test('a number that can be read in two ways is asked about before anything is stored, and answered with one key', async ({
  page,
}) => {
  await page.goto('./#/imports');
  await lookAt(page, DOUBTFUL);
  const questions = page.getByRole('region', { name: 'Questions' });
  const first = page.getByRole('button', { name: 'Answer 1 question first' });
  await expect(first).toBeFocused();
  await expect(questions.getByRole('status')).toHaveText('1 question has to be answered before the import');
  await page.keyboard.press('Enter');
  await expect(questions.getByRole('button', { pressed: false }).first()).toBeFocused();
  const groups = questions.getByRole('button', { name: '79,765 the comma groups thousands' });
  const divides = questions.getByRole('button', { name: '79.765 the comma is the decimal sign' });
  await groups.press('Enter');
  await expect(groups).toHaveAttribute('aria-pressed', 'true');
  await expect(groups).toBeFocused();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();

  await groups.press('Enter');
  await expect(first).toBeVisible();
  await divides.press('Enter');
  await groups.press('Enter');
  await expect(divides).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('combobox', { name: 'Decimal sign of incomeValue' })).toHaveValue('.');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  expect(await reportOf(page)).toMatchObject({ Imported: '2' });
  await expect(
    page.getByText('3 rows in the file = 2 clients + 0 replaced + 0 rejected + 1 passed over'),
  ).toBeVisible();
  await expect(page.getByText('line 1, header')).toBeVisible();
});

test('a later row that contradicts the numbers stops the import, and leads back to the preview with the other sign', async ({
  page,
}) => {
  // The contradiction is behind the head that a preview reads.
  const rows = Array.from({ length: 90_000 }, (_, row) => `${row};31;${row % 900}.5`);
  const file = csvFile(['id;age;incomeValue', ...rows, '90000;31;1.234.567,5', ''].join('\n'), 'late.csv');
  await page.goto('./#/imports');
  await chooseFile(page, file);
  await expect(page.getByText('contradicts the rows above it')).toBeVisible();
  await page.getByRole('button', { name: 'Read “.” as the decimal sign' }).click();
  await expect(page).toHaveURL(/#\/imports\/new/);
  await expect(page.getByRole('combobox', { name: 'Decimal sign', exact: true })).toHaveText('point');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  expect(await reportOf(page)).toMatchObject({ Imported: '90,001', 'Unreadable cells': '0' });
});

test('a file without clients fails, says why row by row, and is looked at again', async ({ page }) => {
  await page.goto('./#/imports');
  await chooseFile(page, csvFile('id;age\n;31\n;32;x\n', 'nobody.csv'));
  await expect(page.getByText('There is no client in the file: all of its rows (2) were rejected.')).toBeVisible();
  await expect(page.getByText('Row rejected: no id')).toBeVisible();
  await page.getByRole('button', { name: 'Look at it again' }).click();
  await expect(page.getByRole('heading', { name: 'nobody.csv', exact: true })).toBeVisible();
  await goTo(page, 'Clients');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
});
