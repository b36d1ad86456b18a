import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openDemoOnce, test } from './app.ts';
import { csvFile } from './files.ts';

/** Each screen, and an element that shows that it is ready, in either language. */
const SCREENS = {
  clients: 'main [role=grid] [role=gridcell]',
  'clients/100001': 'main canvas',
  imports: 'main section dl',
  insights: 'main form, main [role=combobox]',
  monitoring: 'main canvas',
  log: 'main table tbody tr',
  'administration/segments': 'main table input',
  'administration/products': 'main table [role=switch]',
  'administration/features': 'main table tbody tr:nth-child(50)',
  models: 'main canvas',
  nowhere: 'main a[href="#/clients"]',
};

const demo = openDemoOnce();

test('the empty app has no accessibility violation', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Load demo clients' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

// Each language and each scheme once: words and colours are independent.
for (const { language, colorScheme } of [
  { language: 'ru', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const) {
  test(`no screen has an accessibility violation in ${language}, ${colorScheme}`, async () => {
    const page = demo();
    await page.emulateMedia({ colorScheme });
    for (const [screen, sign] of Object.entries(SCREENS)) {
      await page.goto(`./?lang=${language}#/${screen}`);
      await expect(page.locator(sign).first()).toBeVisible();
      await expect(page.getByRole('status', { name: /Loading|Загрузка/ })).toHaveCount(0);
      expect(await violations(page), screen).toEqual([]);
    }
  });
}

test('an explained model and a curve have no accessibility violation in ru, dark', async () => {
  const page = demo();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./?lang=ru#/insights');
  await page.getByRole('button', { name: /^(Explain|Объяснить)$/ }).click();
  await expect(page.locator('canvas[data-drawn]')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  // A picture shown as a table no longer has this button.
  const pictures = page.getByRole('button', { name: /^(Show as a table|Показать таблицей)$/ });
  for (let left = await pictures.count(); left > 0; left--) {
    await pictures.first().press('Enter');
    await expect(pictures).toHaveCount(left - 1);
  }
  expect(await violations(page), 'tables').toEqual([]);
  await page.goto('./?lang=ru#/clients/100002');
  const bars = page.getByRole('group', { name: /^(Bars of the features|Полосы признаков)$/ });
  // It is hidden until its bars are drawn, and before that the keys find none.
  await expect(bars.getByRole('img')).toBeVisible();
  await bars.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('region', { name: /^(Forecast along|Прогноз вдоль)/ })).toBeVisible();
  expect(await violations(page), 'curve').toEqual([]);
});

test('the steps of bringing a model have no accessibility violation, refused or read', async ({ page }) => {
  await page.goto('./#/models');
  const box = page.getByRole('group', { name: 'Drop a model file here' });
  const choose = async (files: string | { name: string; mimeType: string; buffer: Buffer }) => {
    const choosing = page.waitForEvent('filechooser');
    await box.getByRole('button').click();
    await (await choosing).setFiles(files);
  };
  await choose({ name: 'model.pkl', mimeType: 'application/octet-stream', buffer: Buffer.from([0x80, 4, 1]) });
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await choose('public/models/income/income.onnx');
  await expect(page.getByRole('textbox', { name: 'Name of the model' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a file looked at, and the report of its import, have no accessibility violation in en, light', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./?lang=en#/imports');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Import CSV|Импортировать CSV)$/ }).click();
  const lines = [
    'id;age;gender;incomeValue;colour;target;w',
    '1;30;x;79,765;red;50000;1',
    '2;4000;Мужской;;;;1',
    '3;forty',
  ];
  await (await choosing).setFiles(csvFile(lines.join('\n'), 'clients.csv'));
  const columns = page.getByRole('table', { name: /^(Columns of the file|Колонки файла)$/ });
  await columns.getByRole('button').nth(3).press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  expect(await violations(page), 'a column being changed').toEqual([]);
  await page.keyboard.press('Escape');
  expect(await violations(page), 'preview with a question').toEqual([]);
  await page.getByRole('region', { name: 'Questions' }).getByRole('button').first().press('Enter');
  await page.getByRole('button', { name: /^(Import|Импортировать)$/ }).press('Enter');
  await expect(page.getByRole('region', { name: /^(Features of the file|Признаки файла)/ })).toBeVisible();
  expect(await violations(page), 'report').toEqual([]);
});

/** Every violation of WCAG 2.2 AA and axe's best practices, with its element. */
async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // The app has no frames, so results need no merging in a separate page, which takes half as long again.
  const results = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
