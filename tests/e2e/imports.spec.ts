import { readFileSync } from 'node:fs';
import { chooseFile, expect, goTo, lookAt, openWithDemo, reportOf, test } from './app.ts';
import { csvFile, narrowFile, wideFile } from './files.ts';
import { closeGate } from './gate.ts';

test('a CSV becomes clients, with a report of what was read', async ({ page }) => {
  await page.goto('./');
  await chooseFile(
    page,
    csvFile(
      [
        'id;age;incomeValue;gender;surprise;target;w',
        '1;37,0;50000,5;Мужской;x;1;1',
        '2;forty;60000;Женский;x;1;1',
        '1;38;70000;Мужской;x;1;1',
        '3;39;80000',
        ';40;80000;Мужской;x;1;1',
        '4;41;90000;Неизвестный;x;1;1',
      ].join('\r\n'),
      'clients <b>.csv',
    ),
  );
  const report = await reportOf(page);
  expect(report).toMatchObject({ 'Rows read': '6', Imported: '3', Rejected: '2' });
  await expect(page.getByText('Row rejected: 3 fields instead of 7')).toBeVisible();
  await expect(page.getByText('Row rejected: no id')).toBeVisible();
  await expect(page.getByText('forty')).toBeVisible();
  await expect(page.getByText('Неизвестный')).toBeVisible();
  await expect(page.getByText('clients <b>.csv').first()).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Rejected rows as CSV' }).click();
  const rejected = readFileSync(await (await downloading).path(), 'utf8');
  expect(rejected).toBe(
    [
      '\uFEFFrejected_line;rejected_reason;id;age;incomeValue;gender;surprise;target;w',
      '5;3 fields instead of 7;3;39;80000',
      '6;no id;;40;80000;Мужской;x;1;1',
      '',
    ].join('\r\n'),
  );
  await goTo(page, 'Import');
  await lookAt(page, csvFile(rejected.replace('39;80000', '39;80000;;;;').replace('no id;', 'no id;5'), 'mended.csv'));
  await expect(page.getByText('written by the app: why a row was rejected')).toHaveCount(2);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  expect(await reportOf(page)).toMatchObject({ Imported: '2', Rejected: '0' });

  await goTo(page, 'Clients');
  await expect(page.getByText('5 clients ·')).toBeVisible();
});

const REFUSED = [
  { what: 'an empty file', file: csvFile('', 'empty.csv'), says: 'The file is empty' },
  { what: 'a header without rows', file: csvFile('id;age\n', 'header.csv'), says: 'no rows below it' },
  {
    what: 'a file without an id column',
    file: csvFile('age;gender\n1;x\n', 'noid.csv'),
    says: 'No column with the client’s id',
  },
  {
    what: 'a file without any feature',
    file: csvFile('id;a;b\n1;2;3\n', 'nofeature.csv'),
    says: 'None of the columns is a feature',
  },
  {
    what: 'a web page',
    file: csvFile('<!doctype html><html><body>Sign in</body></html>', 'login.csv'),
    says: 'This is a web page',
  },
  {
    what: 'a spreadsheet renamed',
    file: csvFile(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0), 'sheet.csv'),
    says: 'not a text file but a zip archive',
  },
] as const;

