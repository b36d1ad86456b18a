import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { DroppedFile } from './files.ts';

/**
 * Watches every end-to-end test: a request that leaves the origin, a violation of the Content-Security-Policy or an
 * uncaught error fails the test in which it happened.
 */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ context, baseURL }, use) => {
      const offences = watch(context, baseURL);
      await chooseByInput(context);
      await use(undefined);
      expect(offences).toEqual([]);
    },
    { auto: true },
  ],
});

/** One watched page with the demo clients for all tests of a file, for files whose tests mostly read. */
export function openDemoOnce(): () => Page {
  let page: Page;
  let offences: string[] = [];
  test.beforeAll(async ({ browser, baseURL }) => {
    const context = await browser.newContext();
    offences = watch(context, baseURL);
    await chooseByInput(context);
    page = await context.newPage();
    await openWithDemo(page);
  });
  test.afterEach(() => expect(offences.splice(0)).toEqual([]));
  test.afterAll(() => page.context().close());
  return () => page;
}

/** Collects the offences of a context from now on, for tests that open their own browser or context. */
export function watch(context: BrowserContext, baseURL = ''): string[] {
  const offences: string[] = [];
  const { origin } = new URL(baseURL);
  context.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) offences.push(`request to ${request.url()}`);
  });
  context.on('console', (message) => {
    if (/Content.Security.Policy|Trusted ?Types?|TrustedScript/i.test(message.text())) offences.push(message.text());
  });
  context.on('weberror', (error) => offences.push(`uncaught: ${error.error().message}`));
  return offences;
}

export { expect };

/** Nobody can answer the file handle picker here, so the page falls back to the file input. */
export async function chooseByInput(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
}

/** Opens the app and loads the demo clients; the list is then on the screen. */
export async function openWithDemo(page: Page, address = './'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Load demo clients' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search clients' })).toBeVisible();
}

/** Goes to a screen by its link, as a user does. */
export async function goTo(
  page: Page,
  screen: 'Clients' | 'Import' | 'Insights' | 'Monitoring' | 'Log' | 'Models' | 'Administration',
): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
}

/** Chooses a file through the current screen's button "Import CSV"; the file is previewed, not imported. */
export async function lookAt(page: Page, file: DroppedFile): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  await (await choosing).setFiles(file);
  await expect(page).toHaveURL(/#\/imports\/new/);
  await expect(page.getByRole('heading', { name: file.name, exact: true })).toBeVisible();
}

/** Chooses a file and imports it with one key, as guessed. */
export async function chooseFile(page: Page, file: DroppedFile): Promise<void> {
  await lookAt(page, file);
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/imports\/\d+/);
  await expect(page.getByRole('heading', { name: file.name, exact: true })).toBeVisible();
}

/** In a preview: imports the file, which fails if any row is rejected. */
export async function importWithoutRejections(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Fail when more rows are rejected than' }).check();
  await page.getByRole('textbox', { name: 'Rejected rows allowed, percent' }).fill('0');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('of 80,001 rows read, 1 were rejected')).toBeVisible();
}

/** Waits for the current import's report and reads its figures, without group separators, by label. */
export async function reportOf(page: Page): Promise<Record<string, string>> {
  const report = page.getByRole('region', { name: 'Report' });
  await expect(report.getByText('Rows read')).toBeVisible();
  const entries = await report
    .locator('dl > div')
    .evaluateAll((pairs) =>
      pairs.map((pair) => [pair.querySelector('dt')?.textContent ?? '', pair.querySelector('dd')?.textContent ?? '']),
    );
  return Object.fromEntries(entries);
}

/** An amount on the page as a number, without currency and group separators: `₽187,006 a month` → 187006. */
export function readAmount(text: string | null): number {
  const [amount = ''] = /[−-]?₽?[\d,\u202f\u00a0]+/.exec(text ?? '') ?? [];
  return amount ? Number(amount.replace('−', '-').replace(/[^\d-]/g, '')) : Number.NaN;
}
