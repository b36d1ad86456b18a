import type { Locator, Page } from '@playwright/test';
import { chooseFile, expect, goTo, openDemoOnce, readAmount, reportOf, test } from './app.ts';
import { narrowFile } from './files.ts';

const demo = openDemoOnce();
const CLIENT = '100002';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const forecastOf = async (page: Page) => readAmount(await region(page, 'Forecast').textContent());

async function openCard(page: Page, id = CLIENT): Promise<void> {
  await page.goto('./#/clients');
  await page.goto(`./#/clients/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(id);
}

test('the card shows forecast, segment, products with reasons, and an explanation that names the forecast', async () => {
  const page = demo();
  await openCard(page);
  const forecast = await forecastOf(page);
  const rub = `₽${forecast.toLocaleString('en-GB')}`;
  await expect(region(page, 'Forecast')).toContainText(`${rub} a month`);
  await expect(region(page, 'Forecast')).toContainText(
    /Eight in ten such clients earn between ₽[\d,]+ and ₽[\d,]+ a month\./,
  );
  await expect(region(page, 'Segment')).toContainText('High');
  await expect(region(page, 'Segment')).toContainText(`₽${(300_000 - forecast).toLocaleString('en-GB')} to Premium`);
  await expect(region(page, 'Segment')).toContainText(`₽${(forecast - 120_000).toLocaleString('en-GB')} above Middle`);
  await expect(region(page, 'Explanation')).toContainText(`Income forecast: ${rub} a month`);
  const offers = region(page, 'Recommended products').getByRole('listitem');
  await expect.poll(() => offers.count()).toBeGreaterThan(2);
  for (const offer of await offers.all()) await expect(offer).toContainText(/Fits|Missing/);
});

test('the table behind the waterfall adds up: base value and all contributions make the forecast', async () => {
  const page = demo();
  await openCard(page);
  const explanation = region(page, 'Explanation');
  await explanation.getByRole('button', { name: 'Show as a table' }).click();
  const rows = await explanation
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const base = readAmount(rows[0]?.[3] ?? '');
  const contributions = rows.slice(1, -1).map((row) => readAmount(row[2] ?? ''));
  expect(contributions.length).toBe(11);
  expect(contributions.every((rub) => rub !== 0)).toBe(true);
  const sum = contributions.reduce((total, rub) => total + rub, base);
  const forecast = await forecastOf(page);
  expect(readAmount(rows.at(-1)?.[3] ?? '')).toBe(forecast);
  expect(Math.abs(sum - forecast)).toBeLessThanOrEqual(contributions.length);
  await explanation.getByRole('button', { name: 'Hide the table' }).click();
});

test('all features can be shown, and the typical value stands beside the client’s', async () => {
  const page = demo();
  await openCard(page, '100003');
  const explanation = region(page, 'Explanation');
  await expect(explanation).toContainText(/, typically ₽[\d,]+ \(/);
  await explanation.getByRole('button', { name: 'Show as a table' }).click();
  await expect(explanation.locator('tbody tr')).toHaveCount(13);
  await explanation.getByRole('button', { name: 'Show all features' }).click();
  await expect(explanation.getByRole('row', { name: /other feature/ })).toHaveCount(0);
  const typical = await explanation
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.children[4]?.textContent ?? ''));
  expect(typical.length).toBeGreaterThan(50);
  expect(typical.filter((text) => text !== '').length).toBeGreaterThan(50);
  await explanation.getByRole('button', { name: 'Show the first ten' }).click();
  await expect(explanation.locator('tbody tr')).toHaveCount(13);
});

test('from a bar, by keyboard, opens the curve of the forecast along its feature', async () => {
  const page = demo();
  await openCard(page);
  const bars = page.getByRole('group', { name: 'Bars of the features' });
  // The chart is hidden until its bars are drawn, and keys do nothing before.
  await expect(bars.getByRole('img')).toBeVisible();
  await bars.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const curve = region(page, 'Forecast along: Highest credit limit ever (bureau)');
  await expect(curve.getByRole('img')).toHaveAccessibleName(/now: ₽[\d,]+ → ₽[\d,]+; no data → ₽[\d,]+/);
  const present = readAmount(
    /→ (₽[\d,]+)/.exec((await curve.getByRole('img').getAttribute('aria-label')) ?? '')?.[1] ?? '',
  );
  expect(present).toBe(await forecastOf(page));
  await curve.getByRole('button', { name: 'Show as a table' }).click();
  await expect(curve.getByRole('row', { name: /no data/ })).toContainText('₽');
  await expect.poll(() => curve.locator('tbody tr').count()).toBeGreaterThan(3);
  await curve.getByRole('button', { name: 'Change in What-if' }).click();
  await expect(editor(page, 'Highest credit limit ever (bureau)')).toBeVisible();
  await curve.getByRole('button', { name: 'Close' }).click();
  await expect(curve).toBeHidden();
});

test('the history begins with the import, and “Forecast again” adds to it', async () => {
  const page = demo();
  await openCard(page, '100010');
  const rows = region(page, 'History').locator('tbody tr');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('import');
  const forecast = await forecastOf(page);
  await region(page, 'History').getByRole('button', { name: 'Forecast again' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('card');
  await expect(rows.first()).toContainText(forecast.toLocaleString('en-GB'));
});

const whatIf = (page: Page) => region(page, 'What-if');
const editor = (page: Page, title: string) => whatIf(page).getByRole('group', { name: title, exact: true });
const simulated = (page: Page) => whatIf(page).getByRole('status');

async function pickFeature(page: Page, title: string): Promise<Locator> {
  await whatIf(page).getByRole('combobox', { name: 'Feature to change' }).fill(title);
  await page.getByRole('option', { name: title, exact: true }).click();
  return editor(page, title);
}

/** The simulated forecast once no newer one is pending. */
async function simulation(page: Page): Promise<number> {
  await expect(whatIf(page).getByText('Simulation', { exact: true }).first()).toBeVisible();
  await expect(whatIf(page).getByText('Simulating…')).toBeHidden();
  return readAmount(await simulated(page).textContent());
}

test('in What-if a number, a category and “no data” change the forecast, marked as a simulation, and can be reset', async () => {
  const page = demo();
  await openCard(page);
  const forecast = await forecastOf(page);

  const salary = await pickFeature(page, 'Average salary over the last 6–12 months');
  await expect(salary.getByRole('textbox')).toBeFocused();
  await expect(salary).toContainText('was no data');
  await salary.getByRole('textbox').fill('500 000');
  await salary.getByRole('textbox').press('Enter');
  const higher = await simulation(page);
  expect(higher).toBeGreaterThan(forecast);
  await expect(simulated(page)).toContainText(
    `↑ +₽${(higher - forecast).toLocaleString('en-GB')} against the forecast`,
  );
  await expect(whatIf(page).getByRole('img', { name: /on the scale of segments/ })).toHaveAccessibleName(
    new RegExp(`: ${higher < 300_000 ? 'High' : 'Premium'}; eight in ten between ₽`),
  );
  await expect(whatIf(page)).toContainText(
    /Average salary over the last 6–12 months — ₽500,000, typically ₽[\d,]+ \(\+/,
  );

  const gender = await pickFeature(page, 'Gender');
  await gender.getByRole('combobox').click();
  await page.getByRole('option', { name: 'Мужской', exact: true }).click();
  await expect(gender.getByRole('combobox')).toHaveValue('Мужской');
  await expect(gender).toContainText('was Женский');
  await simulation(page);

  const age = await pickFeature(page, 'Age');
  await age.getByRole('checkbox', { name: 'No data' }).check();
  await expect(age.getByRole('textbox')).toHaveValue('');
  await expect(whatIf(page)).toContainText('Would no longer fit: Cash loan');
  await simulation(page);

  expect(await forecastOf(page)).toBe(forecast);
  await salary.getByRole('button', { name: 'Reset' }).click();
  await expect(salary).toBeHidden();
  await whatIf(page).getByRole('button', { name: 'Reset all' }).click();
  await expect(simulated(page)).toBeHidden();
  await expect(editor(page, 'Gender')).toBeHidden();

  await expect(region(page, 'History').locator('tbody tr').first()).toContainText('what-if · simulation');
  await page.reload();
  await expect(region(page, 'Forecast')).toContainText(forecast.toLocaleString('en-GB'));
  await expect(region(page, 'Forecast')).not.toContainText('imulation');
});

test('a simulation stands in the log with what was changed', async () => {
  const page = demo();
  await openCard(page, '100020');
  const age = await pickFeature(page, 'Age');
  await age.getByRole('textbox').fill('33');
  await age.getByRole('textbox').press('Enter');
  const income = await simulation(page);
  await goTo(page, 'Log');
  const entry = page.getByRole('row', { name: /100020/ });
  await expect(entry).toContainText('what-if');
  await expect(entry).toContainText(`₽${income.toLocaleString('en-GB')}`);
  await entry.click();
  const changes = page.getByRole('dialog').getByRole('region', { name: 'Changed in the simulation' });
  await expect(changes.getByRole('row')).toHaveCount(2);
  await expect(changes.getByRole('row').last()).toContainText(/Age.*33 years/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('What-if says what is no number and what lies beyond its training, and asks the model only about the rest', async () => {
  const page = demo();
  await openCard(page);
  const age = await pickFeature(page, 'Age');
  await age.getByRole('textbox').fill('old');
  await expect(age).toContainText('A number, for example');
  await age.getByRole('textbox').press('Enter');
  await expect(whatIf(page).getByText('No value differs from the real one yet.')).toBeVisible();
  await age.getByRole('textbox').fill('950');
  await age.getByRole('textbox').press('Enter');
  await expect(age).toContainText('Outside what the model was trained on');
  expect(await simulation(page)).toBeGreaterThan(0);
});

test('dates and yes-or-no values are changed as such', async () => {
  const page = demo();
  await openCard(page);
  const forecast = await forecastOf(page);
  const blacklist = await pickFeature(page, 'On the blacklist');
  await blacklist.getByRole('combobox').selectOption('yes');
  await expect(whatIf(page)).toContainText('Would no longer fit: Cash loan');
  const date = await pickFeature(page, "Month of last activity in the bank's service");
  await date.locator('input[type=date]').fill('2020-02-29');
  expect(await simulation(page)).toBeGreaterThan(0);
  await expect(date.locator('input[type=date]')).toHaveValue('2020-02-29');
  await expect(whatIf(page).getByText('Simulating…')).toBeHidden();
  await date.getByRole('checkbox').check();
  await expect(date.locator('input[type=date]')).toHaveValue('');
  expect(await forecastOf(page)).toBe(forecast);
});

/** A computed key makes it an ordinary property. */
const PROTO = '__proto__';

const HOSTILE = [
  { id: '../x', name: '<img src=x onerror=alert(1)>' },
  { id: '__proto__', name: 'constructor' },
  { id: '<b>bold</b>', name: 'abc\u202egnp.exe' },
  { id: '100%/25?#&', name: `Robert'), DROP TABLE "clients"` },
  { id: `long-${'x'.repeat(120)}`, name: 'Ы'.repeat(300) },
] as const;

test('hostile texts from a file are shown as they are and break nothing', async ({ page }) => {
  await page.goto('./#/imports');
  const rows = HOSTILE.map((client) => ({
    ...client,
    age: '40',
    incomeValue: '90000',
    gender: '<script>alert(2)</script>',
  }));
  await chooseFile(
    page,
    narrowFile(
      rows.map((row) => ({ ...row, [PROTO]: '1', constructor: '2' })),
      '<i>file</i>.csv',
    ),
  );
  expect(await reportOf(page)).toMatchObject({ Imported: String(HOSTILE.length), 'Unseen categories': '5' });
  await goTo(page, 'Clients');
  const heading = page.getByRole('heading', { level: 1 });
  for (const { id, name } of HOSTILE) {
    await page.getByRole('grid').getByText(id, { exact: true }).click();
    await expect(heading).toContainText(id);
    await expect(heading).toContainText(name.replace('\u202e', '\\u202e').slice(0, 200));
    await expect(region(page, 'Explanation')).toContainText('₽');
    if (!/[/%<]/.test(id)) continue;
    await page.reload();
    await expect(heading).toContainText(id);
  }
  await expect(page.locator('main img, main script, main b')).toHaveCount(0);
});

test('a client of whom nothing is known opens with a forecast and an explanation', async ({ page }) => {
  await page.goto('./#/imports');
  await chooseFile(
    page,
    narrowFile([
      { id: 'unknown', age: '' },
      { id: 'other', age: '30' },
    ]),
  );
  await reportOf(page);
  await page.goto('./#/clients/unknown');
  await expect(region(page, 'Forecast')).toContainText('₽');
  await expect(region(page, 'Explanation')).toContainText('no data');
  await region(page, 'Explanation').getByRole('button', { name: 'Show as a table' }).click();
  await expect(region(page, 'Explanation').locator('tbody tr').last()).toContainText('Forecast');
  await expect(page.getByText(/^0 of \d+ known$/)).toBeVisible();
});
