import type { Page } from '@playwright/test';
import { expect, openWithDemo, test } from './app.ts';

test('addresses of earlier versions lead to the same screens, with what they asked for', async ({ page }) => {
  await openWithDemo(page);
  const moves = [
    { from: 'model', to: 'insights', title: 'Insights' },
    { from: 'model?lang=en&from=mail', to: 'insights?lang=en&from=mail', title: 'Insights' },
    { from: 'administration/models', to: 'models', title: 'Models' },
    { from: 'administration/models/income?lang=en', to: 'models?lang=en', title: 'Models' },
    { from: 'import', to: 'imports', title: 'Import' },
    { from: 'import/1?lang=en', to: 'imports/1?lang=en', title: 'Import' },
  ];
  for (const { from, to, title } of moves) {
    await page.goto('./#/clients');
    await page.goto(`./#/${from}`);
    await expect(page.getByRole('heading', { level: 1, name: title }), from).toBeVisible();
    expect(new URL(page.url()).hash, from).toBe(`#/${to}`);
    await page.goBack();
    await expect(page, `back from ${from}`).toHaveURL(/#\/clients$/);
  }
});

test('a reload at an earlier address shows the screen, and administration keeps the rest', async ({ page }) => {
  await page.goto('./#/administration/models?lang=en');
  await expect(page.getByRole('heading', { level: 1, name: 'Models' })).toBeVisible();
  await page.getByRole('link', { name: 'Administration', exact: true }).click();
  await expect(page.getByRole('tab')).toHaveText(['Segments', 'Products', 'Features']);
});

test('every section is one click away, and the link of the present one says so', async ({ page }) => {
  await page.goto('./');
  const links = page.getByRole('navigation').getByRole('link');
  const titles = ['Import', 'Insights', 'Monitoring', 'Log', 'Models', 'Administration'];
  await expect(links).toHaveText(['Clients', ...titles]);
  for (const title of titles) {
    await links.filter({ hasText: title }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole('navigation').locator('[aria-current=page]')).toHaveText(title);
  }
});

const WORDS = {
  en: { more: 'More', hidden: ['Log', 'Models', 'Administration'] },
  ru: { more: 'Ещё', hidden: ['Журнал', 'Модели', 'Администрирование'] },
} as const;

for (const language of ['en', 'ru'] as const) {
  test(`on a phone nothing of the navigation is cut off in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`./?lang=${language}#/imports`);
    const { more, hidden } = WORDS[language];
    const navigation = page.getByRole('navigation');
    const button = navigation.getByRole('button', { name: more, exact: true });
    const expectNoFaults = async () => {
      for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 640 });
        expect(await faultsOf(page), `${width} wide`).toEqual([]);
      }
    };
    await expect(navigation.getByRole('link')).toHaveCount(4);
    await expectNoFaults();
    await button.click();
    await expect(navigation.getByRole('link')).toHaveCount(7);
    await expectNoFaults();
    await navigation.getByRole('link', { name: hidden[2], exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: hidden[2] })).toBeVisible();
    await expect(navigation.getByRole('link')).toHaveCount(4);
    await expect(button).toHaveAttribute('aria-current', 'true');
    await expectNoFaults();
  });
}

test('the keys open and close what stands behind More, and the focus is never lost', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('./#/imports');
  const navigation = page.getByRole('navigation');
  const more = navigation.getByRole('button', { name: 'More', exact: true });
  const log = navigation.getByRole('link', { name: 'Log', exact: true });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(log).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await expect(log).toBeHidden();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Log' })).toBeVisible();
  await expect(more).toBeFocused();
  await expect(log).toBeHidden();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await expect(log, 'left behind').toBeHidden();
  await more.click();
  await expect(log).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(log, 'clicked elsewhere').toBeHidden();
});

/** Navigation targets that are too small, or whose words overflow the target or the page. */
function faultsOf(page: Page): Promise<string[]> {
  return page
    .getByRole('navigation')
    .locator('a:visible, button:visible')
    .evaluateAll((targets) =>
      targets.flatMap((target) => {
        const { left, right, top, bottom } = target.getBoundingClientRect();
        const range = document.createRange();
        range.selectNodeContents(target);
        const words = range.getBoundingClientRect();
        const name = target.textContent ?? '';
        return [
          ...(right - left < 44 || bottom - top < 44 ? [`${name} is ${right - left} × ${bottom - top}`] : []),
          ...(words.left < left || words.right > right ? [`${name} is ${words.width} in ${right - left}`] : []),
          ...(left < 0 || right > innerWidth || top < 0 || bottom > innerHeight ? [`${name} leaves the page`] : []),
        ];
      }),
    );
}
