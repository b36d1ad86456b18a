import { chooseFile, expect, goTo, importWithoutRejections, reportOf, test } from './app.ts';
import { narrowFile } from './files.ts';

const MAY = narrowFile(
  [
    { id: '1', age: '30', salary_6to12m_avg: '60000', target: '90000' },
    { id: '2', age: '40', salary_6to12m_avg: '70000', target: '' },
  ],
  'may.csv',
);
const JUNE = narrowFile(
  [
    { id: '1', age: '31', salary_6to12m_avg: '', target: '95000' },
    { id: '2', age: '40', salary_6to12m_avg: '70000', target: '' },
  ],
  'june.csv',
);

test('an import that brings clients again says what it found, and a card what changed', async ({ page }) => {
  await page.goto('./#/imports');
  await chooseFile(page, MAY);
  await reportOf(page);
  await goTo(page, 'Import');
  await chooseFile(page, JUNE);
  const report = await reportOf(page);
  expect(report).toMatchObject({ 'Updated clients': '2', 'Unchanged clients': '1', 'With actual income': '1' });
  const quality = page.getByRole('region', { name: 'Forecasts against actual incomes' });
  await expect(quality).toContainText('On 1 client of this file with an actual income');
  await expect(quality).toContainText('The model was trained on synthetic data.');
  await expect(quality.getByText('WMAE, normalised')).toBeVisible();
  await expect(quality.getByText('WMAE, official')).toBeVisible();

  await test.step('an import is renamed; Esc leaves the name as it was', async () => {
    const rename = page.getByRole('button', { name: 'Rename' });
    const field = page.getByRole('textbox', { name: 'Name of the import' });
    await rename.click();
    await field.fill('Nothing');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'june.csv' })).toBeVisible();
    await rename.click();
    await field.fill('Branch 7, <b>June</b>');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Branch 7, <b>June</b>' })).toBeVisible();
    await expect(page.getByText('file june.csv')).toBeVisible();
    await expect(page.getByRole('listitem').getByText('Branch 7, <b>June</b>')).toBeVisible();
  });

  await test.step('the card shows the actual income and what each import changed', async () => {
    await page.goto('./#/clients/1');
    const forecast = page.getByRole('region', { name: 'Forecast', exact: true });
    await expect(forecast).toContainText(
      /Actual income ₽95,000 · the forecast is ₽[\d,]+ (above|below) it \([\d.]+%\)/,
    );
    await expect(forecast).toContainText(/(inside|below|above) the interval/);
    const history = page.getByRole('region', { name: 'History' });
    await expect(history.getByText('first import of the client')).toBeVisible();
    await history.getByRole('button', { name: 'What changed with “Branch 7, <b>June</b>”' }).click();
    await expect(history.getByRole('row', { name: 'Actual income ₽90,000 ₽95,000' })).toBeVisible();
    await expect(history.getByRole('row', { name: 'Age 30 years 31 years' })).toBeVisible();
    await expect(history.getByRole('row', { name: '₽60,000 no data' })).toBeVisible();

    await page.goto('./#/clients/2');
    await expect(page.getByRole('heading', { name: 'Client 2' })).toBeVisible();
    await history.getByRole('button', { name: 'What changed with “Branch 7, <b>June</b>”' }).click();
    await expect(history.getByText('Unchanged: all values are the same')).toBeVisible();
    await history.getByRole('link', { name: 'may.csv' }).click();
    await expect(page.getByRole('heading', { name: 'may.csv' })).toBeVisible();
  });
});

test('a file chosen by the button is known to the browser: once it is mended, its import is run again at a press', async ({
  page,
}) => {
  // A picker that returns the next of `answers`: a file of the origin's own storage, whose handle is like any other, or
  // an error.
  await page.addInitScript(() => {
    const answers: string[] = [];
    const showOpenFilePicker = async () => {
      const answer = answers.shift() ?? '';
      if (answer.endsWith('Error')) throw new DOMException('', answer);
      return [await (await navigator.storage.getDirectory()).getFileHandle(answer)];
    };
    Object.assign(window, { answers, showOpenFilePicker });
  });
  const write = (text: string) =>
    page.evaluate(async (contents) => {
      const folder = await navigator.storage.getDirectory();
      const writing = await (await folder.getFileHandle('clients.csv', { create: true })).createWritable();
      await writing.write(contents);
      await writing.close();
    }, text);
  const answer = (next: string) =>
    page.evaluate((one) => (window as unknown as { answers: string[] }).answers.push(one), next);
  // Longer than the head that a preview reads.
  const rows = Array.from({ length: 80_000 }, (_, row) => `${row};${20 + (row % 50)};${row}00`);
  const text = (last: string) => ['id;age;salary_6to12m_avg', ...rows, last, ''].join('\n');

  await page.goto('./#/imports');
  const importCsv = page.getByRole('button', { name: 'Import CSV' });
  await answer('AbortError');
  await importCsv.click();
  await answer('NotReadableError');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await importCsv.click();
  await expect(page.getByText('An unexpected error.')).toBeVisible();

  await write(text('80000;40405'));
  await answer('clients.csv');
  await importCsv.click();
  await expect(page.getByRole('heading', { name: 'clients.csv', exact: true })).toBeVisible();
  await importWithoutRejections(page);

  // Of the same size, so that the page does not ask whether it is the right file.
  await write(text('80000;40;50'));
  await page.reload();
  await expect(page.getByText('The browser still knows “clients.csv”')).toBeVisible();
  await page.getByRole('button', { name: 'Run again', exact: true }).click();
  expect(await reportOf(page)).toMatchObject({ Imported: '80,001' });

  await test.step('where handles are forbidden, the next press asks for a file without one', async () => {
    await answer('SecurityError');
    await importCsv.click();
    await expect(page.getByText('An unexpected error.')).toBeVisible();
    const choosing = page.waitForEvent('filechooser');
    await importCsv.click();
    await (await choosing).setFiles(MAY);
    await expect(page.getByRole('heading', { name: 'may.csv', exact: true })).toBeVisible();
  });
});