test('a file that cannot be imported is refused with a reason, and nothing stored is lost', async ({ page }) => {
  await page.goto('./#/imports');
  await chooseFile(page, narrowFile([{ id: 'kept', age: '30' }]));
  await reportOf(page);
  for (const { what, file, says } of REFUSED) {
    await test.step(what, async () => {
      await goTo(page, 'Import');
      await lookAt(page, file);
      await expect(page.getByText(says)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
      await goTo(page, 'Clients');
      await expect(page.getByText('1 client ·')).toBeVisible();
    });
  }
});

test('a running import can be cancelled from its screen and leaves nothing', async ({ page }) => {
  await page.goto('./#/imports');
  const gate = await closeGate(page);
  await chooseFile(page, wideFile(6_000));
  await gate.reached();
  await page.getByRole('button', { name: 'Cancel import' }).click();
  await expect(page.getByText('Cancelled. Nothing of this file was stored')).toBeVisible();
  await goTo(page, 'Clients');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
});

test('a tab closed in mid-import leaves no trace but a line that says so', async ({ page, context }) => {
  await openWithDemo(page);
  await goTo(page, 'Import');
  const gate = await closeGate(page, 1);
  await chooseFile(page, wideFile(6_000));
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await gate.reached();
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto('./');
  await expect(again.getByText('One import was cut off')).toBeVisible();
  await expect(again.getByText('3,000 clients ·')).toBeVisible();
  await goTo(again, 'Import');
  await expect(again.getByText('Interrupted').first()).toBeVisible();
});

test.describe('with a small quota', () => {
  test('a full disk is said, earlier clients stay, and room made is room used', async ({ page, context }) => {
    await page.goto('./#/imports');
    const session = await context.newCDPSession(page);
    const origin = new URL(page.url()).origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 15_000_000 });
    await chooseFile(page, wideFile(2_000, 'first.csv'));
    await reportOf(page);
    await chooseFile(page, wideFile(9_000));
    await expect(page.getByText('quota is full')).toBeVisible();
    await goTo(page, 'Clients');
    await expect(page.getByText('2,000 clients ·')).toBeVisible();

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await goTo(page, 'Import');
    await chooseFile(page, narrowFile([{ id: 'after', age: '30' }]));
    expect(await reportOf(page)).toMatchObject({ Imported: '1' });
  });
});

test('a file dropped is looked at and imported; several are refused, and elsewhere a file never replaces the app', async ({
  page,
}) => {
  const drop = (...names: string[]) =>
    page.evaluate((all) => {
      const dataTransfer = new DataTransfer();
      for (const name of all) dataTransfer.items.add(new File(['id;age\n7;30\n'], name, { type: 'text/csv' }));
      const options = { bubbles: true, cancelable: true, dataTransfer };
      document.querySelector('main')?.dispatchEvent(new DragEvent('dragover', options));
      return !document.querySelector('main')?.dispatchEvent(new DragEvent('drop', options));
    }, names);
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Import CSV' })).toBeVisible();
  expect(await drop('one.csv', 'two.csv')).toBe(true);
  await expect(page.getByText('One file at a time. Several were dropped')).toBeVisible();

  await goTo(page, 'Import');
  await expect(page.getByText('Drop a CSV file here')).toBeVisible();
  expect(await drop('one.csv', 'two.csv')).toBe(true);
  await expect(page.getByText('One file at a time. Several were dropped')).toBeVisible();
  expect(await drop('one.csv')).toBe(true);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  expect(await reportOf(page)).toMatchObject({ 'Rows read': '1', Imported: '1' });

  await goTo(page, 'Log');
  await expect(page.getByRole('row')).toHaveCount(2);
  expect(await drop('one.csv')).toBe(true);
});

test.describe('before an import', () => {
  const external = (id: string, name: string) =>
    csvFile(`Выгрузка\nНомер;alter;salary_6to12m_avg;target;w\n${id};31;1,234;50000;1\n`, name);

  test('somebody says with the keyboard alone what columns are; the next file with this header is understood', async ({
    page,
  }) => {
    await page.goto('./#/imports');
    await lookAt(page, external('77', 'first.csv'));
    const importButton = page.getByRole('button', { name: 'Import', exact: true });
    await expect(page.getByText('No column with the client’s id')).toBeVisible();
    await expect(importButton).toBeDisabled();
    await expect(page.getByRole('combobox', { name: 'Lines before the header' })).toHaveText('1');
    await expect(page.getByText('actual income: target')).toBeVisible();
    await expect(page.getByText('“w” is left out')).toBeVisible();

    await page.getByRole('button', { name: 'Номер: used for Not used. Change' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('client’s id');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Номер: used for Client’s id. Change' })).toBeFocused();
    await expect(page.getByRole('button', { name: 'Answer 1 question first' })).toBeEnabled();

    await page.getByRole('button', { name: 'alter: used for Not used. Change' }).press('Enter');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'alter: used for Not used. Change' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.type('age');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'alter: used for Age. Change' })).toBeFocused();
    await page.getByRole('combobox', { name: 'Decimal sign of salary_6to12m_avg' }).selectOption('point');
    await expect(page.getByText('2 columns chosen by hand')).toBeVisible();
    await expect(page.getByText('2 of 220 features recognised')).toBeVisible();
    await importButton.click();
    expect(await reportOf(page)).toMatchObject({ Imported: '1' });

    await goTo(page, 'Import');
    await lookAt(page, external('78', 'second.csv'));
    await expect(page.getByText('Remembered from the import of “first.csv”')).toBeVisible();
    await expect(page.getByText('Номер: Client’s id')).toBeVisible();
    await expect(importButton).toBeFocused();
    await page.getByRole('button', { name: 'Forget' }).click();
    await expect(page.getByText('Forgotten: the file is read by guesses.')).toBeVisible();
    await expect(page.getByText('No column with the client’s id')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(/#\/imports$/);
  });

  test('the file is shown as it stands, hostile names and cells literally, however many columns it has', async ({
    page,
  }) => {
    const names = Array.from({ length: 3_000 }, (_, at) => `column ${at}`);
    const header = ['id', 'age', '<img src=x onerror=alert(1)>', '__proto__', ...names];
    const cells = ['1', '30', '\u202e<script>alert(1)</script>', '3', ...names.map((_, at) => String(at))];
    await page.goto('./#/imports');
    await lookAt(page, csvFile([header, cells].map((row) => row.join(';')).join('\n'), '<b>wide</b>.csv'));
    const columns = page.getByRole('table', { name: 'Columns of the file' });
    await expect(columns).toHaveAttribute('aria-rowcount', '3005');
    await expect(columns.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    await expect(page.getByText('\\u202e<script>alert(1)</script>')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('column 2999');
    await expect(columns.getByRole('row')).toHaveCount(2);
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('no such column');
    await expect(page.getByText('No column is like that.')).toBeVisible();
  });

  test('the encoding, the delimiter and the limit of rejected rows can be changed', async ({ page }) => {
    await page.goto('./#/imports');
    await lookAt(page, csvFile('id;age\n1;30\nx\ny\n', 'bad.csv'));
    await expect(page.getByText('2 of the rows looked at would be rejected.')).toBeVisible();
    await page.getByRole('combobox', { name: 'Delimiter' }).click();
    await page.getByRole('option', { name: 'comma' }).click();
    await expect(page.getByText('The header has one column only')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the guesses' }).click();
    await expect(page.getByText('The header has one column only')).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'Fail when more rows are rejected than' }).check();
    await page.getByRole('textbox', { name: 'Rejected rows allowed, percent' }).fill('50');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Of 3 rows read, 2 were rejected: more than the 50% allowed')).toBeVisible();
  });

  test('a reload forgets the file, and nothing is stored', async ({ page }) => {
    await page.goto('./#/imports');
    await lookAt(page, narrowFile([{ id: '1', age: '30' }]));
    await page.reload();
    await expect(page).toHaveURL(/#\/imports$/);
    await expect(page.getByText('No imports yet')).toBeVisible();
  });
});

test('the report says feature by feature what differs from training, and can be saved', async ({ page }) => {
  await page.goto('./#/imports');
  await chooseFile(page, csvFile('id;age;gender\n1;4000;x\n2;forty;Мужской\n3\n', 'odd.csv'));
  const report = page.getByRole('region', { name: 'Features of the file against training' });
  const age = report.getByRole('row', { name: /^Age / });
  await expect(age).toContainText('1');
  await expect(report.getByText('no value at all').first()).toBeVisible();
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return download.suggestedFilename();
  };
  expect(await saved('Rejected rows as CSV')).toMatch(/rejected\.csv$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    report.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/columns\.csv$/);
});
